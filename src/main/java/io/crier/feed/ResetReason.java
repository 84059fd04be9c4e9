package io.crier.feed;

import java.util.Locale;

/** Why a stream cannot go on from where a client was. */
enum ResetReason {
    /** What it holds is no cursor. */
    UNREADABLE,
    /** It comes from another log: another database, or one that was restored. */
    OTHER_EPOCH,
    /** The log does not reach there: it was restored to an earlier state. */
    FUTURE,
    /** Changes after it are no longer kept. */
    EXPIRED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
