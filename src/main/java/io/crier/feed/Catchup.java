package io.crier.feed;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.announcement.ChangeLog;
import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import io.crier.database.Patience;
import io.crier.feed.Tail.Feedstock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads old changes from the log, block by block, a few blocks at a time. Streams that come to the
 * same block share one reading of it, also when they come a little later.
 */
@Component
class Catchup implements Blocks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Readings at one time; they must leave connections to those who write. */
    private static final int LANES = 3;

    /** What is kept of blocks read; a few hundred thousand bytes each. */
    private static final long KEPT = 16L * 1024 * 1024;

    private final ChangeLog changeLog;
    private final Scheduler timer;
    private final int mostWaiting;
    private final LogMeters meters;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AsyncCache<Place, Block> blocks =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT)
                    .weigher((Place _, Block block) -> block.size())
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .buildAsync();

    /** Each is what the reading that comes next there waits for. */
    private final List<Lane> lanes =
            java.util.stream.Stream.generate(Lane::new).limit(LANES).toList();

    private record Place(Feedstock feedstock, long number) {}

    Catchup(ChangeLog changeLog, FeedSettings settings, Scheduler timer, LogMeters meters) {
        this.changeLog = changeLog;
        this.mostWaiting = settings.maxCatchups();
        this.timer = timer;
        this.meters = meters;
    }

    /**
     * Entries of the log that follow each other.
     *
     * @param floor changes up to here were no longer kept when it was read
     */
    record Block(long floor, List<Entry> entries) {
        /** One that could not be read. */
        static final Block NONE = new Block(-1, List.of());

        boolean isUnread() {
            return floor < 0;
        }

        /** Whether it was read when the log, as its reader saw it, ended here. */
        boolean hasNothingAfter(long position) {
            return !isUnread() && floor <= position && after(position).isEmpty();
        }

        List<Entry> after(long position) {
            var from = 0;
            while (from < entries.size() && entries.get(from).position() <= position) {
                from++;
            }
            return entries.subList(from, entries.size());
        }

        private boolean reaches(long end) {
            return !entries.isEmpty() && entries.getLast().position() >= end;
        }

        private int size() {
            return (int) Math.min(Integer.MAX_VALUE, entries.stream().mapToLong(Entry::size).sum());
        }
    }

    /** Readings one after the other. */
    private static final class Lane {
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        synchronized CompletableFuture<Block> then(Mono<Block> reading) {
            var next = last.handle((_, _) -> reading).thenCompose(Mono::toFuture);
            last = next;
            return next;
        }
    }

    Mono<Bounds> bounds() {
        return patiently(changeLog.bounds());
    }

    /** Whether so much waits to be read that nobody should be let in who asks for more. */
    boolean isBusy() {
        return waiting.get() >= mostWaiting;
    }

    @Override
    public CompletableFuture<Block> after(long position, Feedstock feedstock) {
        var end = Group.endOfBlock(position);
        var place = new Place(feedstock, end / Group.BLOCK);
        var block = blocks.get(place, (_, _) -> read(end, feedstock));
        // The log's last block grows, and what failed may succeed.
        return block.whenComplete((read, failure) -> {
            if (failure != null || !read.reaches(end)) {
                blocks.asMap().remove(place, block);
            }
        });
    }

    private CompletableFuture<Block> read(long end, Feedstock feedstock) {
        meters.caughtUp();
        waiting.incrementAndGet();
        var reading =
                patiently(changeLog.after(end - Group.BLOCK, Group.BLOCK))
                        .map(stretch -> block(stretch, end, feedstock));
        return lanes.get((int) (end / Group.BLOCK % LANES))
                .then(reading)
                .whenComplete((_, _) -> waiting.decrementAndGet());
    }

    private <T> Mono<T> patiently(Mono<T> reading) {
        return Patience.with(reading, PATIENCE, timer);
    }

    private static Block block(Stretch stretch, long end, Feedstock feedstock) {
        if (!stretch.bounds().epoch().equals(feedstock.epoch())) {
            throw new DataRetrievalFailureException(
                    "this is another log than before, which the tail has not noticed yet");
        }
        return new Block(
                stretch.bounds().floor(),
                stretch.changes().stream()
                        .filter(change -> change.position() <= end)
                        .map(change -> new Entry(change, feedstock.frames()))
                        .toList());
    }
}
