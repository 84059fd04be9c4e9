package io.crier.feed.web;

import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import io.crier.announcement.QueryReader;
import io.crier.feed.DeltaQuery;
import io.crier.feed.Start;
import io.crier.feed.WalkCursor;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.RequestParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what changes are asked for from parameters; all that is wrong is told at once. */
final class ChangesReader {
    private static final String SINCE = "since";
    private static final String LIMIT = "limit";
    private static final String WAIT = "wait";
    private static final String CATCHUP = "catchup";
    private static final String BEGINNING = "start";

    private static final Set<String> OWN =
            Set.of(SINCE, LIMIT, WAIT, CATCHUP, FieldSelection.PARAMETER);

    private ChangesReader() {}

    /**
     * The changes asked for.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    static DeltaQuery read(Map<String, List<String>> parameters) {
        var read = new RequestParameters(parameters);
        var filter = read.by(() -> QueryReader.filter(parameters, OWN), Filter.ALL);
        var from =
                read.one(
                                SINCE,
                                ChangesReader::from,
                                "'start', or the cursor of an earlier answer or event")
                        .orElse(new From(new Start.Now(), 0));
        var limit =
                read.number(LIMIT, "a whole number", 1, DeltaQuery.MOST).orElse(DeltaQuery.USUAL);
        var longest = (int) DeltaQuery.LONGEST_WAIT.toSeconds();
        var wait = read.number(WAIT, "a whole number of seconds", 0, longest).orElse(0);
        var which =
                read.one(CATCHUP, ChangesReader::catchup, "any of all, latest")
                        .orElse(DeltaQuery.Which.ALL);
        var fields =
                read.by(
                        () -> FieldSelection.read(read.values(FieldSelection.PARAMETER)),
                        FieldSelection.ALL);
        read.end();
        return new DeltaQuery(
                from.start(),
                from.reached(),
                filter,
                fields,
                which,
                limit,
                Duration.ofSeconds(wait),
                Links.snapshot(filter, fields));
    }

    private record From(Start start, long reached) {}

    private static Optional<From> from(String text) {
        return text.equals(BEGINNING)
                ? Optional.of(new From(new Start.Beginning(), 0))
                : WalkCursor.parse(text)
                        .map(walk -> new From(new Start.After(walk.cursor()), walk.reached()));
    }

    private static Optional<DeltaQuery.Which> catchup(String text) {
        return switch (text) {
            case "all" -> Optional.of(DeltaQuery.Which.ALL);
            case "latest" -> Optional.of(DeltaQuery.Which.LATEST);
            default -> Optional.empty();
        };
    }
}
