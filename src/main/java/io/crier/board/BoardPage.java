package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.announcement.NetChange;
import io.crier.announcement.Page;
import io.crier.board.BoardReading.Found;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The board, as its template shows it.
 *
 * @param later whether it goes on with what comes next, and shows nothing else
 * @param withPast whether what is over is shown too
 * @param more the address where what comes next goes on; {@code null} if this is all
 */
public record BoardPage(
        Frame frame,
        Search search,
        boolean later,
        boolean withPast,
        List<Card> live,
        List<Day> days,
        List<Card> undated,
        List<Card> past,
        List<Card> news,
        @Nullable String more,
        Card blank) {

    static BoardPage of(Found found, View view, Frame frame) {
        var texts = frame.texts();
        var link = view.link();
        var now = found.upcoming().at();
        var card = card(now, frame);
        var choices = Choices.of(found.counts(), view.filter(), texts);
        return new BoardPage(
                frame,
                Search.of(link, choices, texts),
                false,
                BoardReading.mayMeanPast(view.filter()),
                found.live().items().stream().map(card).toList(),
                Day.of(found.upcoming().items(), texts, card),
                found.undated().items().stream().map(card).toList(),
                found.past().items().stream().map(card).toList(),
                found.news().changes().stream().map(change -> news(change, now, frame)).toList(),
                more(found.upcoming(), link),
                Card.BLANK);
    }

    static BoardPage later(Page page, View view, Frame frame) {
        return new BoardPage(
                frame,
                Search.of(view.link(), List.of(), frame.texts()),
                true,
                false,
                List.of(),
                Day.of(page.items(), frame.texts(), card(page.at(), frame)),
                List.of(),
                List.of(),
                List.of(),
                more(page, view.link()),
                Card.BLANK);
    }

    public boolean isEmpty() {
        return live.isEmpty() && days.isEmpty() && undated.isEmpty() && past.isEmpty();
    }

    private static Function<Announcement, Card> card(Instant now, Frame frame) {
        return announcement -> Card.of(announcement, now, frame.texts(), frame.link(), null);
    }

    private static Card news(NetChange net, Instant now, Frame frame) {
        var texts = frame.texts();
        var words = words(net, texts);
        var at = net.last().at();
        var news =
                new Card.News(
                        net.isSingle() && net.first().before().isEmpty() ? "created" : "updated",
                        String.join(" · ", words),
                        at.toString(),
                        texts.times().day(at.atZone(ZoneOffset.UTC).toLocalDate(), Card.year(now)));
        return Card.of(net.last().announcement(), now, texts, frame.link(), news);
    }

    /** What was changed and changed back is told by the last that became of it. */
    private static List<String> words(NetChange net, Texts texts) {
        var change = net.change();
        return ChangeWords.of(
                change.changed().isEmpty() && net.first().before().isPresent()
                        ? net.last()
                        : change,
                texts);
    }

    private static @Nullable String more(Page page, ViewLink link) {
        return page.next() == null ? null : link.at(page.next().toString()).toString();
    }
}
