package io.crier.reading;

import io.crier.refusal.Refusal;

/** More is asked for at once than can be read. */
public final class TooMuchRead extends Refusal {
    private static final long serialVersionUID = 1;

    TooMuchRead(String message) {
        super(Reason.OVERLOADED, message);
    }
}
