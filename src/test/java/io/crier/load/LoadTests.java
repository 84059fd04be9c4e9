package io.crier.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class LoadTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private double held;
    private double waiting;
    private int collections;
    private final Load load =
            new Load(
                    Load.memory(() -> held, 0.7),
                    List.of(
                            new Signal(
                                    "pool",
                                    "as many wait for the database as may",
                                    () -> waiting,
                                    Map.of(Demand.WRITE, 100.0, Demand.READ, 100.0))),
                    () -> collections++,
                    time,
                    registry);

    private void refuses(Demand... demands) {
        for (var demand : Demand.values()) {
            if (List.of(demands).contains(demand)) {
                assertThatThrownBy(() -> load.require(demand))
                        .as("%s", demand)
                        .isInstanceOf(Overloaded.class);
            } else {
                assertThatCode(() -> load.require(demand))
                        .as("%s", demand)
                        .doesNotThrowAnyException();
            }
        }
    }

    private void hold(double part) {
        held = part;
        load.sample();
    }

    @Test
    void turnsAwayStreamsThenWritesThenReadings() {
        hold(0.69);
        refuses();
        hold(0.7);
        refuses(Demand.STREAM);
        hold(0.81);
        refuses(Demand.STREAM, Demand.WRITE);
        hold(0.91);
        refuses(Demand.STREAM, Demand.WRITE, Demand.READ);
    }

    @Test
    void letsInAgainATenthBelow() {
        hold(0.72);
        refuses(Demand.STREAM);
        hold(0.64);
        refuses(Demand.STREAM);
        hold(0.62);
        refuses();
        hold(0.69);
        refuses();
    }

    @Test
    void eachSignalTurnsAwayWhatTakesOfIt() {
        waiting = 100;
        load.sample();
        refuses(Demand.WRITE, Demand.READ);
        assertThatThrownBy(() -> load.require(Demand.READ))
                .hasMessage(
                        "as many wait for the database as may; what is there goes on, try again soon");
        waiting = Double.NaN;
        load.sample();
        refuses();
    }

    @Test
    void tellsHowNearItIs() {
        hold(0.35);
        assertThat(registry.get("crier.load").tag("of", "memory").gauge().value()).isEqualTo(0.5);
        hold(0.7);
        assertThatThrownBy(() -> load.require(Demand.STREAM)).isInstanceOf(Overloaded.class);
        load.require(Demand.READ);
    }

    /** For as long as nobody makes garbage, nothing else would show that there is room again. */
    @Test
    void looksAtTheHeapWhereItTurnsAwayForLong() {
        load.start();
        held = 0.8;
        time.advanceTimeBy(Duration.ofSeconds(14));
        assertThat(collections).isZero();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(collections).isEqualTo(1);
        time.advanceTimeBy(Duration.ofSeconds(15));
        assertThat(collections).isEqualTo(2);
        held = 0.1;
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(collections).isEqualTo(2);
        load.stop();
        held = 0.9;
        time.advanceTimeBy(Duration.ofMinutes(1));
        refuses();
    }

    @Test
    void whatRanShortBeforeItStoppedSaysNothingOfWhenItStarts() {
        hold(0.85);
        refuses(Demand.STREAM, Demand.WRITE);
        load.start();
        refuses();
        time.advanceTimeBy(Duration.ofSeconds(1));
        refuses(Demand.STREAM, Demand.WRITE);
        load.stop();
    }

    @Test
    void readsWhatThisProcessHas() {
        assertThat(new Heap().held()).isBetween(0.0, 1.0);
        assertThat(Descriptors.open()).isPositive().isLessThan((double) Descriptors.most());
    }
}
