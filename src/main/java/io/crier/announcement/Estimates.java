package io.crier.announcement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.search.Rank;
import io.crier.search.TextQuery;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides how what is asked for is found: where few rows are expected they are gathered and then
 * put in order; where many are, the order is walked, which soon meets enough of them.
 *
 * <p>The planner would decide that by itself, but on the assumption that what is asked for lies
 * evenly on the way and that looking into a row costs nothing. Where neither holds, it walks
 * through the whole table for what is not there. What it knows of frequencies is asked of it
 * instead: of {@code n} rows in {@code w} of a window of time, a page of {@code p} is met in some
 * {@code p * w / n} rows of the window, and gathered from {@code n}.
 */
@Component
class Estimates {
    /** Rows that a page needs. */
    private static final double PAGE = 21;

    /**
     * To look through a row on the way for words costs more than to fetch one by the index of
     * words.
     */
    private static final double LOOK_FOR_WORDS = 3;

    /** Of rows that cells give, the planner takes a third to lie in the circle. */
    private static final double OUTSIDE = 3;

    /** Words that so few have are rare. */
    private static final long FEW_WITH_WORDS = 8_000;

    private static final int MOST_KNOWN = 10_000;
    private static final Duration KNOWN = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final Cache<Long, Boolean> known =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KNOWN)
                    .expireAfterWrite(KNOWN)
                    .executor(Runnable::run)
                    .build();

    private record Question(String where, Map<String, Object> values) {}

    private final WordFrequencies frequencies;

    Estimates(DatabaseClient database, WordFrequencies frequencies) {
        this.database = database;
        this.frequencies = frequencies;
    }

    /**
     * The same question, with the parts gathered that have few rows; some are in any case.
     *
     * @param text what is looked for
     * @param sort the order of the parts
     */
    Mono<Asked> settle(Asked asked, @Nullable TextQuery text, Sort sort) {
        return Flux.fromIterable(asked.parts())
                .filter(part -> part.gathered().isEmpty() && !asked.isWindow(part))
                .filterWhen(part -> isFew(asked, part, text, sort), 1)
                .collect(Collectors.toUnmodifiableSet())
                .map(asked::gathering);
    }

    private Mono<Boolean> isFew(Asked asked, Part part, @Nullable TextQuery text, Sort sort) {
        return text == null
                ? isEstimatedFew(asked, part)
                : isRare(text, part, sort)
                        .flatMap(rare -> rare ? Mono.just(true) : isEstimatedFew(asked, part));
    }

    /**
     * Whether few have the words. The planner takes each of the many forms in which a word is
     * looked for, and which nobody wrote, for as frequent as the rarest that it knows.
     */
    private Mono<Boolean> isRare(TextQuery text, Part part, Sort sort) {
        return frequencies
                .sample()
                .map(sample -> text.share(rank(part, sort), sample) * sample.rows())
                .map(rows -> rows <= FEW_WITH_WORDS);
    }

    private static Rank rank(Part part, Sort sort) {
        if (sort != Sort.RELEVANCE) {
            return Rank.ELSEWHERE;
        }
        return switch (part.rank()) {
            case 0 -> Rank.ALL_IN_TITLE;
            case 1 -> Rank.SOME_IN_TITLE;
            default -> Rank.ELSEWHERE;
        };
    }

    /** What is true of a time is taken to be true of its day. */
    private Mono<Boolean> isEstimatedFew(Asked asked, Part part) {
        var question = new Question(asked.wholly(part), asked.searched(part));
        // Two that share a hash may be found in a way that is not the quickest, and are found.
        var hash = ((long) question.where().hashCode() << 32) ^ question.values().hashCode();
        var before = known.getIfPresent(hash);
        return before == null
                ? estimate(asked, part)
                        .map(rows -> rows.areFew(question.where()))
                        .doOnNext(few -> known.put(hash, few))
                : Mono.just(before);
    }

    /** Rows, as the planner estimates them. */
    private record Rows(double wanted, double window) {
        private boolean areFew(String where) {
            var met = PAGE * window / Math.max(1, wanted);
            return wanted * (where.contains("distance(") ? OUTSIDE : 1)
                    <= met * (where.contains("words @@") ? LOOK_FOR_WORDS : 1);
        }
    }

    private Mono<Rows> estimate(Asked asked, Part part) {
        return asked.only(part::equals)
                .bind(
                        database.sql(
                                """
                                EXPLAIN (FORMAT JSON)
                                SELECT id
                                FROM announcement
                                WHERE %s
                                UNION ALL
                                SELECT id
                                FROM announcement
                                WHERE %s
                                """
                                        .formatted(asked.wholly(part), Asked.window(part))))
                .map(row -> String.valueOf(row.get(0, String.class)))
                .one()
                .map(Estimates::rows);
    }

    /** A part that cannot have any rows is not planned. */
    private static Rows rows(String plan) {
        var parts = Json.MAPPER.readTree(plan).path(0).path("Plan").path("Plans");
        return parts.size() < 2
                ? new Rows(0, 0)
                : new Rows(
                        parts.get(0).path("Plan Rows").asDouble(),
                        parts.get(1).path("Plan Rows").asDouble());
    }
}
