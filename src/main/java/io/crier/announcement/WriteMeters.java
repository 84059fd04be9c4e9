package io.crier.announcement;

import io.crier.refusal.Refusal;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What is written, and what that takes, in figures. */
@Component
class WriteMeters {
    private final Map<End, Timer> publishing = new EnumMap<>(End.class);
    private final DistributionSummary batch;
    private final Timer append;
    private final Timer wait;

    /** What becomes of a write. */
    private enum End {
        CREATED,
        UPDATED,
        REMOVED,
        UNCHANGED,
        /** It was done before, under the same key. */
        REPLAYED,
        /** For a reason that the writer is told of. */
        REFUSED,
        /** By the database, mostly. */
        FAILED
    }

    WriteMeters(MeterRegistry registry) {
        for (var end : End.values()) {
            publishing.put(
                    end,
                    Timer.builder("crier.publish")
                            .description(
                                    "Writes, from when one comes in until its writer is told that it is durable")
                            .tag("outcome", end.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.batch =
                DistributionSummary.builder("crier.publish.batch")
                        .description("Writes that go to the database together")
                        .baseUnit("writes")
                        .register(registry);
        this.append =
                Timer.builder("crier.log.append")
                        .description(
                                "The one statement that writes a batch, with its commit;"
                                        + " where several processes write, with the wait for the log")
                        .register(registry);
        this.wait =
                Timer.builder("crier.log.wait")
                        .description(
                                "How long a batch waits in the database for the log, which others write to")
                        .register(registry);
    }

    void batched(int writes) {
        batch.record(writes);
    }

    void appended(long nanos) {
        append.record(Duration.ofNanos(nanos));
    }

    void waited(long micros) {
        wait.record(micros, TimeUnit.MICROSECONDS);
    }

    void done(Outcome outcome, long nanos) {
        record(
                outcome.replayed()
                        ? End.REPLAYED
                        : switch (outcome.effect()) {
                            case CREATED -> End.CREATED;
                            case UPDATED -> End.UPDATED;
                            case REMOVED -> End.REMOVED;
                            case UNCHANGED -> End.UNCHANGED;
                        },
                nanos);
    }

    void failed(Throwable why, long nanos) {
        record(why instanceof Refusal ? End.REFUSED : End.FAILED, nanos);
    }

    private void record(End end, long nanos) {
        var timer = publishing.get(end);
        if (timer != null) {
            timer.record(Duration.ofNanos(nanos));
        }
    }
}
