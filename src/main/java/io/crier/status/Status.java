package io.crier.status;

import com.sun.management.OperatingSystemMXBean;
import io.crier.intake.Health;
import io.crier.status.Moment.FeedFigures;
import io.crier.status.Moment.Log;
import io.crier.status.Moment.Machine;
import io.crier.status.Moment.Pool;
import io.crier.status.Moment.Publishing;
import io.crier.status.Moment.Ring;
import io.crier.status.Moment.Sources;
import io.crier.status.Moment.Streams;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Puts together what is known of this process at one moment. */
@Component
class Status {
    /** More than anybody looks through; those that fail come first. */
    private static final int MOST_SOURCES = 100;

    /** A database that does not answer by then keeps nobody from seeing the rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final double NANOS = 1e9;

    private static final Logger log = LoggerFactory.getLogger(Status.class);

    private final Readings readings;
    private final Health health;
    private final InstantSource clock;
    private final String version;
    private final Instant since;

    Status(
            MeterRegistry registry,
            Health health,
            InstantSource clock,
            ObjectProvider<BuildProperties> build) {
        this.readings = new Readings(registry);
        this.health = health;
        this.clock = clock;
        this.version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
        this.since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What is known now. Never fails for want of the database: what it alone knows is missing then.
     * Comes on a thread that may wait, for percentiles are worked out under a lock.
     */
    Mono<Moment> now() {
        return sources()
                .map(Optional::of)
                .onErrorResume(failure -> {
                    log.debug("sources are not known: {}", failure.toString());
                    return Mono.just(Optional.empty());
                })
                .publishOn(Schedulers.boundedElastic())
                .map(sources -> moment(sources.orElse(null)));
    }

    /**
     * How the feed does now, without waiting for the database. Percentiles are worked out under a
     * lock, so not to be called on an event loop.
     */
    FeedFigures feed() {
        return new FeedFigures(streams(), log());
    }

    /** How sources do; fails where the database does not tell within a second. */
    Mono<Sources> sources() {
        return health.report(MOST_SOURCES).timeout(PATIENCE).map(Status::sources);
    }

    private static Sources sources(Health.Report report) {
        return new Sources(
                report.count(),
                report.failing(),
                report.sources().stream().map(Sources.Item::of).toList());
    }

    private Moment moment(@Nullable Sources sources) {
        return new Moment(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                since,
                version,
                streams(),
                new Publishing(
                        readings.counts("crier.publish", "outcome"),
                        readings.seconds("crier.publish"),
                        readings.summaries("crier.publish.batch")),
                log(),
                readings.counts("crier.answers", "from"),
                machine(),
                new Pool(
                        readings.level("r2dbc.pool.acquired"),
                        readings.level("r2dbc.pool.idle"),
                        readings.level("r2dbc.pool.pending"),
                        readings.level("r2dbc.pool.max.allocated")),
                readings.counts("crier.polls", "outcome"),
                sources);
    }

    private Streams streams() {
        var open = readings.level("crier.streams");
        var groups = readings.level("crier.groups");
        return new Streams(
                open == null ? 0 : open,
                groups == null ? 0 : groups,
                readings.counts("crier.stream.opens", "outcome"),
                readings.count("crier.deliveries"),
                readings.count("crier.delivered"),
                readings.spread("crier.delivery.lag"),
                readings.counts("crier.resets", "reason"));
    }

    private Log log() {
        return new Log(
                ring(),
                readings.lasting("crier.tail.age"),
                readings.spread("crier.tail.lag"),
                readings.counts("crier.ring.lookups", "result"),
                readings.count("crier.catchups"),
                readings.count("crier.listen.reconnects"));
    }

    private @Nullable Ring ring() {
        var from = readings.level("crier.ring.from");
        var head = readings.level("crier.ring.head");
        var changes = readings.level("crier.ring.changes");
        var bytes = readings.level("crier.ring.size");
        return from == null || head == null || changes == null || bytes == null
                ? null
                : new Ring(from, head, changes, bytes);
    }

    private Machine machine() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                heap.getUsed(),
                heap.getCommitted(),
                heap.getMax(),
                system.getProcessCpuTime() / NANOS,
                system.getAvailableProcessors(),
                readings.spread("crier.loop.delay"));
    }
}
