package io.crier.feed;

import io.crier.refusal.Refusal;

/** As many requests of a client wait for changes as may. */
public final class TooManyWaitingOfClient extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyWaitingOfClient(int most) {
        super(
                Reason.EXCESSIVE,
                "as many requests from this address wait for changes as may, %d; try again later"
                        .formatted(most));
    }
}
