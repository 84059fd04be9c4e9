package io.crier.feed.web;

import io.crier.CrierClient;
import java.net.http.HttpClient.Version;

/** On HTTP/1.1 frames are written below the codec. */
class FastLaneIntegrationTests extends StreamContract {
    @Override
    CrierClient client() {
        return new CrierClient(port, Version.HTTP_1_1);
    }

    @Override
    Version version() {
        return Version.HTTP_1_1;
    }
}
