package io.crier.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** When the clock will bring something into the phases that somebody asks for. */
@Component
class Turning {
    private final DatabaseClient database;
    private final Estimates estimates;

    Turning(DatabaseClient database, Estimates estimates) {
        this.database = database;
        this.estimates = estimates;
    }

    /**
     * When the next event comes into the phases; nothing if none will, as things stand. Events on
     * their way out are not looked at.
     */
    Mono<Optional<Instant>> next(Filter filter, Set<Phase> phases, Instant now) {
        if (phases.isEmpty()) {
            return Mono.just(Optional.empty());
        }
        // Upcoming ones become live, and live ones end; whichever is asked for too is in already.
        var begins = phases.contains(Phase.LIVE) && !phases.contains(Phase.UPCOMING);
        var ends = phases.contains(Phase.ENDED) && !phases.contains(Phase.LIVE);
        return begins || ends ? earliest(filter, begins, ends, now) : Mono.just(Optional.empty());
    }

    /** When the next event begins or ends that passes the filter. */
    Mono<Optional<Instant>> any(Filter filter, Instant now) {
        return earliest(filter, true, true, now);
    }

    private Mono<Optional<Instant>> earliest(
            Filter filter, boolean begins, boolean ends, Instant now) {
        // The bounds in time of the filter narrow no more than the ones that are looked for.
        var timeless =
                Asked.of(
                        new Filter(filter.text(), filter.facets(), filter.near(), null, null),
                        EnumSet.noneOf(Phase.class),
                        Sort.UPDATED,
                        now);
        return estimates
                .settle(timeless, filter.text(), Sort.UPDATED)
                .flatMap(asked -> earliest(asked, begins, ends, now));
    }

    private Mono<Optional<Instant>> earliest(
            Asked timeless, boolean begins, boolean ends, Instant now) {
        var turns = new ArrayList<String>();
        if (begins) {
            turns.add(first(timeless, Sort.START.expression(), "< 'infinity'"));
        }
        if (ends) {
            turns.add(first(timeless, "ends_at", "IS NOT NULL"));
        }
        return timeless.bind(
                        database.sql(
                                        """
                                        SELECT min(turn) AS turn
                                        FROM (
                                            %s
                                        ) turns
                                        """
                                                .formatted(String.join("UNION ALL\n", turns)))
                                .bind("now", now.atOffset(ZoneOffset.UTC)))
                .map(row -> Optional.ofNullable(row.get("turn", OffsetDateTime.class)))
                .one()
                .map(turn -> turn.map(OffsetDateTime::toInstant));
    }

    private static String first(Asked asked, String time, String known) {
        return """
        (
            SELECT %1$s AS turn
            FROM %4$s
            WHERE %2$s
              AND %1$s > :now
              AND %1$s %3$s
            ORDER BY %1$s
            LIMIT 1
        )
        """
                .formatted(
                        time,
                        asked.where(asked.parts().getFirst()),
                        known,
                        asked.parts().getFirst().table());
    }
}
