package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.feed.Ring.Found;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTests {
    private static Ring ring(long head, int maxChanges, long... positions) {
        var ring = Changes.ring(head, maxChanges, Long.MAX_VALUE);
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
        var ring = Changes.ring(0, 100, 3 * size);
        for (var position = 1; position <= 9; position++) {
            ring.append(Changes.entry(position));
        }
        assertThat(ring.after(5, 100)).isInstanceOf(Found.Behind.class);
        assertThat(after(ring, 6)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void holdsEvenWhatIsLargerThanItsBoundSoThatTheHeadIsAlwaysThere() {
        var ring = Changes.ring(0, 100, 1);
        ring.append(Changes.entry(1));
        ring.append(Changes.entry(2));
        assertThat(after(ring, 1)).containsExactly(2L);
    }

    @Test
    void knowsWhatItHolds() {
        var ring = ring(10, 3, 11, 12, 13, 14);
        assertThat(ring.first()).isEqualTo(12);
        assertThat(ring.count()).isEqualTo(3);
        assertThat(ring.size()).isEqualTo(3 * Changes.entry(11).size());
        ring.restart(20);
        assertThat(ring.first()).isEqualTo(21);
        assertThat(ring.count()).isZero();
        assertThat(ring.size()).isZero();
    }

    @Test
    void looksThatFindAndThatComeTooLateAreCounted() {
        var registry = new SimpleMeterRegistry();
        var ring = new Ring(0, 2, Long.MAX_VALUE, new LogMeters(registry));
        for (var position = 1; position <= 4; position++) {
            ring.append(Changes.entry(position));
        }
        ring.after(2, 10);
        ring.after(3, 10);
        ring.after(1, 10);
        ring.after(4, 10);
        assertThat(lookups(registry, "hit")).isEqualTo(2);
        assertThat(lookups(registry, "miss")).isEqualTo(1);
    }

    private static double lookups(MeterRegistry registry, String result) {
        return registry.get("crier.ring.lookups").tag("result", result).counter().count();
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
