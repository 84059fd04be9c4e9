package io.crier.feed.web;

import io.crier.CrierClient;
import io.crier.TestCertificate;
import java.net.http.HttpClient.Version;
import org.springframework.test.context.ContextConfiguration;

/** HTTP/2 and TLS are served by WebFlux. */
@ContextConfiguration(initializers = TestCertificate.class)
class SlowLaneTlsIntegrationTests extends StreamContract {
    @Override
    CrierClient client() {
        return CrierClient.secure(port, Version.HTTP_2);
    }

    @Override
    Version version() {
        return Version.HTTP_2;
    }
}
