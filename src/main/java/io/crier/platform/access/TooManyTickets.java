package io.crier.platform.access;

import io.crier.refusal.Refusal;

/** More tickets were given than are used. */
final class TooManyTickets extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyTickets() {
        super(
                Reason.OVERLOADED,
                "as many tickets are waiting to be used as may be; try again when they are over, in half a minute");
    }
}
