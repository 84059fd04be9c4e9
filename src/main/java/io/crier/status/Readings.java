package io.crier.status;

import io.crier.status.Moment.Spread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads meters off by their names, whoever has put them up. */
final class Readings {
    private final MeterRegistry registry;

    Readings(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How often something happened, whatever its tags. */
    long count(String name) {
        return registry.get(name).meters().stream().mapToLong(Readings::count).sum();
    }

    /** How often something happened, by the value of a tag. */
    Map<String, Long> counts(String name, String tag) {
        var counts = new TreeMap<String, Long>();
        for (var meter : registry.get(name).meters()) {
            var value = meter.getId().getTag(tag);
            if (value != null) {
                counts.merge(value, count(meter), Long::sum);
            }
        }
        return counts;
    }

    private static long count(Meter meter) {
        return switch (meter) {
            case Counter counter -> Math.round(counter.count());
            case Timer timer -> timer.count();
            default -> throw new IllegalArgumentException(meter.getId() + " counts nothing");
        };
    }

    /** Seconds that something took, all together, whatever its tags. */
    double seconds(String name) {
        return registry.get(name).timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
    }

    /** What was seen of late; {@code null} where there was nothing. */
    @Nullable Spread spread(String name) {
        var snapshot = registry.get(name).timer().takeSnapshot();
        var percentiles = snapshot.percentileValues();
        var max = snapshot.max(TimeUnit.SECONDS);
        if (max == 0 || percentiles.length != 2) {
            return null;
        }
        return new Spread(
                percentiles[0].value(TimeUnit.SECONDS),
                percentiles[1].value(TimeUnit.SECONDS),
                max);
    }

    /** What stands at the moment; {@code null} where that is not known. */
    @Nullable Long level(String name) {
        var gauge = registry.find(name).gauge();
        return gauge == null || Double.isNaN(gauge.value()) ? null : Math.round(gauge.value());
    }

    /** For how long something has lasted, in seconds; {@code null} where that is not known. */
    @Nullable Double lasting(String name) {
        var gauge = registry.find(name).timeGauge();
        if (gauge == null || Double.isNaN(gauge.value())) {
            return null;
        }
        return gauge.value(TimeUnit.SECONDS);
    }

    /** Of a timer that counts batches or other summaries: how many there were. */
    long summaries(String name) {
        return registry.get(name).summary().count();
    }
}
