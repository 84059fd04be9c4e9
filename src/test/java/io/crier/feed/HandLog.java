package io.crier.feed;

import io.crier.announcement.Change;
import io.crier.announcement.Cursor;
import io.crier.announcement.Samples;
import io.crier.feed.Tail.Feedstock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** A log that goes on by hand, and what is known of its latest changes. */
public final class HandLog {
    public static final String EPOCH = "56fa53d55ffa";

    private final Scheduler timer;
    private final int maxChanges;
    private @Nullable Feedstock feedstock;
    private @Nullable Recent recent;

    /**
     * @param head the last position before the ring
     */
    public HandLog(long head, int maxChanges, Scheduler timer) {
        this.timer = timer;
        this.maxChanges = maxChanges;
        begin(EPOCH, head);
    }

    /** From now on it is another log. */
    public void begin(String epoch, long head) {
        var frames = new Frames(epoch, InstantSource.fixed(Samples.NOW));
        feedstock = new Feedstock(epoch, frames, Changes.ring(head, maxChanges, Long.MAX_VALUE));
        recent().news();
    }

    public Recent recent() {
        if (recent == null) {
            recent = new Recent(() -> feedstock, timer);
        }
        return recent;
    }

    /** The tail has read a change. */
    public void append(Change change) {
        feedstock().ring().append(new Entry(change, feedstock().frames()));
        recent().news();
    }

    /** This process has committed a change, which the tail need not have read. */
    public void commit(long position) {
        recent().wrote(position);
    }

    public long head() {
        return feedstock().ring().head();
    }

    public Cursor end() {
        return new Cursor(feedstock().epoch(), head());
    }

    private Feedstock feedstock() {
        if (feedstock == null) {
            throw new IllegalStateException("the log has not begun");
        }
        return feedstock;
    }
}
