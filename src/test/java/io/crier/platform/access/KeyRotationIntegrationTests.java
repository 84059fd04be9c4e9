package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.EventStream;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class KeyRotationIntegrationTests {
    private static final String SETTING = "spring.security.oauth2.resourceserver.jwt.";

    @Test
    void aNewKeyIsFoundAndStreamsEndWithTheirTokens() throws IOException {
        try (var issuer = new Issuer();
                var replica =
                        Replica.on(
                                TestDatabase.fresh(),
                                "crier.token=",
                                "crier.reads=closed",
                                SETTING + "issuer-uri=" + issuer.uri(),
                                SETTING + "audiences=" + Issuer.AUDIENCE)) {
            issuer.open();
            var crier = replica.client();
            var reader = issuer.token("announcements:read");
            assertThat(crier.get("/v1/announcements", "Authorization", "Bearer " + reader).status())
                    .isEqualTo(200);
            issuer.rotate();
            var next = issuer.token("announcements:read");
            assertThat(crier.get("/v1/announcements", "Authorization", "Bearer " + next).status())
                    .isEqualTo(200);
            // A minute later than it says, as clocks may be off.
            var soon = Date.from(Instant.now().minusSeconds(57));
            var brief =
                    issuer.token(
                            "announcements:read",
                            claims -> claims.issueTime(null).expirationTime(soon));
            try (var stream = crier.stream("", "Authorization", "Bearer " + brief)) {
                assertThat(stream.next().type()).isEqualTo("bookmark");
                EventStream.Event event;
                do {
                    event = stream.next();
                } while (!event.type().equals("goaway"));
                assertThat(stream.isOver()).isTrue();
            }
            // Without a static token, none will do that was not given.
            assertThat(crier.with("test").post("/v1/announcements", "{}").status()).isEqualTo(401);
            assertThat(replica.bean(PublisherToken.class).isThere()).isFalse();
        }
    }
}
