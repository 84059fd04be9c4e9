package io.crier.history;

/** What a feed may do wrong, and the invariant that it violates then. */
enum Fault {
    ACKNOWLEDGES_BEFORE_COMMIT(Invariant.LOSES_NOTHING),
    TELLS_BEFORE_COMMIT(Invariant.HAS_NO_PHANTOMS),
    DIFFERS_ON_ONE_REPLICA(Invariant.AGREES),
    LISTS_BEFORE_ITS_CURSOR(Invariant.AGREES),
    REORDERS(Invariant.IS_ORDERED),
    TAILS_BY_NOTIFICATIONS_ALONE(Invariant.IS_RELIABLE),
    DROPS_ON_OVERFLOW(Invariant.IS_RELIABLE),
    RESUMES_WITH_ITS_CURSOR(Invariant.RESUMES),
    SKIPS_WHAT_IS_FORGOTTEN(Invariant.RESUMES),
    BOOKMARKS_TOO_EARLY(Invariant.BOOKMARKS_HOLD),
    STOPS_SHORT(Invariant.CONVERGES);

    final Invariant violated;

    Fault(Invariant violated) {
        this.violated = violated;
    }
}
