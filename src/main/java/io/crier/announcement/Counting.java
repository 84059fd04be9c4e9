package io.crier.announcement;

import io.crier.announcement.FacetCounts.Count;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts announcements by their sides.
 *
 * <p>Up to {@value #MOST_COUNTED} are counted one by one. Of more, a random sample is counted: the
 * first {@value #SAMPLE} announcements in the order of a hash of their ids, which has nothing to do
 * with what they say. How far through all hashes they reach tells how many there are of all. What
 * every tenth of a million has is then off by some 2 % of it (one standard deviation), and behind a
 * filter that just {@value #MOST_COUNTED} of them pass by some 18 %; what few have may be missing.
 */
@Component
class Counting {
    static final int MOST_COUNTED = 10_000;
    static final int SAMPLE = 30_000;

    /** Values of one side that are told. */
    private static final int MOST_VALUES = 200;

    /** Between the lowest and the highest hash. */
    private static final double HASHES = 0x1p64;

    private final DatabaseClient database;
    private final Turning turning;
    private final ChangeLog changeLog;
    private final InstantSource clock;

    Counting(DatabaseClient database, Turning turning, ChangeLog changeLog, InstantSource clock) {
        this.database = database;
        this.turning = turning;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /**
     * A row of the answer.
     *
     * @param counted the side and its value, {@code null} for all that was found
     * @param hash the highest that was met, where it is a sample
     */
    private record Row(long position, @Nullable String counted, long count, @Nullable Long hash) {}

    Mono<FacetCounts> read(Filter filter, Set<Phase> phases) {
        return read(filter, phases, MOST_COUNTED, SAMPLE);
    }

    /**
     * @param mostCounted of more than so many, a sample is counted
     * @param size of the sample
     */
    Mono<FacetCounts> read(Filter filter, Set<Phase> phases, int mostCounted, int size) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var asked = Asked.of(filter, phases, Sort.UPDATED, now);
        var counts =
                counted(asked, mostCounted)
                        .flatMap(rows ->
                                all(rows).count() <= mostCounted
                                        ? Mono.just(counts(rows, 1, true))
                                        : sampled(asked, size).map(Counting::counts));
        var turn =
                phases.isEmpty() ? Mono.just(Optional.<Instant>empty()) : turning.any(filter, now);
        return Mono.zip(counts, changeLog.epoch(), turn)
                .map(known ->
                        new FacetCounts(
                                known.getT1().total(),
                                known.getT1().exact(),
                                known.getT1().bySide(),
                                new Cursor(known.getT2(), known.getT1().position()),
                                known.getT3().orElse(null)));
    }

    private Mono<List<Row>> counted(Asked asked, int most) {
        return rows(
                asked.bind(
                        database.sql(
                                        """
                                        WITH found AS MATERIALIZED (
                                            SELECT counted
                                            FROM (
                                                %s
                                            ) part
                                            LIMIT :most
                                        )
                                        SELECT
                                            log.position,
                                            NULL AS counted,
                                            (SELECT count(*) FROM found) AS count,
                                            NULL::bigint AS hash
                                        FROM log
                                        UNION ALL
                                        SELECT
                                            0,
                                            value,
                                            count(*),
                                            NULL
                                        FROM found,
                                            unnest(counted) value
                                        WHERE (SELECT count(*) FROM found) < :most
                                        GROUP BY value
                                        """
                                                .formatted(parts(asked)))
                                .bind("most", most + 1)));
    }

    /** The parts are disjoint; each goes by its own index. */
    private static String parts(Asked asked) {
        return asked.parts().stream()
                .map(part ->
                        "(SELECT counted FROM %s WHERE %s LIMIT :most)"
                                .formatted(part.table(), asked.where(part)))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private Mono<List<Row>> sampled(Asked asked, int size) {
        return rows(
                asked.bind(
                        database.sql(
                                        """
                                        WITH sample AS MATERIALIZED (
                                            SELECT
                                                uuid_hash_extended(id, 0) AS hash,
                                                counted,
                                                %s AS found
                                            FROM announcement
                                            WHERE NOT removed
                                            ORDER BY uuid_hash_extended(id, 0)
                                            LIMIT :sample
                                        )
                                        SELECT
                                            log.position,
                                            NULL AS counted,
                                            (SELECT count(*) FROM sample WHERE found) AS count,
                                            CASE
                                                WHEN (SELECT count(*) FROM sample) < :sample THEN NULL
                                                ELSE (SELECT max(hash) FROM sample)
                                            END AS hash
                                        FROM log
                                        UNION ALL
                                        SELECT
                                            0,
                                            value,
                                            count(*),
                                            NULL
                                        FROM sample,
                                            unnest(counted) value
                                        WHERE found
                                        GROUP BY value
                                        """
                                                .formatted(asked.where()))
                                .bind("sample", size)));
    }

    private static Mono<List<Row>> rows(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row ->
                        new Row(
                                Rows.required(row, "position", Long.class),
                                row.get("counted", String.class),
                                Rows.required(row, "count", Long.class),
                                row.get("hash", Long.class)))
                .all()
                .collectList();
    }

    private static Row all(List<Row> rows) {
        return rows.stream().filter(row -> row.counted() == null).findFirst().orElseThrow();
    }

    private record Counts(
            long position, long total, boolean exact, TreeMap<String, List<Count>> bySide) {}

    /** Of a sample that may after all have everything in it. */
    private static Counts counts(List<Row> sample) {
        var hash = all(sample).hash();
        if (hash == null) {
            return counts(sample, 1, true);
        }
        var share = ((double) hash - Long.MIN_VALUE) / HASHES;
        return counts(sample, 1 / share, false);
    }

    private static Counts counts(List<Row> rows, double factor, boolean exact) {
        var bySide = new TreeMap<String, List<Count>>();
        for (var side : Counted.values()) {
            bySide.put(side.parameter(), counts(side, rows, factor));
        }
        var all = all(rows);
        return new Counts(all.position(), Math.round(all.count() * factor), exact, bySide);
    }

    /** Spellings of the same value are one, under the one that most have. */
    private static List<Count> counts(Counted side, List<Row> rows, double factor) {
        var prefix = side.parameter() + ":";
        Map<String, List<Row>> spellings = new HashMap<>();
        for (var row : rows) {
            if (row.counted() != null && row.counted().startsWith(prefix)) {
                var value = side.asked(row.counted().substring(prefix.length()));
                spellings.computeIfAbsent(value, _ -> new ArrayList<>()).add(row);
            }
        }
        return spellings.entrySet().stream()
                .map(entry -> {
                    var most =
                            entry.getValue().stream()
                                    .max(
                                            Comparator.comparingLong(Row::count)
                                                    .thenComparing(row -> "" + row.counted()))
                                    .orElseThrow();
                    var label = String.valueOf(most.counted()).substring(prefix.length());
                    var count = entry.getValue().stream().mapToLong(Row::count).sum();
                    return new Count(entry.getKey(), label, Math.round(count * factor));
                })
                .sorted(
                        Comparator.comparingLong(Count::count)
                                .reversed()
                                .thenComparing(Count::value))
                .limit(MOST_VALUES)
                .toList();
    }
}
