package io.crier.status;

import io.crier.status.Moment.FeedFigures;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** How the feed does, at {@code /actuator/feed}. */
@Component
@Endpoint(id = "feed")
class FeedEndpoint {
    private final Status status;

    FeedEndpoint(Status status) {
        this.status = status;
    }

    @ReadOperation
    FeedFigures feed() {
        return status.feed();
    }
}
