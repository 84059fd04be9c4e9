package io.crier.database;

import java.time.Duration;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** For how long the database may be silent until whoever asked it is told that it has failed. */
public final class Patience {
    private Patience() {}

    /** As with a timer, which is that of Reactor here. */
    public static <T> Mono<T> with(Mono<T> asked, Duration patience) {
        return with(asked, patience, Schedulers.parallel());
    }

    /**
     * The answer, or {@link QueryTimeoutException} on a thread of the timer; what was asked is
     * cancelled then.
     */
    public static <T> Mono<T> with(Mono<T> asked, Duration patience, Scheduler timer) {
        return asked.timeout(
                patience,
                Mono.error(
                        () -> new QueryTimeoutException("the database was silent for " + patience)),
                timer);
    }
}
