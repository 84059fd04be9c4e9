package io.crier.announcement;

import io.crier.refusal.Refusal;

/** The list cannot be shown any more as it was at its first page. */
public final class PageExpired extends Refusal {
    private static final long serialVersionUID = 1;

    PageExpired() {
        super(
                Reason.REMOVED,
                "the list has changed too much since its first page to be shown further as it was;"
                        + " ask for the first page again, without 'page'");
    }
}
