package io.crier.load;

/** Whether there is room for more. */
@FunctionalInterface
public interface Capacity {
    /**
     * Returns if there is; never blocks.
     *
     * @throws Overloaded if not now
     */
    void require(Demand demand);
}
