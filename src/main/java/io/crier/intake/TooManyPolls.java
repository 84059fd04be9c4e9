package io.crier.intake;

import io.crier.refusal.Refusal;

/** As many polls and previews are asked for as may wait for their turn. */
public final class TooManyPolls extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyPolls() {
        super(Reason.OVERLOADED, "too many sources are asked for at once; try again soon");
    }
}
