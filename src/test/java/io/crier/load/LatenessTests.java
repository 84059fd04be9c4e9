package io.crier.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Loops have a task five times a second, and it is read once a second. */
class LatenessTests {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private long now;
    private final Lateness lateness = new Lateness(() -> now);
    private final Lateness.Beat stalled = lateness.expect(EVERY);
    private final Lateness.Beat lively = lateness.expect(EVERY);

    /** One second, after which it is read. */
    private double second(Lateness.Beat... running) {
        for (var i = 0; i < 5; i++) {
            now += EVERY;
            for (var beat : running) {
                beat.comes();
            }
        }
        return lateness.seconds();
    }

    @Test
    void whoComesInTimeIsNotLate() {
        for (var i = 0; i < 10; i++) {
            assertThat(second(stalled, lively)).isZero();
        }
    }

    /** Three seconds long, while for three readings it would have to be two seconds late. */
    @Test
    void oneLongTaskIsNoOverload() {
        assertThat(second(stalled, lively)).isZero();
        assertThat(List.of(second(lively), second(lively), second(lively)))
                .containsExactly(0.0, 0.0, 0.8);
        // All that it missed comes at once.
        for (var i = 0; i < 15; i++) {
            stalled.comes();
        }
        assertThat(second(stalled, lively)).isEqualTo(1.8);
        assertThat(second(stalled, lively)).isZero();
    }

    /** It says nothing meanwhile, and its neighbours are well. */
    @Test
    void aLoopThatComesToNothingForSecondsIsLate() {
        var readings = List.of(second(lively), second(lively), second(lively), second(lively));
        assertThat(readings).containsExactly(0.0, 0.0, 0.8, 1.8);
        assertThat(second(lively)).isEqualTo(2.8);
    }

    @Test
    void oneThatComesLateAgainAndAgainIsToo() {
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(second(stalled, lively)).isZero();
        assertThat(second(stalled, lively)).isZero();
        assertThat(second(stalled, lively)).isEqualTo(2);
    }

    @Test
    void whatIsNoLongerExpectedIsNotLate() {
        stalled.end();
        for (var i = 0; i < 10; i++) {
            assertThat(second(lively)).isZero();
        }
    }
}
