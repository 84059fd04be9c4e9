package io.crier.announcement;

import io.crier.refusal.Refusal;

/** The key of a write that is done only once was used for another write before. */
public final class KeyReused extends Refusal {
    private static final long serialVersionUID = 1;

    KeyReused() {
        super(
                Reason.CONFLICT,
                "this Idempotency-Key was used for another announcement before; a new announcement needs a new key");
    }
}
