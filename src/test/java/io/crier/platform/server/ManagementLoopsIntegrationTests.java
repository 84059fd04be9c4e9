package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Management;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** Whether probes are answered while nobody else is. */
class ManagementLoopsIntegrationTests {
    @Test
    @Timeout(60)
    void probesAreAnsweredWhileAllEventLoopsOfTheApiAreHeldUp() throws InterruptedException {
        try (var replica = Replica.on(TestDatabase.fresh())) {
            var management = new Management(replica);
            var loops =
                    replica.bean(ReactorResourceFactory.class)
                            .getLoopResources()
                            .onServer(LoopResources.DEFAULT_NATIVE);
            var release = new CountDownLatch(1);
            var held = new CountDownLatch(Runtime.getRuntime().availableProcessors());
            try {
                loops.forEach(loop ->
                        loop.execute(() -> {
                            held.countDown();
                            awaitRelease(release);
                        }));
                assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(management.health("liveness")).isEqualTo(200);
                assertThat(management.get("/actuator/prometheus").statusCode()).isEqualTo(200);
            } finally {
                release.countDown();
            }
        }
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
