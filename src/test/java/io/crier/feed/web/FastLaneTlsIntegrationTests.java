package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.TestCertificate;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextConfiguration;

/** On HTTP/1.1 and TLS frames are written below the codec, above the encryption. */
@ContextConfiguration(initializers = TestCertificate.class)
class FastLaneTlsIntegrationTests extends StreamContract {
    @Override
    CrierClient client() {
        return CrierClient.secure(port, Version.HTTP_1_1);
    }

    /** RFC 6797, 7.1. */
    @Test
    void browsersAreToldToComeBackOverTls() throws IOException {
        try (var stream = client().stream("")) {
            assertThat(stream.response().headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
        }
        for (var path : new String[] {"/openapi.json", "/v1/announcements", "/v1/changes"}) {
            assertThat(client().get(path).header("Strict-Transport-Security"))
                    .as(path)
                    .contains("max-age=31536000");
        }
    }

    @Override
    Version version() {
        return Version.HTTP_1_1;
    }
}
