package io.crier.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadingsTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Readings readings = new Readings(registry);

    @Test
    void countsCountersAndTimersByTheirTag() {
        registry.counter("opens", "outcome", "opened").increment(3);
        registry.counter("opens", "outcome", "full").increment();
        registry.timer("writes", "outcome", "created").record(Duration.ofMillis(250));
        registry.timer("writes", "outcome", "created").record(Duration.ofMillis(250));
        assertThat(readings.counts("opens", "outcome")).isEqualTo(Map.of("opened", 3L, "full", 1L));
        assertThat(readings.count("opens")).isEqualTo(4);
        assertThat(readings.counts("writes", "outcome")).isEqualTo(Map.of("created", 2L));
        assertThat(readings.seconds("writes")).isEqualTo(0.5);
    }

    @Test
    void aSpreadIsOfWhatWasSeenAndNothingWhereNothingWas() {
        var timer =
                Timer.builder("lag")
                        .publishPercentiles(0.5, 0.99)
                        .percentilePrecision(2)
                        .register(registry);
        assertThat(readings.spread("lag")).isNull();
        for (var millis = 1; millis <= 1_000; millis++) {
            timer.record(Duration.ofMillis(millis));
        }
        assertThat(readings.spread("lag"))
                .satisfies(spread -> {
                    assertThat(spread).isNotNull();
                    assertThat(spread.p50()).isCloseTo(0.5, within(0.01));
                    assertThat(spread.p99()).isCloseTo(0.99, within(0.02));
                    assertThat(spread.max()).isEqualTo(1);
                });
    }

    @Test
    void aLevelThatIsNotKnownIsNone() {
        registry.gauge("known", 41.7);
        registry.gauge("unknown", Double.NaN);
        TimeGauge.builder("age", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
        assertThat(readings.level("known")).isEqualTo(42);
        assertThat(readings.level("unknown")).isNull();
        assertThat(readings.level("missing")).isNull();
        assertThat(readings.lasting("age")).isEqualTo(1.5);
        assertThat(readings.lasting("missing")).isNull();
    }

    @Test
    void aMeterThatNobodyPutUpIsAMistake() {
        assertThatThrownBy(() -> readings.count("missing"))
                .isInstanceOf(MeterNotFoundException.class);
        registry.gauge("level", 1);
        assertThatThrownBy(() -> readings.count("level"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level");
    }
}
