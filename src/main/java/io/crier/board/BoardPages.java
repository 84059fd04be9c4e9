package io.crier.board;

import io.crier.announcement.Cursor;
import io.crier.board.Frame.Site;
import io.crier.board.Frame.Translation;
import io.crier.feed.Interest;
import io.crier.reading.Tag;
import io.crier.reading.Telling;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells what all pages have around them, and what is known of a page beside its bytes. */
@Component
class BoardPages {
    static final String HTML = "text/html;charset=UTF-8";

    /** To be raised when pages are written in another way by the same templates. */
    private static final int GENERATION = 1;

    private static final int RADIX = 36;

    private final Templates templates;
    private final BoardSettings settings;

    BoardPages(Templates templates, BoardSettings settings) {
        this.templates = templates;
        this.settings = settings;
    }

    /**
     * Where and for how long a page is true.
     *
     * @param until when the clock makes another one of it; {@code null} for never
     * @param variant of its tag
     */
    record Truth(
            Cursor place, Instant at, @Nullable Instant until, Interest interest, String variant) {
        Telling.Facts facts() {
            return new Telling.Facts(
                    HTML,
                    new Tag(place, until, variant, at).toString(),
                    place,
                    interest,
                    at,
                    until,
                    place,
                    List.of());
        }
    }

    /** Tells apart, in the tags of pages, what one address can give. */
    String variant(String page, Texts texts, URI base) {
        var all =
                Objects.hash(
                        page, texts.tag(), base, settings, templates.fingerprint(), GENERATION);
        return "page" + Integer.toString(all & Integer.MAX_VALUE, RADIX);
    }

    /** The page that the template makes of the model. */
    Mono<Telling> written(String template, Record model, Texts texts, Truth truth) {
        return templates
                .write(template, model, texts)
                .map(bytes -> new Telling(truth.facts(), Flux.just(bytes)));
    }

    /** Of a view of the board. */
    Site site(String kind, ViewLink link, Texts texts, URI base) {
        return new Site(
                kind,
                texts,
                link,
                settings.name(),
                base + link.toString(),
                Translation.all(texts, language -> link.in(language).toString()));
    }

    /** Of a page at another address than the board's. */
    Site beside(String kind, String path, ViewLink link, Texts texts, URI base) {
        return new Site(
                kind,
                texts,
                link,
                settings.name(),
                base + path,
                Translation.all(texts, language -> link.in(language).beside(path)));
    }
}
