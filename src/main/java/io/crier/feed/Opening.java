package io.crier.feed;

import io.crier.feed.Admission.Place;
import io.crier.feed.Tail.Feedstock;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A stream that was let in: what it begins with, and the way to what follows. Whoever asked for it
 * either attaches an outlet or closes it.
 */
public final class Opening implements AutoCloseable {
    private final Feed feed;
    private final Feedstock feedstock;
    private final Group group;
    private final Place place;
    private final BooleanSupplier permitted;
    private final long position;
    private final byte[] first;
    private final AtomicBoolean closed = new AtomicBoolean();

    Opening(
            Feed feed,
            Feedstock feedstock,
            Group group,
            Place place,
            BooleanSupplier permitted,
            long position,
            byte[] first) {
        this.feed = feed;
        this.feedstock = feedstock;
        this.group = group;
        this.place = place;
        this.permitted = permitted;
        this.position = position;
        this.first = first;
    }

    /**
     * What is to be sent before the outlet is attached: {@code retry}, a {@code reset} where there
     * must be one, and a {@code bookmark}.
     */
    public ByteBuffer first() {
        return ByteBuffer.wrap(first);
    }

    /**
     * Sends what follows by the outlet, until one of both ends it. To be called on the event loop
     * that the outlet is to be used on.
     */
    public Stream attach(ScheduledExecutorService eventLoop, Outlet outlet) {
        var stream =
                feed.loop(eventLoop)
                        .attach(group, feedstock, position, outlet, permitted, this::close);
        if (feed.isClosing()) {
            // It came in just before nobody is let in any more, and is not to be forgotten.
            stream.endAt(System.nanoTime());
        }
        return stream;
    }

    /** The stream is no longer there. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            place.leave();
            feed.leave(group);
        }
    }
}
