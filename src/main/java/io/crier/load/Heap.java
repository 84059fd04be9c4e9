package io.crier.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;

/**
 * What of the heap is held. How much is used says little, for garbage is used too: what counts is
 * what was left when the pool of what lives long was collected last.
 */
final class Heap {
    private final MemoryPoolMXBean longLived;

    Heap() {
        // Eden and the like are smaller, or have no bound of their own.
        this.longLived =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                        .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                        .orElseThrow(() -> new IllegalStateException("the heap has no pools"));
    }

    /** From 0 to 1; 0 before the first collection. */
    double held() {
        var left = longLived.getCollectionUsage();
        return left == null || left.getMax() <= 0 ? 0 : (double) left.getUsed() / left.getMax();
    }

    /**
     * Has it collected, since what is refused for want of memory makes no garbage, and nothing else
     * would show that there is room again.
     */
    void collect() {
        System.gc();
    }
}
