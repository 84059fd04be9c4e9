package io.crier.intake;

import io.crier.refusal.Refusal;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The address is a source already. */
public final class SourceExists extends Refusal {
    private static final long serialVersionUID = 1;

    SourceExists(URI url, UUID id) {
        super(
                Reason.CONFLICT,
                "the address %s is the source %s already".formatted(url, id),
                Map.of("id", id.toString()));
    }
}
