package io.crier.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What answers cost the database, in figures. */
@Component
class ReadingMeters {
    private final MeterRegistry registry;
    private final Counter readings;

    ReadingMeters(MeterRegistry registry) {
        this.registry = registry;
        this.readings =
                Counter.builder("crier.readings")
                        .description(
                                "Readings of the database for answers; all other answers did without")
                        .register(registry);
    }

    /** What is kept is asked there. */
    void watch(Shelf shelf) {
        Gauge.builder("crier.answers.kept", shelf, Shelf::weight)
                .description("What the answers that are kept in memory take, roughly")
                .baseUnit("bytes")
                .register(registry);
    }

    /** One that others may have joined. */
    void read() {
        readings.increment();
    }
}
