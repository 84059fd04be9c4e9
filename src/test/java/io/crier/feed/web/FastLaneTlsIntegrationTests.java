package io.crier.feed.web;

import io.crier.CrierClient;
import io.crier.TestCertificate;
import java.net.http.HttpClient.Version;
import org.springframework.test.context.ContextConfiguration;

/** On HTTP/1.1 and TLS frames are written below the codec, above the encryption. */
@ContextConfiguration(initializers = TestCertificate.class)
class FastLaneTlsIntegrationTests extends StreamContract {
    @Override
    CrierClient client() {
        return CrierClient.secure(port, Version.HTTP_1_1);
    }

    @Override
    Version version() {
        return Version.HTTP_1_1;
    }
}
