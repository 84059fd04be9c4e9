package io.crier.feed;

import io.crier.refusal.Refusal;

/** Nobody can be told of changes at the moment who has to wait for them. */
public final class TooManyWaiting extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyWaiting(String why) {
        super(Reason.OVERLOADED, why + "; try again soon");
    }
}
