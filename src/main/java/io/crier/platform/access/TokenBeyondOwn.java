package io.crier.platform.access;

import io.crier.refusal.Refusal;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody would give what he does not have. */
final class TokenBeyondOwn extends Refusal {
    private static final long serialVersionUID = 1;

    TokenBeyondOwn(Set<Scope> own) {
        super(
                Reason.FORBIDDEN,
                "a token can be given no more than the one that it is made with has: "
                        + own.stream().map(Scope::word).sorted().collect(Collectors.joining(", ")));
    }
}
