package io.crier.feed;

import io.crier.refusal.Refusal;

/** As many streams are open as may be. */
public final class TooManyStreams extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyStreams(int most) {
        super(
                Reason.OVERLOADED,
                "as many streams are open as may be, " + most + "; try again soon");
    }
}
