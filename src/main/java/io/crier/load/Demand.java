package io.crier.load;

/**
 * What takes of that which may run short, in the order in which it is turned away: who is told to
 * come back with a stream has lost nothing, who is not answered at all has lost most. What is there
 * already goes on: streams that are open, and answers from memory.
 */
public enum Demand {
    /** To be held for long: a stream, or a request that waits for changes. */
    STREAM,
    WRITE,
    /** What is not in memory. */
    READ
}
