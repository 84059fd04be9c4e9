package io.crier.load;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * One thing that may run short, and from when on what is refused for it. What is refused is let in
 * again a tenth below, so that it does not come and go. Sampled by one thread, asked by any.
 */
final class Signal {
    private static final double RELEASE = 0.9;

    private final String name;
    private final String sentence;
    private final DoubleSupplier reading;
    private final Map<Demand, Double> limits;
    private volatile double last;
    private volatile Set<Demand> refused = Set.of();

    /**
     * @param name for meters
     * @param sentence why something is refused, for whoever asks
     * @param reading of what there is more of the worse it is; not a number where it is not known
     * @param limits from which on each demand is refused; one that is not among them never is
     */
    Signal(String name, String sentence, DoubleSupplier reading, Map<Demand, Double> limits) {
        this.name = name;
        this.sentence = sentence;
        this.reading = reading;
        this.limits = Map.copyOf(limits);
    }

    String name() {
        return name;
    }

    String sentence() {
        return sentence;
    }

    void sample() {
        var value = reading.getAsDouble();
        var now = EnumSet.noneOf(Demand.class);
        limits.forEach((demand, limit) -> {
            if (value >= limit || (refused.contains(demand) && value > limit * RELEASE)) {
                now.add(demand);
            }
        });
        last = value;
        refused = now;
    }

    /** What ran short before says nothing of now. */
    void forget() {
        refused = Set.of();
    }

    boolean refuses(Demand demand) {
        return refused.contains(demand);
    }

    boolean refusesAnything() {
        return !refused.isEmpty();
    }

    /** What was read last, as a part of what is too much; 1 where something is refused for it. */
    double level() {
        var first = limits.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
        return last / first;
    }
}
