package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.Guard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The way of a token and a ticket, with a guard on every thread that must not block. */
@CrierTest
@TestPropertySource(properties = "crier.reads=closed")
class AccessBlockHoundTests {
    @LocalServerPort int port;

    /** Before the threads that it guards begin. */
    @BeforeAll
    static void install() {
        Guard.install();
    }

    @Test
    void nothingBlocksOnTheWayOfATokenOrATicket() throws Exception {
        var crier = new CrierClient(port);
        var made =
                crier.post(
                        "/v1/tokens",
                        "{\"name\":\"reader\",\"scopes\":[\"announcements:read\",\"announcements:write\"]}");
        assertThat(made.status()).isEqualTo(201);
        var reader = crier.with(made.text("/secret"));
        var shown = new String[] {"Authorization", "Bearer " + made.text("/secret")};
        for (var time = 0; time < 2; time++) {
            assertThat(reader.post("/v1/announcements", "{\"title\":\"A\"}").status())
                    .isEqualTo(201);
            assertThat(crier.get("/v1/announcements", shown).status()).isEqualTo(200);
            assertThat(crier.get("/v1/tokens", shown).status()).isEqualTo(403);
            assertThat(crier.get("/v1/announcements").status()).isEqualTo(401);
        }
        var ticket = reader.post("/v1/tickets", "").text("/ticket");
        try (var stream = crier.stream("?ticket=" + ticket)) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            assertThat(crier.delete("/v1/tokens/" + made.text("/id")).status()).isEqualTo(204);
            while (!stream.next().type().equals("goaway")) {
                assertThat(stream.response().statusCode()).isEqualTo(200);
            }
        }
        assertThat(crier.get("/v1/announcements", shown).status()).isEqualTo(401);
    }
}
