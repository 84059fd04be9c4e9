package io.crier.reference;

import io.crier.platform.access.Scope;
import io.crier.reference.Reference.Chapter;
import java.util.List;

/** Tokens, and the tickets that stand in for them. */
final class Access {
    private static final String JSON = "application/json";

    private static final String DRAFT =
            """
            {"name": "open-city-lab", "scopes": ["announcements:write"], "limits": {"topics": ["participation"]},
             "expiresAt": "2099-12-31T23:59:59Z"}\
            """;

    private Access() {}

    static Chapter chapter() {
        return new Chapter(
                "Access",
                "Tokens for publishers and operators, each good for what its scopes say, and tickets for browsers.",
                List.of(list(), make(), revoke(), ticket()));
    }

    private static Operation list() {
        return Operation.guarded("get", "/v1/tokens", "listTokens", "List tokens")
                .needs(Scope.TOKENS_MANAGE)
                .says(
                        "All of them, the oldest first, without their secrets, which nobody has but their holders.")
                .answersJson(200, "TokenList", "All tokens.")
                .problem(400, "There are no parameters.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation make() {
        return Operation.guarded("post", "/v1/tokens", "makeToken", "Make a token")
                .needs(Scope.TOKENS_MANAGE)
                .says(
                        """
                        It is good for its scopes until it expires or is revoked, and can be given no more than the token that it \
                        is made with has. A publisher may be bound: to topics, of which each of its announcements has one at least, \
                        and no others; or to a source, which its announcements then bear. It can neither write nor take over any \
                        other.
                        """)
                .body("TokenDraft", DRAFT, JSON)
                .answersJson(
                        201,
                        "MadeToken",
                        "It was made. Its `secret` is told now and never again.",
                        "Location")
                .problem(400, "It cannot be accepted; every field at fault is named.")
                .problem(409, "There is one of this name, or there are as many as may be.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }

    private static Operation revoke() {
        return Operation.guarded("delete", "/v1/tokens/{id}", "revokeToken", "Revoke a token")
                .needs(Scope.TOKENS_MANAGE)
                .says(
                        "It is good for nothing from then on, at other replicas some five seconds later; streams that it opened where reads are closed end.")
                .parameters("tokenId")
                .answers(204, "It was revoked.")
                .problem(404, "There is no such token.")
                .shared(503, "Unavailable");
    }

    private static Operation ticket() {
        return Operation.guarded("post", "/v1/tickets", "getTicket", "Get a ticket for a stream")
                .needs(Scope.ANNOUNCEMENTS_READ)
                .says(
                        """
                        For browsers, whose `EventSource` cannot show a token: whoever has one asks for a ticket with it, and opens \
                        `/v1/stream?ticket=…`. It is good once, for half a minute, at any replica; the stream ends with the token \
                        that the ticket was given for. Where reads are open no ticket is needed, and any token will do.
                        """)
                .answersJson(201, "Ticket", "A ticket.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }
}
