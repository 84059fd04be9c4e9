package io.crier.intake;

import io.crier.refusal.Refusal;

/** There is no source of this id. */
public final class UnknownSource extends Refusal {
    private static final long serialVersionUID = 1;

    public UnknownSource(Object id) {
        super(Reason.UNKNOWN, "there is no source " + id);
    }
}
