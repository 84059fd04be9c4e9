package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.ChangeLog.Bounds;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * Reads old changes from the log; streams that ask for the same ones at the same time share one
 * reading.
 */
final class Catchup {
    private final ChangeLog changeLog;
    private final Map<Long, Mono<Chunk>> underWay = new ConcurrentHashMap<>();

    Catchup(ChangeLog changeLog) {
        this.changeLog = changeLog;
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
        return changeLog
                .after(position, Tail.STRETCH)
                .map(stretch ->
                        new Chunk(
                                stretch.bounds().floor(),
                                stretch.changes().stream()
                                        .map(change -> new Entry(change, frames))
                                        .toList()))
                .doFinally(_ -> underWay.remove(position))
                .cache();
    }
}
