package io.crier.board;

import io.crier.announcement.Page;
import io.crier.announcement.Query;
import io.crier.board.BoardReading.Found;
import io.crier.board.Frame.About;
import io.crier.board.Frame.Following;
import io.crier.board.View.Days;
import io.crier.board.View.Later;
import io.crier.board.View.Month;
import io.crier.feed.Interest;
import io.crier.reading.Question;
import io.crier.reading.Telling;
import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The board, whichever way somebody looks at it. */
@Component
public class BoardQuestions {
    private static final String TEMPLATE = "board";

    private final BoardReading reading;
    private final MonthQuestions months;
    private final BoardPages pages;

    BoardQuestions(BoardReading reading, MonthQuestions months, BoardPages pages) {
        this.reading = reading;
        this.months = months;
        this.pages = pages;
    }

    /**
     * The page of a view.
     *
     * @param base under which clients reach Crier, without a path
     */
    public Question ask(View view, Texts texts, URI base) {
        return switch (view.shape()) {
            case Days _ -> days(view, texts, base);
            case Later(var query) -> later(query, view, texts, base);
            case Month(var month, var current) -> months.ask(month, current, view, texts, base);
        };
    }

    private Question days(View view, Texts texts, URI base) {
        var interest = new Interest.Passing(view.filter());
        var variant = pages.variant(TEMPLATE, texts, base);
        return new Question(
                interest,
                variant,
                false,
                reading.read(view.filter())
                        .flatMap(found -> written(found, view, interest, variant, texts, base)));
    }

    private Mono<Telling> written(
            Found found, View view, Interest interest, String variant, Texts texts, URI base) {
        var chosen = BoardReading.CHOICES.stream().anyMatch(view.filter().facets()::containsKey);
        var frame =
                new Frame(
                        pages.site(TEMPLATE, view.link(), texts, base),
                        About.BOARD,
                        new Following(stream(view), found.cursor().toString()),
                        Frame.formsOf(view.link(), base));
        return pages.written(
                TEMPLATE,
                BoardPage.of(found, view, frame),
                texts,
                new BoardPages.Truth(
                        found.cursor(),
                        found.upcoming().at(),
                        found.until(chosen),
                        interest,
                        variant));
    }

    private static String stream(View view) {
        return view.link().api("/v1/stream");
    }

    /** As it was at the first page, and so for ever. */
    private Question later(Query query, View view, Texts texts, URI base) {
        var interest = new Interest.None();
        var variant = pages.variant(TEMPLATE, texts, base);
        return new Question(
                interest,
                variant,
                false,
                reading.later(query)
                        .flatMap(page -> written(page, view, interest, variant, texts, base)));
    }

    private Mono<Telling> written(
            Page page, View view, Interest interest, String variant, Texts texts, URI base) {
        var frame =
                new Frame(
                        pages.site("later", view.link(), texts, base),
                        About.passing(texts.text("later.title")),
                        new Following(stream(view), page.cursor().toString()),
                        Frame.formsOf(view.link(), base));
        return pages.written(
                TEMPLATE,
                BoardPage.later(page, view, frame),
                texts,
                new BoardPages.Truth(page.cursor(), page.at(), null, interest, variant));
    }
}
