package io.crier.intake;

/** Reads one kind of document; a bean for each kind, asked in no particular order. */
interface FeedReader {
    /** Whether the document is of this kind, told from its beginning. */
    boolean reads(Fetched document);

    /**
     * Reads a document of this kind, as much as can be made out of it.
     *
     * @throws SourceUnreadable where nothing can
     */
    Feed read(Fetched document);
}
