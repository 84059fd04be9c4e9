package io.crier.reference;

import io.crier.announcement.Json;
import tools.jackson.databind.node.ObjectNode;

/** What operations share: schemas, parameters, headers, and what goes wrong everywhere alike. */
final class Components {
    static final String TOKEN = "token";

    private final ObjectNode node = Json.MAPPER.createObjectNode();
    private final Examples examples;

    private Components(Examples examples) {
        this.examples = examples;
    }

    static ObjectNode written(Examples examples) {
        var components = new Components(examples);
        Schemas.all().forEach(components.node.withObject("schemas")::set);
        Parameters.all().forEach(components.node.withObject("parameters")::set);
        components.headers();
        components.responses();
        components
                .node
                .withObject("securitySchemes")
                .putObject(TOKEN)
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        """
                        The static token, which is good for everything (set as `crier.token`, or made on the first start and kept in \
                        `data/token`); one that was made at `/v1/tokens`; or a JWT of the issuer that is set. What the last two are \
                        good for their scopes say; `x-scopes` of an operation names those of which one will do.\
                        """);
        return components.node;
    }

    private void headers() {
        header(
                "ETag",
                true,
                "^(W/)?\"[\\x21\\x23-\\x7E]+\"$",
                "Of what was answered, for `If-None-Match` and `If-Match` (RFC 9110).");
        header(
                "ETag-if-any",
                false,
                "^(W/)?\"[\\x21\\x23-\\x7E]+\"$",
                "Of what was answered, for `If-None-Match`; missing where the request was one that waits.");
        header(
                "Crier-Cursor-if-any",
                false,
                "^[0-9A-Za-z]{1,64}-[0-9]{1,18}$",
                "Up to where it is known to be so.");
        header(
                "Last-Modified",
                false,
                "^[A-Z][a-z]{2}, .* GMT$",
                "When the answer was made; missing while it is very new.");
        header(
                "Location",
                true,
                "^/v1/(announcements|sources|tokens)/[0-9a-f-]{36}$",
                "Where it is.");
        header(
                "Link",
                false,
                "^<[^>]+>; rel=\"(next|prev|first|alternate)\".*$",
                "Other pages (`next`, `prev`, `first`) and other forms (`alternate`) of it (RFC 8288), where there are any.");
        header(
                "Retry-After",
                true,
                "^[0-9]{1,5}$",
                "In how many seconds another try is worth while.");
        header(
                "Crier-Cursor",
                true,
                "^[0-9A-Za-z]{1,64}-[0-9]{1,18}$",
                "The place in the log that the answer is true at; of a removal, just after it.");
        header(
                "Idempotency-Replayed",
                false,
                "^true$",
                "Where an earlier request with the same `Idempotency-Key` is answered once more.");
        header("WWW-Authenticate", true, "^Bearer .*$", "What is asked for (RFC 6750).");
        header(
                "WWW-Authenticate-if-any",
                false,
                "^Bearer .*$",
                "Which scope would be needed (RFC 6750), where a scope is what is missing.");
        header(
                "RateLimit-Policy",
                false,
                "^\"[a-z]+\";q=[0-9]+;w=[0-9]+$",
                "What may be asked for: `q` requests within `w` seconds.");
        header(
                "RateLimit",
                false,
                "^\"[a-z]+\";r=[0-9]+;t=[0-9]+$",
                "What is left of that: `r` requests, and all of them again in `t` seconds.");
        header(
                "Cache-Control",
                true,
                "^(no-cache|private, no-cache|public, max-age=0).*$",
                "Kept no longer than shared caches need.");
    }

    private void header(String name, boolean required, String pattern, String description) {
        node.withObject("headers")
                .putObject(name)
                .put("description", description)
                .put("required", required)
                .putObject("schema")
                .put("type", "string")
                .put("pattern", pattern);
    }

    private void responses() {
        problem(
                "Unauthorized",
                401,
                "Not without a token that is good; of what is read only where reads are closed.",
                "WWW-Authenticate");
        problem(
                "Forbidden",
                403,
                "The token is good, but not for this: another scope is needed, or the publisher is bound to topics or a source.",
                "WWW-Authenticate?");
        problem(
                "TooManyRequests",
                429,
                "More is asked for from one address, or written with one token, than may be; the rate is told where it is what was too much.",
                "Retry-After",
                "RateLimit-Policy",
                "RateLimit");
        problem("NotAcceptable", 406, "In no form that `Accept` asks for; nothing was done.");
        problem("ContentTooLarge", 413, "The body is larger than 1 MiB.");
        problem("UnsupportedMediaType", 415, "The body is of another type.");
        problem(
                "Unavailable",
                503,
                "The database did not answer as it should, or there is too much to do at the moment; whether anything was written is told where it is known.",
                "Retry-After");
    }

    private void problem(String name, int status, String description, String... headers) {
        var answer = node.withObject("responses").putObject(name).put("description", description);
        for (var header : headers) {
            answer.withObject("headers")
                    .putObject(header.replace("?", ""))
                    .put("$ref", "#/components/headers/" + header.replace("?", "-if-any"));
        }
        answer.putObject("content")
                .putObject("application/problem+json")
                .set("schema", Schemas.reference("Problem"));
        examples.into(answer, name, Integer.toString(status));
    }
}
