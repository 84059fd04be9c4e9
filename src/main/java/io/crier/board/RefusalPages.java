package io.crier.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pages that say why there is nothing to see. */
@Component
public class RefusalPages {
    private static final String TEMPLATE = "refusal";

    /** The kinds that have words of their own. */
    private static final String KEY = "refusal.";

    private final Templates templates;
    private final BoardSettings settings;

    RefusalPages(Templates templates, BoardSettings settings) {
        this.templates = templates;
        this.settings = settings;
    }

    /**
     * What such a page shows.
     *
     * @param reason in words of the interface
     * @param detail in English, for whoever made the address; {@code null} where there is none
     */
    public record RefusalPage(Frame frame, String reason, @Nullable String detail) {}

    /**
     * The page, in UTF-8.
     *
     * @param status of HTTP
     * @param language of the interface, where the address names one
     */
    public Mono<byte[]> write(
            int status, @Nullable String detail, @Nullable String language, Texts texts) {
        var known = texts.has(KEY + status) ? KEY + status : KEY + "other";
        var link = ViewLink.home(language);
        var frame =
                new Frame(
                        new Frame.Site(
                                TEMPLATE,
                                texts,
                                link,
                                settings.name(),
                                link.toString(),
                                Frame.Translation.all(texts, other -> link.in(other).toString())),
                        Frame.About.passing(texts.text(known + ".title")),
                        null,
                        List.of());
        return templates.write(TEMPLATE, new RefusalPage(frame, texts.text(known), detail), texts);
    }
}
