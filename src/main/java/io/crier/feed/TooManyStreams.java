package io.crier.feed;

import io.crier.refusal.Refusal;

/** No stream can be opened at the moment. */
public final class TooManyStreams extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyStreams(String why) {
        super(Reason.OVERLOADED, why + "; try again soon");
    }
}
