package io.crier.feed;

import io.crier.refusal.Refusal;

/** A client has as many streams open as one may. */
public final class TooManyStreamsOfClient extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyStreamsOfClient(int most) {
        super(
                Reason.EXCESSIVE,
                "as many streams are open from this address as may be, %d; close one, or try again later"
                        .formatted(most));
    }
}
