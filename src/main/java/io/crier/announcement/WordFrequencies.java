package io.crier.announcement;

import io.crier.database.Patience;
import io.crier.search.Frequencies;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the database knows, from its samples, of how frequent words are. */
@Component
class WordFrequencies {
    /** As long as it may take until a new sample counts. */
    private static final Duration KNOWN = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Mono<Sample> sample;

    WordFrequencies(DatabaseClient database) {
        // One reading is everybody's: nobody after it would be answered while it goes on.
        var reading =
                database.sql(
                                """
                                SELECT
                                    CAST(CAST(most_common_elems AS text) AS text[]) AS words,
                                    most_common_elem_freqs AS frequencies,
                                    (
                                        SELECT CAST(greatest(reltuples, 0) AS bigint)
                                        FROM pg_class
                                        WHERE oid = CAST('announcement' AS regclass)
                                    ) AS rows
                                FROM pg_stats
                                WHERE tablename = 'announcement'
                                  AND schemaname = current_schema
                                  AND attname = 'words'
                                  AND most_common_elems IS NOT NULL
                                """)
                        .map(row ->
                                sample(
                                        Rows.required(row, "words", String[].class),
                                        Rows.required(row, "frequencies", Float[].class),
                                        Rows.required(row, "rows", Long.class)))
                        .one()
                        .defaultIfEmpty(new Sample(new TreeMap<>(), 0));
        this.sample =
                Patience.with(reading, PATIENCE).cache(_ -> KNOWN, _ -> Duration.ZERO, () -> KNOWN);
    }

    /**
     * A sample.
     *
     * @param known the most frequent words, each with the part of announcements that have it
     * @param rows how many announcements there are, roughly
     */
    record Sample(NavigableMap<String, Double> known, long rows) implements Frequencies {
        @Override
        public double of(String lexeme) {
            return known.getOrDefault(lexeme, 0.0);
        }

        @Override
        public double ofPrefix(String beginning) {
            return known
                    .subMap(beginning, true, beginning + Character.MAX_VALUE, true)
                    .values()
                    .stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    Mono<Sample> sample() {
        return sample;
    }

    /** Behind the frequencies stand the least and the greatest of them. */
    private static Sample sample(String[] words, Float[] frequencies, long rows) {
        var known = new TreeMap<String, Double>();
        for (var i = 0; i < words.length && i < frequencies.length; i++) {
            known.put(words[i], frequencies[i].doubleValue());
        }
        return new Sample(known, rows);
    }
}
