package io.crier.feed;

import io.crier.refusal.Refusal;

/** As many requests wait for changes as may. */
public final class TooManyWaiting extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyWaiting(int most) {
        super(
                Reason.OVERLOADED,
                "as many requests wait for changes as may, "
                        + most
                        + "; try again soon, or without 'wait'");
    }
}
