package io.crier.demo;

import io.crier.announcement.Announcement;
import io.crier.announcement.Outcome;
import io.crier.announcement.Write;
import java.util.List;
import reactor.core.publisher.Mono;

/** What the demo needs of the store. */
interface Stock {
    /** Whether nothing was ever written. */
    Mono<Boolean> isUntouched();

    /** The announcements of samples that are there. */
    Mono<List<Announcement>> samples();

    Mono<Outcome> write(Write write);
}
