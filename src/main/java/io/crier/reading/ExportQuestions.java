package io.crier.reading;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Everything;
import io.crier.announcement.Query;
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
import java.time.ZoneOffset;
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
     * @param named what the document is named after, without what was added
     * @param read what is read
     */
    private record Asked(
            Format format,
            Query named,
            Query read,
            Cancelled cancelled,
            Interest interest,
            Address address) {
        boolean movesDaily() {
            return format.tellsRemoved() || !named.filter().equals(read.filter());
        }
    }

    /**
     * A document in a form that holds everything.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public Question ask(Format format, Map<String, List<String>> parameters, Address address) {
        refusePages(parameters, format);
        var calendar = format.equals(Formats.CALENDAR);
        var rest = new LinkedHashMap<>(parameters);
        var cancelled = calendar ? cancelled(rest.remove(CANCELLED)) : Cancelled.MARK;
        var named = QueryReader.query(rest);
        if (calendar && TIMES.stream().noneMatch(rest::containsKey)) {
            rest.put("from", List.of(beginning(clock.instant())));
        }
        var read = QueryReader.query(rest);
        var interest = new Interest.Passing(read.filter());
        var asked = new Asked(format, named, read, cancelled, interest, address);
        return new Question(
                interest,
                Variants.of(format, address),
                true,
                announcements
                        .everything(read.filter(), read.phases())
                        .map(everything ->
                                new Telling(facts(asked, everything), written(asked, everything))));
    }

    private static void refusePages(Map<String, List<String>> parameters, Format format) {
        var violations =
                Link.OF_PAGES.stream()
                        .filter(parameters::containsKey)
                        .sorted()
                        .map(name ->
                                new Violation(
                                        name,
                                        String.join(", ", parameters.getOrDefault(name, List.of())),
                                        "not to be given: ."
                                                + format.suffix()
                                                + " holds everything that passes the filters, in an order of its own"))
                        .toList();
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
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

    private static String beginning(Instant now) {
        return Removals.since(now).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static Telling.Facts facts(Asked asked, Everything everything) {
        var until = until(asked, everything);
        return new Telling.Facts(
                asked.format().mediaType(),
                new Tag(everything.cursor(), until, Variants.of(asked.format(), asked.address()))
                        .toString(),
                everything.cursor(),
                asked.interest(),
                everything.at(),
                until,
                everything.cursor(),
                List.of());
    }

    private static @Nullable Instant until(Asked asked, Everything everything) {
        var clockwork = asked.format().tellsPhase() || !asked.read().phases().isEmpty();
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
                            everything.chunks().publishOn(timer, 1).map(document::items),
                            Mono.fromCallable(() -> document.removed(gone)),
                            Mono.fromCallable(document::end));
                });
    }

    private Mono<List<Announcement>> removed(Asked asked, Everything everything) {
        return asked.format().tellsRemoved()
                ? removals.of(asked.read().filter(), everything.at())
                : Mono.just(List.of());
    }

    /** The latest change is not known before everything was read. */
    private static Listing listing(Asked asked, Everything everything) {
        var address = asked.address();
        return new Listing(
                address.base(),
                address.absolute(address.reference()),
                asked.named().filter(),
                false,
                null,
                null,
                everything.cursor(),
                everything.at(),
                Instant.EPOCH,
                asked.cancelled());
    }
}
