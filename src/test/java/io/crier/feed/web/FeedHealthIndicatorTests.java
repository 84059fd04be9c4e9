package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.feed.FeedState;
import io.crier.feed.FeedState.Line;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class FeedHealthIndicatorTests {
    private static final FeedState.Log LOG = new FeedState.Log("56fa53d55ffa", 3, 41);
    private static final Duration MOST = Duration.ofMinutes(2);

    private static Health of(
            FeedState.@Nullable Log log, @Nullable Duration age, boolean draining) {
        return FeedHealthIndicator.of(new FeedState(log, age, MOST, Line.LISTENING, draining, 7));
    }

    @Test
    void isUpWhileTheLogIsReadAndTellsWhereItStands() {
        var health = of(LOG, Duration.ofMillis(350), false);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("cursor", "56fa53d55ffa-41")
                .containsEntry("tailAgeSeconds", 0.35)
                .containsEntry("line", "listening")
                .containsEntry("streams", 7);
    }

    @Test
    void servesFromMemoryWhileADatabaseFailsOver() {
        assertThat(of(LOG, MOST, false).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenTheLogWasNotReadForTooLong() {
        var health = of(LOG, MOST.plusMillis(1), false);
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(health.getDetails().get("why")))
                .contains("crier.feed.max-tail-age");
    }

    @Test
    void isOutOfServiceBeforeTheEndOfTheLogIsKnown() {
        var health = of(null, null, false);
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsKey("why").doesNotContainKey("cursor");
    }

    @Test
    void isOutOfServiceWhileStreamsAreEnded() {
        assertThat(of(LOG, Duration.ZERO, true).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }
}
