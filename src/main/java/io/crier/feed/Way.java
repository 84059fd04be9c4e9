package io.crier.feed;

import reactor.core.publisher.Mono;

/** One request's way through the log. Its steps follow each other, on whichever thread. */
interface Way {
    /**
     * Puts what comes next into the basket; false if there is nothing more at the moment. To be
     * called while the basket is not full.
     */
    Mono<Boolean> step(Basket basket);

    /** Up to here nothing is left to tell. */
    long position();

    /** Where to go on from. */
    String cursor();
}
