package io.crier.platform.access;

import io.crier.refusal.Refusal;

/** There are as many tokens as may be. */
final class TooManyTokens extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyTokens() {
        super(
                Reason.CONFLICT,
                "there are as many tokens as may be, %d; revoke one that is not needed any more"
                        .formatted(NamedTokens.MOST));
    }
}
