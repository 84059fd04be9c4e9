package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads old changes from the log; streams that ask for the same ones at the same time share one
 * reading.
 */
final class Catchup {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChangeLog changeLog;
    private final Scheduler timer;
    private final Map<Long, Mono<Chunk>> underWay = new ConcurrentHashMap<>();

    Catchup(ChangeLog changeLog, Scheduler timer) {
        this.changeLog = changeLog;
        this.timer = timer;
    }

    /**
     * Entries of the log that follow a position.
     *
     * @param floor changes up to here are no longer kept; past the position asked for, there are no
     *     entries
     */
    record Chunk(long floor, List<Entry> entries) {}

    Mono<Bounds> bounds() {
        return changeLog.bounds();
    }

    Mono<Chunk> after(long position, Frames frames) {
        return Mono.defer(() -> underWay.computeIfAbsent(position, _ -> read(position, frames)));
    }

    private Mono<Chunk> read(long position, Frames frames) {
        // Forgotten before it is told, so that whoever asks again asks the log.
        return changeLog
                .after(position, Stream.STEP)
                .timeout(PATIENCE, timer)
                .map(stretch -> chunk(stretch, frames))
                .doOnTerminate(() -> underWay.remove(position))
                .cache();
    }

    private static Chunk chunk(Stretch stretch, Frames frames) {
        return new Chunk(
                stretch.bounds().floor(),
                stretch.changes().stream().map(change -> new Entry(change, frames)).toList());
    }
}
