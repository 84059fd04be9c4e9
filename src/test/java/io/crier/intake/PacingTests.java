package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PacingTests {
    private static final double MIDDLE = 0.5;
    private static final PollResult READ = new PollResult.NotModified();
    private static final PollResult FAILED = new PollResult.Failed("x", null);

    @Test
    void keepsTheIntervalGiveOrTakeATenth() {
        assertThat(Pacing.next(source(15, 0), READ, MIDDLE)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Pacing.next(source(10, 0), READ, 0)).isEqualTo(Duration.ofMinutes(9));
        assertThat(Pacing.next(source(10, 0), READ, 1)).isEqualTo(Duration.ofMinutes(11));
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToADay() {
        assertThat(Pacing.next(source(15, 0), FAILED, MIDDLE)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Pacing.next(source(15, 1), FAILED, MIDDLE)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Pacing.next(source(15, 4), FAILED, MIDDLE)).isEqualTo(Duration.ofHours(4));
        assertThat(Pacing.next(source(15, 1_000), FAILED, MIDDLE)).isEqualTo(Duration.ofDays(1));
        assertThat(Pacing.next(source(3 * 24 * 60, 5), FAILED, MIDDLE))
                .isEqualTo(Duration.ofDays(3));
    }

    @Test
    void waitsForAsLongAsTheServerAsks() {
        var asked = new PollResult.Failed("x", Duration.ofHours(3));
        assertThat(Pacing.next(source(15, 0), asked, MIDDLE)).isEqualTo(Duration.ofHours(3));
        var forever = new PollResult.Failed("x", Duration.ofDays(10_000));
        assertThat(Pacing.next(source(15, 0), forever, MIDDLE)).isEqualTo(Duration.ofDays(1));
        var soon = new PollResult.Failed("x", Duration.ofSeconds(1));
        assertThat(Pacing.next(source(15, 0), soon, MIDDLE)).isEqualTo(Duration.ofMinutes(15));
    }

    private static Source source(int minutes, int failures) {
        return new Source(
                new UUID(0, 1),
                URI.create("https://x.example/"),
                null,
                true,
                Duration.ofMinutes(minutes),
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                failures,
                0,
                null);
    }
}
