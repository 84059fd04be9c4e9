package io.crier.board;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The page that shows how announcements are put on another web site. */
@Component
public class EmbedPages {
    private static final String TEMPLATE = "embed";
    private static final String PATH = "/embed";

    private final Templates templates;
    private final BoardPages pages;

    EmbedPages(Templates templates, BoardPages pages) {
        this.templates = templates;
        this.pages = pages;
    }

    /** What the page shows. */
    public record EmbedPage(Frame frame) {}

    /**
     * The page, in UTF-8. What is chosen on it is not in it: its script takes that from the
     * address.
     *
     * @param language of the interface, where the address names one
     * @param base under which clients reach Crier, without a path
     */
    public Mono<byte[]> write(@Nullable String language, Texts texts, URI base) {
        var frame =
                new Frame(
                        pages.beside(TEMPLATE, PATH, ViewLink.home(language), texts, base),
                        Frame.About.titled(texts.text("embed.page.title")),
                        null,
                        List.of());
        return templates.write(TEMPLATE, new EmbedPage(frame), texts);
    }
}
