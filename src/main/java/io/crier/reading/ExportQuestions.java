package io.crier.reading;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Everything;
import io.crier.announcement.Filter;
import io.crier.announcement.Phase;
import io.crier.announcement.QueryReader;
import io.crier.feed.Interest;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import io.crier.syndication.Cancelled;
import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import io.crier.syndication.Listing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Everything that passes a filter, in one document.
 *
 * <p>A calendar that does not say from when begins some time ago, since calendars of years are of
 * no use to a phone; that time moves at midnight, UTC.
 */
@Component
public class ExportQuestions {
    private static final String CANCELLED = "cancelled";
    private static final Set<String> TIMES = Set.of("from", "to", "phase");

    private final Announcements announcements;
    private final Removals removals;
    private final InstantSource clock;
    private final Scheduler timer;

    ExportQuestions(
            Announcements announcements, Removals removals, InstantSource clock, Scheduler timer) {
        this.announcements = announcements;
        this.removals = removals;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * What was asked for.
     *
     * @param named what the document is named after
     * @param read what is read
     */
    private record Asked(
            Format format,
            Filter named,
            Filter read,
            Set<Phase> phases,
            Cancelled cancelled,
            Address address) {
        boolean movesDaily() {
            return format.tellsRemoved() || !named.equals(read);
        }
    }

    /**
     * A document in a form that holds everything.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public Question ask(Format format, Map<String, List<String>> parameters, Address address) {
        Link.refusePages(
                parameters,
                "nothing, for .%s holds everything that passes the filters"
                        .formatted(format.suffix()));
        var asked = asked(format, parameters, address);
        return new Question(
                new Interest.Passing(asked.read()),
                Variants.of(format, address),
                true,
                announcements
                        .everything(asked.read(), asked.phases())
                        .map(everything ->
                                new Telling(facts(asked, everything), written(asked, everything))));
    }

    private Asked asked(Format format, Map<String, List<String>> parameters, Address address) {
        var calendar = format.equals(Formats.CALENDAR);
        var rest = new LinkedHashMap<>(parameters);
        var cancelled = calendar ? cancelled(rest.remove(CANCELLED)) : Cancelled.MARK;
        var query = QueryReader.query(rest);
        var filter = query.filter();
        var read =
                calendar && TIMES.stream().noneMatch(rest::containsKey)
                        ? filter.startingFrom(Removals.since(clock.instant()))
                        : filter;
        return new Asked(format, filter, read, query.phases(), cancelled, address);
    }

    private static Cancelled cancelled(@Nullable List<String> values) {
        if (values == null) {
            return Cancelled.MARK;
        }
        var given = String.join(", ", values);
        return Stream.of(Cancelled.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInput(
                                new Violation(
                                        CANCELLED,
                                        given,
                                        "one of mark, keep, remove, given once")));
    }

    private static Telling.Facts facts(Asked asked, Everything everything) {
        var until = until(asked, everything);
        return new Telling.Facts(
                asked.format().mediaType(),
                new Tag(
                                everything.cursor(),
                                until,
                                Variants.of(asked.format(), asked.address()),
                                everything.at())
                        .toString(),
                everything.cursor(),
                new Interest.Passing(asked.read()),
                everything.at(),
                until,
                everything.cursor(),
                List.of());
    }

    private static @Nullable Instant until(Asked asked, Everything everything) {
        var clockwork = asked.format().tellsPhase() || !asked.phases().isEmpty();
        return Stream.of(
                        clockwork ? everything.until() : null,
                        asked.movesDaily() ? Removals.until(everything.at()) : null)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * One chunk after the other, each read when the one before it is gone. What was removed is read
     * first, so that a removal that comes between makes the document stale, and not wrong.
     */
    private Flux<byte[]> written(Asked asked, Everything everything) {
        return removed(asked, everything)
                .flatMapMany(gone -> {
                    var document = asked.format().open(listing(asked, everything));
                    return Flux.concat(
                            Mono.fromCallable(document::begin),
                            Mono.fromCallable(() -> document.removed(gone)),
                            everything.chunks().publishOn(timer, 1).map(document::items),
                            Mono.fromCallable(document::end));
                });
    }

    private Mono<List<Announcement>> removed(Asked asked, Everything everything) {
        return asked.format().tellsRemoved()
                ? removals.of(asked.read(), everything.at())
                : Mono.just(List.of());
    }

    /** The latest change is not known before everything was read. */
    private static Listing listing(Asked asked, Everything everything) {
        var address = asked.address();
        return new Listing(
                address.base(),
                address.absolute(address.reference()),
                asked.named(),
                false,
                null,
                null,
                everything.cursor(),
                everything.at(),
                Instant.EPOCH,
                asked.cancelled());
    }
}
