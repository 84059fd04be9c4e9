package io.crier.platform.access;

import io.crier.refusal.Refusal;

/** There is no such token. */
final class UnknownToken extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownToken(String id) {
        super(Reason.UNKNOWN, "there is no token '%s'".formatted(id));
    }
}
