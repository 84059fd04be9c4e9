package io.crier;

import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Waits, as only tests may. */
public final class Await {
    private Await() {}

    /** The value; fails if there is none within half a minute. */
    public static <T> T value(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Duration.ofSeconds(30)), "nothing came");
    }
}
