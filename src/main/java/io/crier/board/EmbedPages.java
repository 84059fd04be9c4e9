package io.crier.board;

import io.crier.board.Frame.About;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The page that shows how to have announcements on another web site. */
@Component
public class EmbedPages {
    private static final String TEMPLATE = "embed";

    private final Templates templates;
    private final BoardPages pages;

    EmbedPages(Templates templates, BoardPages pages) {
        this.templates = templates;
        this.pages = pages;
    }

    /** What it shows: nothing that is not the same for all. */
    public record EmbedPage(Frame frame) {}

    /**
     * The page, in UTF-8.
     *
     * @param language of the interface, where the address names one
     * @param base under which clients reach Crier, without a path
     */
    public Mono<byte[]> write(@Nullable String language, Texts texts, URI base) {
        var site = pages.beside(TEMPLATE, "/embed", ViewLink.home(language), texts, base);
        var about = About.titled(texts.text("embed.page.title"));
        return templates.write(
                TEMPLATE, new EmbedPage(new Frame(site, about, null, List.of())), texts);
    }
}
