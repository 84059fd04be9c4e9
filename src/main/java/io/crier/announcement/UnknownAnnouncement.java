package io.crier.announcement;

import io.crier.refusal.Refusal;
import java.util.UUID;

/** There never was an announcement of this id. */
public final class UnknownAnnouncement extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownAnnouncement(UUID id) {
        this(id.toString());
    }

    /** Of something that cannot be an id. */
    public UnknownAnnouncement(String id) {
        super(Reason.UNKNOWN, "there never was an announcement " + id);
    }
}
