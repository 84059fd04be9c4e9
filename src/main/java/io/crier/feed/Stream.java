package io.crier.feed;

import io.crier.feed.Catchup.Block;
import io.crier.feed.Cohort.Ahead;
import io.crier.feed.Tail.Feedstock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's way through the log: a position, a filter group and an outlet, nothing more. It has
 * no queue; what comes next is looked up when the outlet can take it. One that cannot take more
 * stays where it is, and reads on from the ring or from the log when it can.
 *
 * <p>It lives on one event loop and is used there alone.
 */
public final class Stream {
    /** After so many bursts others have their turn. */
    private static final int BURSTS_A_TURN = 4;

    private static final Logger log = LoggerFactory.getLogger(Stream.class);

    private final Runnable onEnd;
    private final Loop loop;
    private final Cohort cohort;
    private final Outlet outlet;

    /** Whether whoever listens may still do so. */
    private final BooleanSupplier permitted;

    /** When it ends at the latest, as {@link System#nanoTime()} has it. */
    private long endsAt;

    /** Where it stands, unless it is level with its cohort. */
    private long position;

    /** Its place among those who are level, or -1. */
    private int place = -1;

    /** Its place among all of its loop, or -1 when it has ended. */
    private int seat;

    /** Whether the outlet can take more. */
    private boolean ready = true;

    /** Whether it waits for the log. */
    private boolean reading;

    Stream(
            Runnable onEnd,
            Loop loop,
            Cohort cohort,
            Outlet outlet,
            BooleanSupplier permitted,
            long position,
            long endsAt,
            int seat) {
        this.onEnd = onEnd;
        this.loop = loop;
        this.cohort = cohort;
        this.outlet = outlet;
        this.permitted = permitted;
        this.position = position;
        this.endsAt = endsAt;
        this.seat = seat;
    }

    /** The outlet can take more. */
    public void ready() {
        ready = true;
        proceed();
    }

    /** The client has gone. */
    public void gone() {
        if (!hasEnded()) {
            leave();
        }
    }

    /** Sends what follows, until it is level with its cohort, or must wait. */
    void proceed() {
        if (hasEnded() || isLevel() || reading || !ready) {
            return;
        }
        for (var turn = 0; turn < BURSTS_A_TURN; turn++) {
            switch (cohort.after(position)) {
                case Ahead.Next(var burst) -> {
                    if (!advance(burst)) {
                        return;
                    }
                }
                case Ahead.Level _ -> {
                    cohort.join(this);
                    return;
                }
                case Ahead.NotYet _ -> {
                    cohort.await(this);
                    return;
                }
                case Ahead.Behind _ -> {
                    read();
                    return;
                }
            }
        }
        loop.later(this::proceed);
    }

    /** Whether the outlet can take more. */
    private boolean advance(Burst burst) {
        position = burst.position();
        return burst.isEmpty() || writeSingly(burst);
    }

    private boolean writeSingly(Burst burst) {
        cohort.single(burst);
        var more = write(burst);
        if (burst.isFollowed()) {
            burst.arrived();
        }
        return more;
    }

    private boolean write(Burst burst) {
        try {
            ready = outlet.write(burst);
        } catch (RuntimeException | OutOfMemoryError failure) {
            // It does not have the burst, so it must come back to where it was.
            log.warn("a stream is cut off, since it cannot be sent anything", failure);
            ready = false;
            outlet.cut();
        }
        return ready;
    }

    /** Sends what nobody else is sent. */
    private void writeAlone(Burst burst) {
        position = burst.position();
        writeSingly(burst);
        burst.release();
    }

    private void read() {
        reading = true;
        // Whoever has ended meanwhile looks at nothing.
        var _ =
                cohort.block(position)
                        .whenCompleteAsync(
                                (block, failure) -> {
                                    if (failure == null) {
                                        taken(block);
                                    } else {
                                        loop.muchLater(() -> taken(Block.NONE));
                                    }
                                },
                                loop::later);
    }

    private void taken(Block block) {
        if (!hasEnded() && block.hasNothingAfter(position)) {
            // It was read before the changes were there that the ring has forgotten since.
            loop.muchLater(() -> taken(Block.NONE));
            return;
        }
        reading = false;
        if (!hasEnded() && ready && !block.isUnread()) {
            tell(block);
        }
        proceed();
    }

    private void tell(Block block) {
        if (block.floor() > position) {
            writeAlone(cohort.reset(ResetReason.EXPIRED));
        } else {
            advance(cohort.burst(position, block.after(position)));
        }
    }

    /** Tells a client that waits, for the log or for the others, that it is not forgotten. */
    void reassure() {
        if (!isLevel() && ready) {
            writeAlone(cohort.bookmark(position));
        }
    }

    /** Sends a burst to a stream that is level; one that cannot take more falls out. */
    void send(Burst burst) {
        if (!write(burst) && isLevel()) {
            position = burst.position();
            cohort.fallOut(this);
        }
    }

    /** Ends it, so that the client comes back, here or elsewhere, to where it stands. */
    void end() {
        var last = cohort.farewell(position());
        leave();
        try {
            outlet.end(last);
        } catch (RuntimeException | OutOfMemoryError failure) {
            log.warn("a stream ends without a word, since it cannot be sent any", failure);
            outlet.cut();
        } finally {
            last.release();
        }
    }

    /** Ends it without a word. */
    void cut() {
        leave();
        outlet.cut();
    }

    private void leave() {
        cohort.leave(this);
        loop.leave(this);
        seat = -1;
        onEnd.run();
    }

    private long position() {
        return isLevel() ? cohort.position() : position;
    }

    boolean isFedFrom(@Nullable Feedstock feedstock) {
        return cohort.isFedFrom(feedstock);
    }

    boolean isLevel() {
        return place >= 0;
    }

    boolean hasEnded() {
        return seat < 0;
    }

    boolean isDue(long now) {
        return now - endsAt >= 0 || !permitted.getAsBoolean();
    }

    void endAt(long nanoTime) {
        endsAt = nanoTime;
    }

    int place() {
        return place;
    }

    void place(int newPlace) {
        place = newPlace;
    }

    int seat() {
        return seat;
    }

    void seat(int newSeat) {
        seat = newSeat;
    }

    void position(long newPosition) {
        position = newPosition;
    }
}
