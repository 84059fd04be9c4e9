package io.crier.announcement;

import io.crier.refusal.Refusal;
import java.util.Map;
import java.util.UUID;

/** The writer's condition does not hold: another version is current. */
public final class StaleVersion extends Refusal {
    private static final long serialVersionUID = 1;

    StaleVersion(UUID id, long current) {
        super(
                Reason.STALE,
                current == 0
                        ? "there is no announcement "
                                + id
                                + " yet, and the request asks for a version of it"
                        : "the current version of the announcement "
                                + id
                                + " is "
                                + current
                                + ", not the one that the request asks for",
                Map.of("currentVersion", current));
    }
}
