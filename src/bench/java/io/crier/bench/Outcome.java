package io.crier.bench;

/**
 * What came of it.
 *
 * @param lateMissing changes that the streams that had not read did not get once they did
 * @param cpuMicros of the server, a delivery
 * @param openCpuMillis of the server, a stream
 * @param kibPerStream by which the server grew when they were opened
 * @param grownKib by which it grew while it was publishing
 * @param loadPercent of one core, that this program took while it was publishing
 * @param othersPercent of one core, that neither this program nor the server took: where that is
 *     much, the machine was not quiet and the figures are of little worth
 */
record Outcome(
        long published,
        long refused,
        long received,
        long missing,
        long duplicates,
        long gaps,
        int closed,
        long lateMissing,
        double p50,
        double p99,
        double max,
        long bytesPerDelivery,
        double cpuMicros,
        double openCpuMillis,
        double kibPerStream,
        long grownKib,
        double loadPercent,
        double othersPercent) {
    boolean exact() {
        return missing + duplicates + gaps + closed + refused + lateMissing == 0;
    }

    @Override
    public String toString() {
        return "%,d published, %d received, %d missing, %d twice, %d gaps, %d closed, %d refused | ms p50 %.1f p99 %.1f max %.1f | CPU %.2f µs a delivery, %.3f ms a stream opened | %.1f KiB a stream, %+d KiB in the run | %d bytes a delivery | load %.0f %%, others %.0f %%"
                .formatted(
                        published,
                        received,
                        missing,
                        duplicates,
                        gaps,
                        closed,
                        refused,
                        p50,
                        p99,
                        max,
                        cpuMicros,
                        openCpuMillis,
                        kibPerStream,
                        grownKib,
                        bytesPerDelivery,
                        loadPercent,
                        othersPercent);
    }
}
