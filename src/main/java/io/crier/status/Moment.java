package io.crier.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crier.intake.SourceHealth;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one process at one moment. Counts are of all its life, so that whoever has two
 * moments has rates; times are seconds, sizes bytes. What is not known is {@code null}.
 *
 * @param since when it started, which tells moments of one life from those of the next
 */
@JsonInclude
record Moment(
        Instant at,
        Instant since,
        String version,
        Streams streams,
        Publishing publishing,
        Log log,
        Map<String, Long> answers,
        Machine machine,
        Pool pool,
        Map<String, Long> polls,
        @Nullable Sources sources) {

    /**
     * What was seen in the last minute; the percentiles are right to a hundredth.
     *
     * @param p50 half of all were no more than this
     * @param p99 ninety-nine of a hundred were no more than this
     */
    @JsonInclude
    record Spread(double p50, double p99, double max) {}

    /**
     * @param open at the moment
     * @param groups filters that these have
     * @param opens by what became of them
     * @param deliveries changes told, each counted once a stream
     * @param bytes sent
     * @param lag from commit to the last stream of an event loop
     * @param resets by reason, also of those who poll
     */
    @JsonInclude
    record Streams(
            long open,
            long groups,
            Map<String, Long> opens,
            long deliveries,
            long bytes,
            @Nullable Spread lag,
            Map<String, Long> resets) {}

    /**
     * @param writes by what became of them
     * @param seconds that their writers waited, all together
     * @param batches statements that they went to the database in
     */
    @JsonInclude
    record Publishing(Map<String, Long> writes, double seconds, long batches) {}

    /**
     * @param ring {@code null} while the log's end is not known
     * @param age since the log was last read to its end
     * @param lag from commit to the ring
     * @param lookups into the ring, by result
     * @param catchups readings of old changes from the log
     * @param reconnects of the line to the log
     */
    @JsonInclude
    record Log(
            @Nullable Ring ring,
            @Nullable Double age,
            @Nullable Spread lag,
            Map<String, Long> lookups,
            long catchups,
            long reconnects) {}

    /**
     * @param from position of the oldest change
     * @param head position of the latest change
     */
    record Ring(long from, long head, long changes, long bytes) {}

    /**
     * @param cpuSeconds of all processors together
     * @param loopDelay how late event loops come to what they are to do
     */
    @JsonInclude
    record Machine(
            long heapUsed,
            long heapCommitted,
            long heapMax,
            double cpuSeconds,
            int processors,
            @Nullable Spread loopDelay) {}

    /** What an operator asks of the feed alone. */
    @JsonInclude
    record FeedFigures(Streams streams, Log log) {}

    /** Connections to the database. */
    @JsonInclude
    record Pool(
            @Nullable Long acquired,
            @Nullable Long idle,
            @Nullable Long pending,
            @Nullable Long max) {}

    /**
     * @param count of all
     * @param failing of those whose last poll came to nothing
     * @param items not all where they are many
     */
    record Sources(long count, long failing, List<Item> items) {
        Sources {
            items = List.copyOf(items);
        }

        /** With what is not known written out. */
        @JsonInclude
        record Item(
                String id,
                String url,
                @Nullable String title,
                boolean enabled,
                @Nullable Instant lastPolledAt,
                @Nullable Instant lastSucceededAt,
                @Nullable Instant nextPollAt,
                @Nullable String lastError,
                int failures) {
            /** With as much of the address as is no secret. */
            Item withoutSecrets() {
                var address = URI.create(url);
                var port = address.getPort() < 0 ? "" : ":" + address.getPort();
                var shown =
                        address.getScheme()
                                + "://"
                                + address.getHost()
                                + port
                                + address.getRawPath();
                return new Item(
                        id,
                        shown,
                        title,
                        enabled,
                        lastPolledAt,
                        lastSucceededAt,
                        nextPollAt,
                        lastError == null ? null : lastError.replace(url, shown),
                        failures);
            }

            static Item of(SourceHealth health) {
                return new Item(
                        health.id().toString(),
                        health.url().toString(),
                        health.title(),
                        health.enabled(),
                        health.lastPolledAt(),
                        health.lastSucceededAt(),
                        health.nextPollAt(),
                        health.lastError(),
                        health.failures());
            }
        }
    }
}
