package io.crier.announcement;

import io.crier.refusal.Refusal;

/** A writer would write what it may not. */
public final class OutsideRemit extends Refusal {
    private static final long serialVersionUID = 1;

    OutsideRemit(Remit remit) {
        super(
                Reason.FORBIDDEN,
                remit.source() == null
                        ? "this may be done only with announcements, before and after, that have one at least of these topics, and no others: "
                                + String.join(", ", remit.topics().stream().sorted().toList())
                        : "this may be done only with announcements of the source '%s'"
                                .formatted(remit.source()));
    }
}
