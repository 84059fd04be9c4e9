package io.crier.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How much of the machine others took meanwhile: where that is much, figures say little. */
final class Quiet {
    private static final OperatingSystemMXBean SELF =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Crier crier;
    private final long began = System.nanoTime();
    private final long machine;
    private final long ours;

    Quiet(Crier crier) throws IOException {
        this.crier = crier;
        machine = Usage.machineMicros();
        ours = ours();
    }

    private long ours() throws IOException {
        return Usage.of(crier.target().processes()).cpuMicros() + SELF.getProcessCpuTime() / 1000;
    }

    /** Percent of one core, that neither this program nor Crier and its database took. */
    double othersPercent() throws IOException {
        var others = Usage.machineMicros() - machine - (ours() - ours);
        return 100.0 * others / Math.max(1, (System.nanoTime() - began) / 1000);
    }

    void tell() throws IOException {
        System.out.printf("Others took %.0f %% of a core meanwhile%n", othersPercent());
    }
}
