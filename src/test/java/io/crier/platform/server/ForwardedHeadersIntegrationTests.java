package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** On a platform where Spring Boot believes what stands in these headers, unless told otherwise. */
@CrierTest
@TestPropertySource(
        properties = {"spring.main.cloud-platform=kubernetes", "crier.limits.reads-per-second=1"})
class ForwardedHeadersIntegrationTests {
    private static final int MORE_THAN_ITS_SHARE = 100;

    @LocalServerPort int port;

    @Test
    void nobodyIsBelievedWhereNoProxyIsNamed() {
        var crier = new CrierClient(port);
        var feed =
                crier.get(
                        "/v1/announcements.atom",
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "host=evil.example;proto=https");
        assertThat(feed.status()).isEqualTo(200);
        assertThat(feed.response().body())
                .contains("http://127.0.0.1:" + port + "/")
                .doesNotContain("evil.example", "https://127.0.0.1");

        var status = 200;
        for (var asked = 0; status != 429; asked++) {
            assertThat(asked).isLessThan(MORE_THAN_ITS_SHARE);
            var someone = "203.0.113." + asked;
            status =
                    crier.get(
                                    "/v1/facets",
                                    "X-Forwarded-For",
                                    someone,
                                    "Forwarded",
                                    "for=" + someone)
                            .status();
        }
    }
}
