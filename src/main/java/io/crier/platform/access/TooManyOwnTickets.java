package io.crier.platform.access;

import io.crier.refusal.Refusal;

/** One holder asks for more tickets than he uses. */
final class TooManyOwnTickets extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyOwnTickets() {
        super(
                Reason.EXCESSIVE,
                "%d tickets that were given for this token are waiting to be used, which is all that may be; try again when they are used or over, in half a minute"
                        .formatted(Tickets.SHARE));
    }
}
