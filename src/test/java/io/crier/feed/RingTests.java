package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.feed.Ring.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTests {
    private static Ring ring(long head, int maxChanges, long... positions) {
        var ring = new Ring(head, maxChanges, Long.MAX_VALUE);
        for (var position : positions) {
            ring.append(Changes.entry(position));
        }
        return ring;
    }

    private static List<Long> after(Ring ring, long position) {
        return ring.after(position, 100) instanceof Found.Next(var entries)
                ? entries.stream().map(Entry::position).toList()
                : List.of();
    }

    @Test
    void givesWhatFollowsAPosition() {
        var ring = ring(4, 8, 5, 6, 7);
        assertThat(after(ring, 4)).containsExactly(5L, 6L, 7L);
        assertThat(after(ring, 6)).containsExactly(7L);
        assertThat(ring.after(7, 100)).isInstanceOf(Found.UpToDate.class);
        assertThat(ring.after(9, 100)).isInstanceOf(Found.UpToDate.class);
        assertThat(ring.after(3, 100)).isInstanceOf(Found.Behind.class);
    }

    @Test
    void givesNoMoreThanIsAskedFor() {
        assertThat(ring(0, 8, 1, 2, 3).after(0, 2))
                .isInstanceOfSatisfying(
                        Found.Next.class,
                        next ->
                                assertThat(next.entries())
                                        .extracting(Entry::position)
                                        .containsExactly(1L, 2L));
    }

    @Test
    void anEmptyRingSendsThoseBehindToTheLog() {
        var ring = ring(4, 8);
        assertThat(ring.after(4, 100)).isInstanceOf(Found.UpToDate.class);
        assertThat(ring.after(3, 100)).isInstanceOf(Found.Behind.class);
    }

    @Test
    void isBoundedByNumber() {
        var ring = ring(0, 3, 1, 2, 3, 4, 5);
        assertThat(ring.after(1, 100)).isInstanceOf(Found.Behind.class);
        assertThat(after(ring, 2)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void isBoundedBySize() {
        var size = Changes.entry(1).size();
        var ring = new Ring(0, 100, 3 * size);
        for (var position = 1; position <= 9; position++) {
            ring.append(Changes.entry(position));
        }
        assertThat(ring.after(5, 100)).isInstanceOf(Found.Behind.class);
        assertThat(after(ring, 6)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void holdsEvenWhatIsLargerThanItsBoundSoThatTheHeadIsAlwaysThere() {
        var ring = new Ring(0, 100, 1);
        ring.append(Changes.entry(1));
        ring.append(Changes.entry(2));
        assertThat(after(ring, 1)).containsExactly(2L);
    }

    @Test
    void refusesAHole() {
        var ring = ring(0, 8, 1);
        assertThatThrownBy(() -> ring.append(Changes.entry(3)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.append(Changes.entry(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void startsAnewBeyondAHole() {
        var ring = ring(0, 8, 1, 2);
        ring.restart(10);
        assertThat(ring.after(2, 100)).isInstanceOf(Found.Behind.class);
        ring.append(Changes.entry(11));
        assertThat(after(ring, 10)).containsExactly(11L);
    }
}
