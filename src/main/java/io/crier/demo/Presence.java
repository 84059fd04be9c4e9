package io.crier.demo;

/** Whether a sample comes and goes. */
enum Presence {
    /** Published at first, stays. */
    STEADY,
    /** Published at first; is removed some day, and may come back. */
    LEAVING,
    /** Not published at first; comes, and may be removed again. */
    WAITING
}
