package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Filter;
import io.crier.announcement.Samples;
import io.crier.feed.Catchup.Block;
import io.crier.feed.Tail.Feedstock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Streams on an event loop that is turned by hand. */
class LoopTests {
    private static final FeedSettings SETTINGS =
            new FeedSettings(
                    100,
                    100,
                    100,
                    100,
                    100,
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(2),
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofDays(1),
                    1_000,
                    true,
                    new FeedSettings.Ring(20, DataSize.ofMegabytes(1)));

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Ring ring = new Ring(0, 20, Long.MAX_VALUE, new LogMeters(registry));
    private final Feedstock feedstock = new Feedstock("56fa53d55ffa", Changes.FRAMES, ring);
    private final List<Entry> log = new ArrayList<>();
    private final Group all = new Group(Filter.ALL, "/v1/announcements");
    private final Loop loop =
            new Loop(
                    channel.eventLoop(),
                    () -> feedstock,
                    (from, _) -> block(from),
                    SETTINGS,
                    new Tally(new StreamMeters(registry), () -> Samples.NOW.plusMillis(7)));
    private final List<FakeOutlet> outlets = new ArrayList<>();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private long floor;
    private int ended;
    private boolean permitted = true;

    /** Takes one burst at a time, if it is told to be slow. */
    private final class FakeOutlet implements Outlet {
        private static final Pattern EVENT = Pattern.compile("event: (\\w+)\nid: \\w+-(\\d+)\n");

        private final long from;
        private final List<String> events = new ArrayList<>();
        private final List<Long> created = new ArrayList<>();
        private @Nullable Stream stream;
        private long bytes;
        private boolean slow;
        private boolean ready = true;

        private FakeOutlet(long from, boolean slow) {
            this.from = from;
            this.slow = slow;
        }

        private void hear(Burst burst) {
            bytes += burst.size();
            var text = StandardCharsets.UTF_8.decode(burst.plain()).toString();
            for (var event = EVENT.matcher(text); event.find(); ) {
                events.add(event.group(1));
                if (event.group(1).equals("created")) {
                    created.add(Long.parseLong(event.group(2)));
                }
            }
        }

        @Override
        public boolean write(Burst burst) {
            assertThat(ready).as("seed %d: written to while it cannot take it", seed).isTrue();
            hear(burst);
            ready = !slow;
            return ready;
        }

        @Override
        public void end(Burst last) {
            hear(last);
        }

        @Override
        public void cut() {
            events.add("cut");
        }

        private void becomeReady() {
            if (!ready && stream != null) {
                ready = true;
                stream.ready();
            }
        }
    }

    private CompletableFuture<Block> block(long from) {
        var end = Group.endOfBlock(from);
        return CompletableFuture.completedFuture(
                new Block(
                        floor,
                        log.stream()
                                .filter(entry ->
                                        entry.position() > Math.max(floor, end - Group.BLOCK)
                                                && entry.position() <= end)
                                .toList()));
    }

    private void append(int count) {
        for (var i = 0; i < count; i++) {
            var entry = Changes.entry(ring.head() + 1);
            log.add(entry);
            ring.append(entry);
        }
        loop.wake();
    }

    private FakeOutlet open(long from, boolean slow) {
        var outlet = new FakeOutlet(from, slow);
        outlet.stream = loop.attach(all, feedstock, from, outlet, () -> permitted, () -> ended++);
        outlets.add(outlet);
        return outlet;
    }

    private void turn() {
        channel.runPendingTasks();
    }

    private static List<Long> following(long from, long to) {
        return LongStream.rangeClosed(from + 1, to).boxed().toList();
    }

    @RepeatedTest(50)
    void everyStreamIsToldAllThatFollowsOnceAndInOrder() {
        for (var step = 0; step < 400; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> append(random.nextInt(1, 9));
                case 2 -> open(random.nextLong(ring.head() + 1), random.nextBoolean());
                case 3 -> {
                    for (var outlet : outlets) {
                        if (random.nextBoolean()) {
                            outlet.becomeReady();
                        }
                    }
                }
                case 4 -> {
                    for (var outlet : outlets) {
                        outlet.slow = random.nextInt(3) == 0;
                    }
                }
                default -> turn();
            }
        }
        outlets.forEach(outlet -> outlet.slow = false);
        outlets.forEach(FakeOutlet::becomeReady);
        turn();
        assertThat(outlets)
                .as("seed %d", seed)
                .allSatisfy(outlet ->
                        assertThat(outlet.created).isEqualTo(following(outlet.from, ring.head())));
        assertThat(counter("crier.deliveries"))
                .as("seed %d", seed)
                .isEqualTo(outlets.stream().mapToLong(outlet -> outlet.created.size()).sum());
        assertThat(counter("crier.delivered"))
                .as("seed %d", seed)
                .isEqualTo(outlets.stream().mapToLong(outlet -> outlet.bytes).sum());
    }

    private long counter(String name) {
        return Math.round(registry.get(name).counter().count());
    }

    @Test
    void aBurstToManyIsCountedAtOnceAndTimedOnce() {
        for (var i = 0; i < 100; i++) {
            open(0, false);
        }
        append(3);
        turn();
        append(2);
        turn();
        assertThat(counter("crier.deliveries")).isEqualTo(500);
        var lag = registry.get("crier.delivery.lag").timer();
        assertThat(lag.count()).isEqualTo(2);
        assertThat(lag.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(14);
    }

    @Test
    void whoComesAfterTheOthersIsCountedAndNotLate() {
        append(5);
        turn();
        open(0, false);
        turn();
        assertThat(counter("crier.deliveries")).isEqualTo(5);
        assertThat(registry.get("crier.delivery.lag").timer().count()).isZero();
    }

    @Test
    void aStreamThatKnowsMoreThanTheRingWaitsForIt() {
        append(3);
        turn();
        var early = open(5, false);
        turn();
        append(4);
        turn();
        assertThat(early.created).containsExactly(6L, 7L);
    }

    @Test
    void aStreamBehindTheLogIsResetAndGoesOnFromTheHead() {
        append(200);
        turn();
        floor = 100;
        var behind = open(50, false);
        turn();
        assertThat(behind.events).containsExactly("reset");
        assertThat(registry.get("crier.resets").tag("reason", "expired").counter().count())
                .isEqualTo(1);
        append(1);
        turn();
        assertThat(behind.created).containsExactly(201L);
    }

    @Test
    void whoMayListenNoLongerIsToldGoodbyeWithinASecond() {
        var one = open(0, false);
        append(1);
        turn();
        permitted = false;
        append(1);
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        turn();
        append(1);
        turn();
        assertThat(ended).isEqualTo(1);
        assertThat(one.events.getLast()).isEqualTo("goaway");
        assertThat(one.created).hasSizeLessThan(3);
    }

    @Test
    void allEndWhenItIsClosedAndNobodyIsToldAnyMore() {
        var one = open(0, false);
        var other = open(0, true);
        append(2);
        turn();
        loop.close();
        append(2);
        turn();
        assertThat(ended).isEqualTo(2);
        assertThat(one.events).containsExactly("created", "created", "cut");
        assertThat(other.events.getLast()).isEqualTo("cut");
    }
}
