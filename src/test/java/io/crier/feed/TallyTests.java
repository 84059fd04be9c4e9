package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTests {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Tally tally = new Tally(new StreamMeters(registry), () -> Samples.NOW);

    private static Burst burst(Instant committed, int... sizes) {
        var frames = Arrays.stream(sizes).mapToObj(byte[]::new).toList();
        return Burst.of(frames, committed, 1, List.of());
    }

    private double counter(String name) {
        return registry.get(name).counter().count();
    }

    private double latest() {
        return registry.get("crier.delivery.lag").timer().totalTime(TimeUnit.MILLISECONDS);
    }

    private long records() {
        return registry.get("crier.delivery.lag").timer().count();
    }

    @Test
    void addsUpATurnAndTellsItAtTheEnd() {
        tally.level(burst(Samples.NOW.minusMillis(20), 100, 50), 1_000);
        tally.level(burst(Samples.NOW.minusMillis(30), 10), 5);
        assertThat(counter("crier.deliveries")).isZero();
        tally.close();
        assertThat(counter("crier.deliveries")).isEqualTo(2_005);
        assertThat(counter("crier.delivered")).isEqualTo(150_050);
        assertThat(records()).isEqualTo(1);
        assertThat(latest()).isEqualTo(30);
        tally.close();
        assertThat(counter("crier.deliveries")).isEqualTo(2_005);
        assertThat(records()).isEqualTo(1);
    }

    @Test
    void aBookmarkThatGoesWithABurstIsNoDelivery() {
        tally.level(burst(Samples.NOW, 100).and(new byte[20]), 2);
        tally.close();
        assertThat(counter("crier.deliveries")).isEqualTo(2);
        assertThat(counter("crier.delivered")).isEqualTo(240);
    }

    @Test
    void bookmarksAloneAreNotLate() {
        tally.level(Burst.of(7, new byte[30]), 10);
        tally.close();
        assertThat(counter("crier.deliveries")).isZero();
        assertThat(counter("crier.delivered")).isEqualTo(300);
        assertThat(records()).isZero();
    }

    @Test
    void whereNobodyIsLevelNobodyIsLate() {
        tally.level(burst(Samples.NOW.minusSeconds(1), 100), 0);
        tally.close();
        assertThat(counter("crier.delivered")).isZero();
        assertThat(records()).isZero();
    }

    @Test
    void aDatabaseWhoseClockIsAheadMakesNothingEarly() {
        tally.level(burst(Samples.NOW.plusMillis(5), 100), 1);
        tally.close();
        assertThat(records()).isEqualTo(1);
        assertThat(latest()).isZero();
    }

    @Test
    void everyReasonForAResetAndEveryRefusalHasACounter() {
        var meters = new StreamMeters(registry);
        List.of(ResetReason.values()).forEach(meters::reset);
        for (var entrance : StreamMeters.Entrance.values()) {
            meters.refused(new TooManyStreams(entrance, "so"));
        }
        meters.refused(new TooManyStreamsOfClient("too many"));
        meters.refused(new IllegalStateException());
        assertThat(sum("crier.resets")).isEqualTo(ResetReason.values().length);
        assertThat(sum("crier.stream.opens")).isEqualTo(StreamMeters.Entrance.values().length + 2);
        assertThat(
                        registry.get("crier.stream.opens")
                                .tag("outcome", "client-full")
                                .counter()
                                .count())
                .isEqualTo(2);
    }

    private double sum(String name) {
        return registry.get(name).counters().stream().mapToDouble(it -> it.count()).sum();
    }
}
