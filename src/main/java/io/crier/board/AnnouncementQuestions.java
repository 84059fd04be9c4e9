package io.crier.board;

import io.crier.announcement.Announcements;
import io.crier.announcement.Announcements.Found;
import io.crier.announcement.Change;
import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import io.crier.board.Frame.About;
import io.crier.board.Frame.Form;
import io.crier.feed.Interest;
import io.crier.feed.Recent;
import io.crier.reading.Question;
import io.crier.reading.Telling;
import io.crier.syndication.Cancelled;
import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import io.crier.syndication.Listing;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The page of one announcement, with what became of it. */
@Component
public class AnnouncementQuestions {
    private static final String TEMPLATE = "announcement";
    private static final Format LINKED_DATA = Formats.ofOne("jsonld").orElseThrow();
    private static final int HASH_BYTES = 12;

    private final Announcements announcements;
    private final Recent recent;
    private final BoardPages pages;
    private final Templates templates;
    private final InstantSource clock;

    AnnouncementQuestions(
            Announcements announcements,
            Recent recent,
            BoardPages pages,
            Templates templates,
            InstantSource clock) {
        this.announcements = announcements;
        this.recent = recent;
        this.pages = pages;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * The page of one announcement; its reading fails with {@link
     * io.crier.announcement.UnknownAnnouncement} or {@link
     * io.crier.announcement.AnnouncementRemoved} where there is none.
     *
     * @param language of the interface, where the address names one
     * @param base under which clients reach Crier, without a path
     */
    public Question ask(UUID id, @Nullable String language, Texts texts, URI base) {
        var link = ViewLink.home(language);
        return new Question(
                new Interest.One(id),
                null,
                false,
                Mono.defer(() -> {
                    // What is read now is at least as new as the end that is known now.
                    var end = Optional.ofNullable(recent.end());
                    return Mono.zip(announcements.find(id), announcements.history(id))
                            .flatMap(read ->
                                    telling(
                                            read.getT1(),
                                            read.getT2(),
                                            end.orElse(read.getT1().cursor()),
                                            pages.beside(
                                                    TEMPLATE,
                                                    "/announcements/" + id,
                                                    link,
                                                    texts,
                                                    base),
                                            base));
                }));
    }

    private Mono<Telling> telling(
            Found found, List<Change> history, Cursor place, Frame.Site site, URI base) {
        var now = clock.instant();
        var announcement = found.announcement();
        var content = announcement.content();
        var api = "/v1/announcements/" + announcement.id();
        var frame =
                new Frame(
                        site,
                        new About(
                                content.title(),
                                AnnouncementPage.description(content, now, site.texts()),
                                AnnouncementPage.secure(content),
                                true),
                        // A stream knows no filter by id; whoever looks asks again instead.
                        null,
                        List.of(
                                new Form("form.ics", "text/calendar", api + ".ics"),
                                new Form("form.json", "application/json", api)));
        var page =
                AnnouncementPage.of(
                        announcement, history, now, frame, linkedData(found, now, base));
        return templates
                .write(TEMPLATE, page, site.texts())
                .map(bytes -> new Telling(facts(found, place, now, bytes), Flux.just(bytes)));
    }

    /** The log forgets, which is no change: only the bytes tell one page from another. */
    private static Telling.Facts facts(Found found, Cursor place, Instant now, byte[] bytes) {
        var announcement = found.announcement();
        return new Telling.Facts(
                BoardPages.HTML,
                hash(bytes),
                place,
                new Interest.One(announcement.id()),
                now,
                announcement.phaseUntil(now),
                found.cursor(),
                List.of());
    }

    private static String linkedData(Found found, Instant now, URI base) {
        var document =
                LINKED_DATA.open(
                        new Listing(
                                base,
                                base,
                                Filter.ALL,
                                true,
                                null,
                                null,
                                found.cursor(),
                                now,
                                found.announcement().updatedAt(),
                                Cancelled.MARK));
        var all = new ByteArrayOutputStream();
        all.writeBytes(document.begin());
        all.writeBytes(document.items(List.of(found.announcement())));
        all.writeBytes(document.end());
        return all.toString(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
