package io.crier.reading;

import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Announcements;
import io.crier.announcement.Announcements.Found;
import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import io.crier.feed.Interest;
import io.crier.feed.Recent;
import io.crier.syndication.Cancelled;
import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import io.crier.syndication.Listing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Announcements asked for one by one. */
@Component
public class SingleQuestions {
    private final Announcements announcements;
    private final Recent recent;
    private final InstantSource clock;

    SingleQuestions(Announcements announcements, Recent recent, InstantSource clock) {
        this.announcements = announcements;
        this.recent = recent;
        this.clock = clock;
    }

    /** One announcement, in a form of those that {@link Formats#ofOne} gives. */
    public Question ask(Format format, UUID id, Address address) {
        var interest = new Interest.One(id);
        var variant = format.equals(Formats.JSON) ? null : Variants.of(format, address);
        return new Question(
                interest,
                variant,
                false,
                Mono.defer(() -> {
                    // What is read now is at least as new as the end that is known now.
                    var end = Optional.ofNullable(recent.end());
                    return announcements
                            .find(id)
                            .map(found ->
                                    telling(
                                            found,
                                            end.orElse(found.cursor()),
                                            format,
                                            interest,
                                            address));
                }));
    }

    private Telling telling(
            Found found, Cursor place, Format format, Interest interest, Address address) {
        var now = clock.instant();
        var until = format.tellsPhase() ? found.announcement().phaseUntil(now) : null;
        var facts =
                new Telling.Facts(
                        format.mediaType(),
                        tag(found, now, format, address),
                        place,
                        interest,
                        now,
                        until,
                        found.cursor(),
                        List.of());
        return new Telling(facts, Flux.defer(() -> written(found, now, format, address)));
    }

    /** The API's own form is tagged by its version, which a writer may refer to. */
    private static String tag(Found found, Instant now, Format format, Address address) {
        return format.equals(Formats.JSON)
                ? AnnouncementView.of(found.announcement(), found.cursor(), now).tag()
                : new Tag(found.cursor(), null, Variants.of(format, address)).toString();
    }

    private static Flux<byte[]> written(Found found, Instant now, Format format, Address address) {
        var document =
                format.open(
                        new Listing(
                                address.base(),
                                address.absolute(address.reference()),
                                Filter.ALL,
                                true,
                                null,
                                null,
                                found.cursor(),
                                now,
                                found.announcement().updatedAt(),
                                Cancelled.MARK));
        return Flux.just(
                document.begin(), document.items(List.of(found.announcement())), document.end());
    }
}
