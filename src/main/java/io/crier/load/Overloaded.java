package io.crier.load;

import io.crier.refusal.Refusal;

/** There is too much to do for more of the kind. */
public final class Overloaded extends Refusal {
    private static final long serialVersionUID = 1;

    Overloaded(String why) {
        super(Reason.OVERLOADED, why + "; what is there goes on, try again soon");
    }
}
