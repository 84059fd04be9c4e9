package io.crier.history;

/** What the feed promises, whatever happens to its processes, its database and its clients. */
public enum Invariant {
    LOSES_NOTHING("I1", "an acknowledged write is in the log and is told to all it concerns"),
    HAS_NO_PHANTOMS("I2", "what is told or logged was written, once, and not refused"),
    AGREES("I3", "a position means the same to the log, every replica, stream and list"),
    IS_ORDERED("I4", "positions rise, within a connection and over reconnects"),
    IS_RELIABLE("I5", "between two changes that a connection was told none is left out"),
    RESUMES("I6", "the first change after a resume is the next one, or a reset says why not"),
    BOOKMARKS_HOLD("I7", "after a bookmark nothing comes that it covers"),
    CONVERGES("I8", "when all is quiet, every client has what the table has");

    private final String number;
    private final String promise;

    Invariant(String number, String promise) {
        this.number = number;
        this.promise = promise;
    }

    @Override
    public String toString() {
        return number + " (" + promise + ")";
    }
}
