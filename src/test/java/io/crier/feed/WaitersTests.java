package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class WaitersTests {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Waiters waiters = new Waiters("nothing is known", time);

    @Test
    void whoWaitsIsWokenOrFindsItThere() {
        var waiting = waiters.until(() -> false).toFuture();
        assertThat(waiting).isNotDone();
        waiters.wake();
        assertThat(waiting).isCompleted();
        assertThat(waiters.until(() -> true).toFuture()).isCompleted();
    }

    @Test
    void nobodyWaitsForEver() {
        var waiting = StepVerifier.create(waiters.until(() -> false));
        var verified = waiting.expectErrorMessage("nothing is known").verifyLater();
        time.advanceTimeBy(Waiters.PATIENCE.minus(Duration.ofMillis(1)));
        var other = waiters.until(() -> false).toFuture();
        time.advanceTimeBy(Duration.ofMillis(1));
        verified.verify();
        assertThat(other).isNotDone();
        time.advanceTimeBy(Waiters.PATIENCE);
        assertThat(other).isCompletedExceptionally();
        assertThat(other.exceptionNow()).isInstanceOf(QueryTimeoutException.class);
    }
}
