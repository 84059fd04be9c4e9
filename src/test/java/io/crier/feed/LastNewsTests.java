package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import io.crier.announcement.Filter;
import io.crier.announcement.QueryReader;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastNewsTests {
    private final LastNews news = new LastNews();
    private final Feedstock feedstock = feedstock(100);

    private static Feedstock feedstock(long head) {
        return new Feedstock(
                "56fa53d55ffa", Changes.FRAMES, Changes.ring(head, 32, Long.MAX_VALUE));
    }

    private static Filter topic(String topic) {
        return QueryReader.filter(Map.of("topic", List.of(topic)), Set.of());
    }

    private static void append(Feedstock feedstock, String topic) {
        var content = Content.titled("A").topics(List.of(topic)).build();
        var position = feedstock.ring().head() + 1;
        feedstock.ring().append(new Entry(Changes.created(position, content), Changes.FRAMES));
    }

    @Test
    void anUnfilteredClientIsConcernedByAll() {
        assertThat(news.isNoneSince(100, Filter.ALL, feedstock)).isTrue();
        append(feedstock, "a");
        assertThat(news.isNoneSince(100, Filter.ALL, feedstock)).isFalse();
        assertThat(news.isNoneSince(101, Filter.ALL, feedstock)).isTrue();
    }

    @Test
    void whatIsNotInTheRingIsNotKnown() {
        assertThat(news.isNoneSince(99, topic("a"), feedstock)).isFalse();
        assertThat(news.isNoneSince(101, topic("a"), feedstock)).isFalse();
        assertThat(news.isNoneSince(101, Filter.ALL, feedstock)).isFalse();
    }

    @Test
    void anotherLogWithTheSamePositionsIsAnotherOne() {
        append(feedstock, "b");
        assertThat(news.isNoneSince(100, topic("a"), feedstock)).isTrue();
        var another = feedstock(100);
        append(another, "a");
        assertThat(news.isNoneSince(100, topic("a"), another)).isFalse();
    }

    /** Whoever asks, from wherever, in whatever order, is told what a look at each change tells. */
    @Test
    void rememberingTellsTheSameAsLooking() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var yes = 0;
        for (var step = 0; step < 5_000; step++) {
            for (var more = random.nextInt(random.nextInt(100) == 0 ? 80 : 3); more > 0; more--) {
                append(feedstock, "t" + random.nextInt(40));
            }
            var position = feedstock.ring().head() + 2 - random.nextInt(40);
            var topic = topic("t" + random.nextInt(4));
            var none = news.isNoneSince(position, topic, feedstock);
            assertThat(none).as("seed %d, step %d", seed, step).isEqualTo(looks(position, topic));
            yes += none ? 1 : 0;
        }
        assertThat(yes).isBetween(500, 4_500);
    }

    private boolean looks(long position, Filter filter) {
        return switch (feedstock.ring().after(position, Integer.MAX_VALUE)) {
            case Found.Behind _ -> false;
            case Found.UpToDate _ -> position == feedstock.ring().head();
            case Found.Next(var entries) ->
                    entries.stream().noneMatch(entry -> entry.view(filter) != View.NONE);
        };
    }
}
