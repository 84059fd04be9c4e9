package io.crier.feed;

import io.crier.feed.StreamMeters.Entrance;
import io.crier.refusal.Refusal;

/** No stream can be opened at the moment. */
public final class TooManyStreams extends Refusal {
    private static final long serialVersionUID = 1;

    private final Entrance entrance;

    TooManyStreams(Entrance entrance, String why) {
        super(Reason.OVERLOADED, why + "; try again soon");
        this.entrance = entrance;
    }

    Entrance entrance() {
        return entrance;
    }
}
