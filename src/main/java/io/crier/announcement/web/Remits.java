package io.crier.announcement.web;

import io.crier.announcement.Origin;
import io.crier.announcement.Remit;
import io.crier.platform.access.Bearer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the holder of a token may write about, and what his announcements bear. */
final class Remits {
    private Remits() {}

    static Remit of(Bearer bearer) {
        var bounds = bearer.bounds();
        if (bounds == null) {
            return Remit.EVERYTHING;
        }
        return bounds.source() == null
                ? Remit.of(bounds.topics())
                : Remit.ofSource(bounds.source());
    }

    /** The source of a new announcement; {@code null} but for a publisher that is bound to one. */
    static @Nullable Origin source(UUID id, Bearer bearer) {
        var bounds = bearer.bounds();
        return bounds == null || bounds.source() == null
                ? null
                : new Origin(bounds.source(), id.toString(), null);
    }
}
