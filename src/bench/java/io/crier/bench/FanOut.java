package io.crier.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds streams open, publishes, and counts what each received: every change once and in order, how
 * late, and at what cost.
 *
 * @param streams that are read
 * @param neverReading further ones that are not
 * @param rate changes a second
 * @param seconds for which there is publishing
 */
record FanOut(int streams, int neverReading, double rate, double seconds) {
    private static final double SETTLE_SECONDS = 2;
    private static final double DRAIN_SECONDS = 15;

    /** Numbers go on from run to run, so that none is taken for one of an earlier run. */
    private static final AtomicLong SEQUENCE = new AtomicLong(1);

    private static final OperatingSystemMXBean SELF =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Told when the publishing begins and when the last change has come. */
    interface Watch {
        Watch NONE =
                new Watch() {
                    @Override
                    public void begins() {}

                    @Override
                    public void ends() {}
                };

        void begins() throws IOException;

        void ends() throws IOException;
    }

    Outcome run(Target target) throws IOException {
        return run(target, Watch.NONE);
    }

    Outcome run(Target target, Watch watch) throws IOException {
        try (var loop = new Loop();
                var connections = new Streams(loop, target);
                var publisher = new Publisher(loop, target)) {
            var idle = Usage.of(target.processes());
            connections.openNeverReading(neverReading);
            connections.open(streams, _ -> Streams.Subscription.LIVE);
            loop.turnUntil(System.nanoTime() + nanos(SETTLE_SECONDS));
            var opened = Usage.of(target.processes());
            var first = SEQUENCE.get();
            connections.expectFrom(first);

            watch.begins();
            var machine = Usage.machineMicros();
            var own = SELF.getProcessCpuTime();
            var began = System.nanoTime();
            publish(loop, publisher, connections, first);
            var took = System.nanoTime() - began;
            var used = SELF.getProcessCpuTime() - own;
            var end = Usage.of(target.processes());
            var others =
                    Usage.machineMicros()
                            - machine
                            - used / 1000
                            - (end.cpuMicros() - opened.cpuMicros());
            watch.ends();
            if (publisher.firstRefusal != null) {
                System.err.println("Refused: " + publisher.firstRefusal);
            }
            var next = SEQUENCE.get();
            var late = lateMissing(loop, connections, first, next);
            var got = connections.deliveries;
            return new Outcome(
                    next - first,
                    publisher.refused,
                    got.received,
                    (next - first) * streams - got.received,
                    got.duplicates,
                    got.gaps,
                    got.closed,
                    late,
                    got.millis(50),
                    got.millis(99),
                    got.maxMillis(),
                    got.bytes / Math.max(1, got.received),
                    (double) (end.cpuMicros() - opened.cpuMicros()) / Math.max(1, got.received),
                    (opened.cpuMicros() - idle.cpuMicros()) / 1000.0 / (streams + neverReading),
                    (double) (opened.rssKib() - idle.rssKib()) / (streams + neverReading),
                    end.rssKib() - opened.rssKib(),
                    100.0 * used / took,
                    100.0 * Math.max(0, others) * 1000 / took);
        }
    }

    /**
     * A beat that could not be kept, because the server owes too many answers, is made good later,
     * but for more than a second of them.
     */
    private void publish(Loop loop, Publisher publisher, Streams connections, long first)
            throws IOException {
        var beat = nanos(1 / rate);
        var due = System.nanoTime();
        var stop = due + nanos(seconds);
        for (var now = due; now < stop; now = System.nanoTime()) {
            if (now >= due && publisher.unanswered < Publisher.MOST_UNANSWERED) {
                publisher.publish(SEQUENCE.getAndIncrement());
                due = Math.max(due + beat, now - nanos(1));
            }
            loop.turn((Math.min(due, stop) - now) / 1_000_000);
        }
        var got = connections.deliveries;
        var expected = (SEQUENCE.get() - first) * streams;
        var giveUp = stop + nanos(DRAIN_SECONDS);
        while ((got.received + got.duplicates < expected || publisher.unanswered > 0)
                && System.nanoTime() < giveUp) {
            loop.turn(20);
        }
    }

    /** Who has not read is owed everything all the same. */
    private long lateMissing(Loop loop, Streams connections, long first, long next)
            throws IOException {
        if (neverReading == 0) {
            return 0;
        }
        var late = connections.readAtLast(first);
        var giveUp = System.nanoTime() + nanos(DRAIN_SECONDS);
        while (late.missing(next) > 0 && System.nanoTime() < giveUp) {
            loop.turn(20);
        }
        var wrong = late.missing(next) + late.deliveries.duplicates;
        late.close();
        return wrong;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public String toString() {
        return "%,d × %s/s"
                .formatted(streams, rate == Math.rint(rate) ? "%.0f".formatted(rate) : rate);
    }
}
