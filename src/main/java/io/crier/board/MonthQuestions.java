package io.crier.board;

import io.crier.announcement.Filter;
import io.crier.board.Frame.About;
import io.crier.board.Frame.Following;
import io.crier.board.MonthReading.Found;
import io.crier.feed.Interest;
import io.crier.reading.Question;
import io.crier.reading.Telling;
import java.net.URI;
import java.time.YearMonth;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A month as a table. */
@Component
class MonthQuestions {
    private static final String TEMPLATE = "month";

    private final MonthReading reading;
    private final BoardPages pages;

    MonthQuestions(MonthReading reading, BoardPages pages) {
        this.reading = reading;
        this.pages = pages;
    }

    /**
     * @param current whether another month is shown as soon as this one is over
     */
    Question ask(YearMonth month, boolean current, View view, Texts texts, URI base) {
        var within = MonthReading.within(month, view.filter());
        var variant = pages.variant(TEMPLATE, texts, base);
        return new Question(
                new Interest.Passing(within),
                variant,
                false,
                reading.read(within)
                        .flatMap(found ->
                                written(
                                        found, month, current, within, variant, view, texts,
                                        base)));
    }

    private Mono<Telling> written(
            Found found,
            YearMonth month,
            boolean current,
            Filter within,
            String variant,
            View view,
            Texts texts,
            URI base) {
        var frame =
                new Frame(
                        pages.site(TEMPLATE, view.link(), texts, base),
                        About.titled(texts.times().month(month)),
                        new Following(view.link().api("/v1/stream"), found.cursor().toString()),
                        Frame.formsOf(view.link(), base));
        return pages.written(
                TEMPLATE,
                MonthPage.of(month, found, frame),
                texts,
                new BoardPages.Truth(
                        found.cursor(),
                        found.at(),
                        current ? MonthReading.end(month) : null,
                        new Interest.Passing(within),
                        variant));
    }
}
