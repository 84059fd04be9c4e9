package io.crier.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What polls of sources come to, in figures. */
@Component
class PollMeters {
    private final Counter read;
    private final Counter notModified;
    private final Counter failed;

    PollMeters(MeterRegistry registry) {
        this.read = polls(registry, "read");
        this.notModified = polls(registry, "not-modified");
        this.failed = polls(registry, "failed");
    }

    private static Counter polls(MeterRegistry registry, String outcome) {
        return Counter.builder("crier.polls")
                .description("Polls of sources, by what they came to")
                .tag("outcome", outcome)
                .register(registry);
    }

    void finished(PollResult result) {
        switch (result) {
            case PollResult.Read _ -> read.increment();
            case PollResult.NotModified _ -> notModified.increment();
            case PollResult.Failed _ -> failed.increment();
        }
    }
}
