package io.crier.intake;

import io.crier.refusal.Refusal;
import java.util.UUID;

/** The source is being polled at this moment. */
public final class PollRunning extends Refusal {
    private static final long serialVersionUID = 1;

    PollRunning(UUID id) {
        super(
                Reason.CONFLICT,
                "the source %s is being polled at this moment; what comes of it will be told at GET /v1/sources/%s"
                        .formatted(id, id));
    }
}
