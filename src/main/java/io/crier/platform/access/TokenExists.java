package io.crier.platform.access;

import io.crier.refusal.Refusal;

/** Another token has that name. */
final class TokenExists extends Refusal {
    private static final long serialVersionUID = 1;

    TokenExists(String name) {
        super(
                Reason.CONFLICT,
                "there is a token '%s' already; choose another name, or revoke that one first"
                        .formatted(name));
    }
}
