package io.crier.feed.web;

import io.crier.feed.Feed;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether the end of the log has ever been seen, which is the last that a start waits for. */
@Component
class BeginningHealthIndicator implements ReactiveHealthIndicator {
    private final Feed feed;

    BeginningHealthIndicator(Feed feed) {
        this.feed = feed;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(
                () -> (feed.state().hasBegun() ? Health.up() : Health.outOfService()).build());
    }
}
