package io.crier.reading.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What readers are answered, in figures. */
@Component
class AnswerMeters {
    private final Counter memory;
    private final Counter notModified;
    private final Counter database;

    AnswerMeters(MeterRegistry registry) {
        this.memory = answers(registry, "memory");
        this.notModified = answers(registry, "not-modified");
        this.database = answers(registry, "database");
    }

    private static Counter answers(MeterRegistry registry, String from) {
        return Counter.builder("crier.answers")
                .description(
                        "Answers about announcements: sent from memory, told from memory to be what the client"
                                + " has, or read from the database")
                .tag("from", from)
                .register(registry);
    }

    /**
     * An answer is sent.
     *
     * @param kept whether it was in memory
     * @param unchanged whether the client has it already
     */
    void answered(boolean kept, boolean unchanged) {
        if (!kept) {
            database.increment();
        } else if (unchanged) {
            notModified.increment();
        } else {
            memory.increment();
        }
    }
}
