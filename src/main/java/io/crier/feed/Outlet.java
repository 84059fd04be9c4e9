package io.crier.feed;

/**
 * What the frames of one stream go out by. It is used on the event loop of its stream alone, and
 * only while it is ready.
 */
public interface Outlet {
    /**
     * Sends the burst.
     *
     * @return whether more can be taken at once; if not, the outlet calls {@link Stream#ready()}
     *     when it can, from a task of its own
     */
    boolean write(Burst burst);

    /** Sends the last burst, whether ready or not, and ends the stream as its protocol does. */
    void end(Burst last);

    /** Ends the stream at once, whatever was not sent yet. */
    void cut();
}
