package io.crier.feed;

import io.crier.feed.Catchup.Block;
import io.crier.feed.Cohort.Ahead;
import io.crier.feed.Tail.Feedstock;
import org.jspecify.annotations.Nullable;

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

    private final Opening opening;
    private final Loop loop;
    private final Cohort cohort;
    private final Outlet outlet;

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
            Opening opening,
            Loop loop,
            Cohort cohort,
            Outlet outlet,
            long position,
            long endsAt,
            int seat) {
        this.opening = opening;
        this.loop = loop;
        this.cohort = cohort;
        this.outlet = outlet;
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
        return burst.isEmpty() || write(burst);
    }

    private boolean write(Burst burst) {
        ready = outlet.write(burst);
        return ready;
    }

    /** Sends what nobody else is sent. */
    private void writeAlone(Burst burst) {
        position = burst.position();
        write(burst);
        burst.release();
    }

    private void reset(ResetReason reason) {
        writeAlone(cohort.reset(reason));
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
        reading = false;
        if (!hasEnded() && ready && !block.isUnread()) {
            tell(block);
        }
        proceed();
    }

    private void tell(Block block) {
        var entries = block.after(position);
        if (block.floor() > position) {
            reset(ResetReason.EXPIRED);
        } else if (entries.isEmpty()) {
            // The log was cut behind our back; nothing follows that could be told.
            reset(ResetReason.FUTURE);
        } else {
            advance(cohort.burst(position, entries));
        }
    }

    /** Tells a client that waits for the log that it is not forgotten. */
    void reassure() {
        if (reading && ready) {
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
        outlet.end(last);
        last.release();
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
        opening.close();
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
        return now - endsAt >= 0;
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
