package io.crier.feed;

import io.crier.refusal.Refusal;

/** A client has as many streams open as one may, or opens them too fast. */
public final class TooManyStreamsOfClient extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyStreamsOfClient(String why) {
        super(Reason.EXCESSIVE, why);
    }
}
