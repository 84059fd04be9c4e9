package io.crier.refusal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request whose fields or parameters cannot be accepted; every violation found is told at once.
 */
public final class InvalidInput extends Refusal {
    private static final long serialVersionUID = 1;

    public InvalidInput(List<Violation> violations) {
        super(
                Reason.INVALID,
                violations.stream().map(Violation::toString).collect(Collectors.joining("; ")),
                violations,
                Map.of());
    }

    public InvalidInput(Violation violation) {
        this(List.of(violation));
    }

    /** A request that is wrong as a whole, such as a body that is not JSON. */
    public InvalidInput(String message) {
        super(Reason.INVALID, message);
    }
}
