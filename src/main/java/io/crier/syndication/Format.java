package io.crier.syndication;

/** A form that announcements are written in; has no state, and may be used by any thread. */
public interface Format {
    /** What stands behind the point in an address, such as {@code ics}. */
    String suffix();

    /** The media type with its parameters, as {@code Content-Type} tells it. */
    String mediaType();

    /**
     * Whether one document holds all that was asked for, rather than a page of it. Such a document
     * is written from chunks, and may be larger than the memory.
     */
    boolean whole();

    /** Whether the document tells where events stand on the clock, and so changes with it. */
    boolean tellsPhase();

    /** Whether the document tells of announcements that were removed. */
    default boolean tellsRemoved() {
        return false;
    }

    /** Begins a document. */
    Document open(Listing listing);
}
