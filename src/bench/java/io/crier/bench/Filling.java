package io.crier.bench;

import io.crier.CrierApplication;
import io.crier.announcement.Announcements;
import io.crier.announcement.Match;
import io.crier.announcement.Outcome;
import io.crier.announcement.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import reactor.core.publisher.Flux;

/**
 * A program that fills a data directory with made-up announcements: Crier itself, whose clock it
 * sets, so that all is written as it would have been over the years, every edit at its time. It
 * goes the way of all writes; only HTTP is left out.
 */
final class Filling {
    /** Some batches' worth. */
    private static final int AT_ONCE = 256;

    private static final Instant BEGINNING = Instant.parse("2013-01-01T00:00:00Z");
    private static final int BITS_OF_MINUTE = 23;
    private static final int PROGRESS = 100_000;

    /** So many fit beside the minute. */
    static final int MOST = 1 << 22;

    private final Announcements announcements;
    private final Stories stories;
    private final AtomicLong written = new AtomicLong();
    private volatile Instant now = BEGINNING;

    private Filling(long seed) throws IOException {
        stories = new Stories(World.make(), seed, Instant.now().truncatedTo(ChronoUnit.DAYS));
        var running =
                new SpringApplicationBuilder(CrierApplication.class)
                        .initializers(this::setTheClock);
        announcements = running.run().getBean(Announcements.class);
    }

    private void setTheClock(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean("clock", InstantSource.class, () -> () -> now);
    }

    /** The seed and the number of announcements; settings come as system properties. */
    static void main(String... arguments) throws IOException {
        var seed = Long.parseLong(arguments[0]);
        new Filling(seed).fill(Integer.parseInt(arguments[1]));
        System.exit(0);
    }

    private void fill(int number) {
        var began = System.nanoTime();
        var writes = Arrays.stream(inTheirOrder(number)).boxed();
        var done =
                Flux.fromStream(writes)
                        .map(this::write)
                        .flatMap(announcements::write, AT_ONCE, 1)
                        .doOnNext(outcome -> count(outcome, began))
                        .count()
                        .block(Duration.ofHours(3));
        System.out.printf(
                "%,d announcements, %,d writes in %,d s%n",
                number, done, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    private void count(Outcome outcome, long began) {
        if (outcome.effect() == Outcome.Effect.UNCHANGED) {
            throw new IllegalStateException("An edit changed nothing: " + outcome.announcement());
        }
        if (written.incrementAndGet() % PROGRESS == 0) {
            System.out.printf(
                    "  %,d writes, %,.0f/s%n",
                    written.get(), written.get() * 1e9 / (System.nanoTime() - began));
        }
    }

    /** The minute, the announcement's number and whether it is the edit, in one number each. */
    private long[] inTheirOrder(int number) {
        var writes =
                LongStream.range(0, number)
                        .flatMap(i -> {
                            var times = stories.times((int) i);
                            var first = LongStream.of(packed(times.published(), i << 1));
                            return times.edited() == null
                                    ? first
                                    : LongStream.concat(
                                            first,
                                            LongStream.of(packed(times.edited(), i << 1 | 1)));
                        })
                        .toArray();
        Arrays.parallelSort(writes);
        return writes;
    }

    private static long packed(Instant time, long which) {
        return Duration.between(BEGINNING, time).toMinutes() << BITS_OF_MINUTE | which;
    }

    private Write write(long packed) {
        now = BEGINNING.plus(Duration.ofMinutes(packed >> BITS_OF_MINUTE));
        var number = (int) (packed & (1L << BITS_OF_MINUTE) - 1) >> 1;
        var isEdit = (packed & 1) == 1;
        var published = stories.times(number).published();
        return new Write.Put(
                stories.id(number, published),
                stories.content(number, isEdit),
                isEdit ? Match.ANY : Match.NONE,
                stories.source(number),
                published,
                null);
    }

    /** The command that does it, with that data directory. */
    static List<String> command(long seed, int number, Path data) {
        return List.of(
                Programs.ofJdk("java"),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcrier.data-directory=" + data,
                "-Dcrier.token=" + Target.TOKEN,
                "-Dcrier.demo=false",
                "-Dserver.port=0",
                "-Dmanagement.server.port=0",
                "-cp",
                System.getProperty("java.class.path"),
                Filling.class.getName(),
                Long.toString(seed),
                Integer.toString(number));
    }
}
