package io.crier.reading;

import io.crier.refusal.Refusal;

/** A client is being sent as many large documents as one may be. */
public final class TooManyExportsOfClient extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyExportsOfClient(int most) {
        super(
                Reason.EXCESSIVE,
                "as many large documents are being sent to this address as may be, %d; try again when one has arrived"
                        .formatted(most));
    }
}
