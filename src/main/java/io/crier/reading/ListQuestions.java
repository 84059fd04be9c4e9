package io.crier.reading;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Page;
import io.crier.announcement.PageToken;
import io.crier.announcement.Query;
import io.crier.announcement.QueryReader;
import io.crier.announcement.Sort;
import io.crier.feed.Interest;
import io.crier.syndication.Cancelled;
import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import io.crier.syndication.Listing;
import io.crier.syndication.Listing.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pages of lists. */
@Component
public class ListQuestions {
    private final Announcements announcements;
    private final Removals removals;

    ListQuestions(Announcements announcements, Removals removals) {
        this.announcements = announcements;
        this.removals = removals;
    }

    private record Read(Page page, List<Announcement> removed) {}

    /**
     * A page in a form that has pages. What programs look into for news is sorted by that, unless
     * they say otherwise.
     *
     * @throws io.crier.refusal.InvalidInput naming each parameter at fault
     */
    public Question ask(Format format, Map<String, List<String>> parameters, Address address) {
        var inFields = format.equals(Formats.JSON);
        var query =
                QueryReader.query(
                        parameters,
                        inFields ? Set.of(FieldSelection.PARAMETER) : Set.of(),
                        Formats.isFeed(format) ? Sort.UPDATED_DESCENDING : Sort.START);
        var fields =
                FieldSelection.read(parameters.getOrDefault(FieldSelection.PARAMETER, List.of()));
        var written = inFields ? Formats.json(fields) : format;
        // A later page shows the list as it was when the first one was read.
        var interest =
                query.page() == null ? new Interest.Passing(query.filter()) : new Interest.None();
        return new Question(
                interest,
                Variants.of(format, address),
                false,
                read(query, format)
                        .map(read ->
                                new Telling(
                                        facts(read, query, format, interest, address),
                                        Flux.defer(() -> written(read, query, written, address)))));
    }

    /** In this order, so that a removal that comes between makes the answer stale. */
    private Mono<Read> read(Query query, Format format) {
        return announcements
                .page(query)
                .flatMap(page -> removed(query, format, page).map(gone -> new Read(page, gone)));
    }

    private Mono<List<Announcement>> removed(Query query, Format format, Page page) {
        return format.tellsRemoved() && query.page() == null
                ? removals.of(query.filter(), page.at()).map(gone -> without(gone, page.items()))
                : Mono.just(List.of());
    }

    /** One that was removed between is there still, as far as this page tells. */
    private static List<Announcement> without(List<Announcement> gone, List<Announcement> items) {
        var there = items.stream().map(Announcement::id).toList();
        return gone.stream().filter(one -> !there.contains(one.id())).toList();
    }

    private static Telling.Facts facts(
            Read read, Query query, Format format, Interest interest, Address address) {
        var page = read.page();
        var until = query.page() == null ? until(page, query, format) : null;
        return new Telling.Facts(
                format.mediaType(),
                new Tag(page.cursor(), until, Variants.of(format, address), page.at()).toString(),
                page.cursor(),
                interest,
                page.at(),
                until,
                page.cursor(),
                links(page, format, address));
    }

    private static @Nullable Instant until(Page page, Query query, Format format) {
        var moments = new ArrayList<Instant>();
        if (page.until() != null && (format.tellsPhase() || !query.phases().isEmpty())) {
            moments.add(page.until());
        }
        if (format.tellsRemoved()) {
            moments.add(Removals.until(page.at()));
        }
        return moments.stream().min(Instant::compareTo).orElse(null);
    }

    private static List<String> links(Page page, Format format, Address address) {
        var links = new ArrayList<String>();
        if (page.next() != null) {
            links.add(Link.to(address.page(page.next().toString()), "next"));
        }
        if (page.previous() != null) {
            links.add(Link.to(address.page(page.previous().toString()), "prev"));
        }
        links.add(Link.to(address.first(), "first"));
        if (format.equals(Formats.JSON)) {
            Formats.ALL.stream()
                    .filter(other -> !other.equals(format))
                    .map(other -> Link.alternate(address, other))
                    .forEach(links::add);
        }
        return links;
    }

    private static Flux<byte[]> written(Read read, Query query, Format format, Address address) {
        var page = read.page();
        var document =
                format.open(
                        new Listing(
                                address.base(),
                                address.absolute(address.reference()),
                                query.filter(),
                                false,
                                turn(page.next(), address),
                                turn(page.previous(), address),
                                page.cursor(),
                                page.at(),
                                latest(read),
                                Cancelled.MARK));
        return Flux.just(
                document.begin(),
                document.removed(read.removed()),
                document.items(page.items()),
                document.end());
    }

    private static Instant latest(Read read) {
        return Stream.concat(read.page().items().stream(), read.removed().stream())
                .map(Announcement::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static @Nullable Turn turn(@Nullable PageToken token, Address address) {
        return token == null
                ? null
                : new Turn(token.toString(), address.absolute(address.page(token.toString())));
    }
}
