package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Filter;
import io.crier.announcement.Page;
import io.crier.announcement.PageToken;
import io.crier.announcement.Phase;
import io.crier.announcement.Query;
import io.crier.announcement.Sort;
import io.crier.feed.Interest;
import io.crier.reading.Question;
import io.crier.reading.Tag;
import io.crier.reading.Telling;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What search engines find pages by: those of the events that come next (sitemaps.org). */
@Component
public class SitemapQuestions {
    /** What is further away will come nearer. */
    private static final int MOST_PAGES = 10;

    private static final String VARIANT = "sitemap";

    private final Announcements announcements;

    SitemapQuestions(Announcements announcements) {
        this.announcements = announcements;
    }

    /**
     * The board, and the page of each of them.
     *
     * @param base under which clients reach Crier, without a path
     */
    public Question ask(URI base) {
        var interest = new Interest.Passing(Filter.ALL);
        return new Question(
                interest,
                variant(base),
                false,
                announcements
                        .page(query(null))
                        .expand(page ->
                                page.next() == null
                                        ? Mono.empty()
                                        : announcements.page(query(page.next())))
                        .take(MOST_PAGES)
                        .collectList()
                        .map(pages -> telling(pages, interest, base)));
    }

    private static Query query(@Nullable PageToken page) {
        return new Query(Filter.ALL, Set.of(Phase.UPCOMING), Sort.START, Query.LARGEST_PAGE, page);
    }

    private static Telling telling(List<Page> pages, Interest interest, URI base) {
        var first = pages.getFirst();
        var facts =
                new Telling.Facts(
                        "application/xml",
                        new Tag(first.cursor(), first.until(), variant(base)).toString(),
                        first.cursor(),
                        interest,
                        first.at(),
                        first.until(),
                        first.cursor(),
                        List.of());
        var bytes = written(pages, base).getBytes(StandardCharsets.UTF_8);
        return new Telling(facts, Flux.just(bytes));
    }

    private static String written(List<Page> pages, URI base) {
        return pages.stream()
                .flatMap(page -> page.items().stream())
                .map(item -> entry(item, base))
                .collect(
                        Collectors.joining(
                                "",
                                """
                                <?xml version="1.0" encoding="UTF-8"?>
                                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                                <url><loc>%s/</loc></url>
                                """
                                        .formatted(base),
                                "</urlset>\n"));
    }

    private static String entry(Announcement item, URI base) {
        return "<url><loc>%s/announcements/%s</loc><lastmod>%s</lastmod></url>\n"
                .formatted(base, item.id(), item.updatedAt());
    }

    private static String variant(URI base) {
        return VARIANT + Integer.toString(base.hashCode() & 0xFFFFF, 36);
    }
}
