package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.load.Lateness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoopDelayTests {
    private static final Duration HELD_UP = Duration.ofMillis(700);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double longest() {
        return registry.get("crier.loop.delay").timer().max(TimeUnit.MILLISECONDS);
    }

    private long records() {
        return registry.get("crier.loop.delay").timer().count();
    }

    @Test
    void anEventLoopThatIsHeldUpComesLate() throws Exception {
        try (var group = new DefaultEventExecutorGroup(2)) {
            var delay = new LoopDelay(() -> group, registry, new Lateness());
            delay.start();
            assertThat(delay.isRunning()).isTrue();
            var held = new CountDownLatch(1);
            var task =
                    group.next()
                            .submit(() -> held.await(HELD_UP.toMillis(), TimeUnit.MILLISECONDS));
            Awaitility.await().until(task::isDone);
            Awaitility.await().until(() -> longest() > 300);
            delay.stop();
            assertThat(delay.isRunning()).isFalse();
            assertThat(records()).isGreaterThan(3);
        }
    }
}
