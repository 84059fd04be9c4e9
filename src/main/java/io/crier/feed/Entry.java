package io.crier.feed;

import io.crier.announcement.Change;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import io.crier.announcement.Findable;
import io.crier.announcement.Traces;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change in the feed, with its frames. Each is encoded once, however many streams are told. */
final class Entry {
    private final Change change;
    private final byte[] whole;
    private final Frames frames;
    private final Traces.@Nullable Part trace;

    // Two streams that ask first at the same time may both encode; they come to the same bytes.
    private volatile byte @Nullable [] entered;
    private volatile byte @Nullable [] left;
    private volatile @Nullable States states;

    private record States(Optional<Findable> before, Optional<Findable> after) {}

    Entry(Change change, Frames frames) {
        this(change, frames, null);
    }

    /**
     * @param trace ends when the first stream is sent it; {@code null} where nobody follows it
     */
    Entry(Change change, Frames frames, Traces.@Nullable Part trace) {
        this.change = change;
        this.frames = frames;
        this.trace = trace;
        this.whole = frames.change(change, View.WHOLE);
    }

    Change change() {
        return change;
    }

    /** How it looks through the filter. The states before and after are made out once. */
    View view(Filter filter) {
        var known = states;
        if (known == null) {
            known = new States(change.before().map(Findable::of), change.after().map(Findable::of));
            states = known;
        }
        return View.of(change.kind(), known.before(), known.after(), filter);
    }

    /** A stream was sent it. */
    void arrived() {
        if (trace != null) {
            trace.ends(position());
        }
    }

    /** Whether somebody wants to know when it arrives. */
    boolean isFollowed() {
        return trace != null;
    }

    long position() {
        return change.position();
    }

    /** Roughly how much memory it takes: the frame, and the states that it was made of. */
    long size() {
        return 4L * whole.length;
    }

    /** The JSON for a view, with some of the announcement's fields; not to be written to. */
    ByteBuffer data(View view, FieldSelection fields) {
        return fields.isAll()
                ? Frames.data(frame(view))
                : ByteBuffer.wrap(frames.excerpts().of(change, view, fields)).asReadOnlyBuffer();
    }

    /** The frame for a view, which is not {@link View#NONE}; not to be changed. */
    byte[] frame(View view) {
        return switch (view) {
            case WHOLE -> whole;
            case ENTERED -> {
                var frame = entered;
                if (frame == null) {
                    frame = frames.change(change, view);
                    entered = frame;
                }
                yield frame;
            }
            case LEFT -> {
                var frame = left;
                if (frame == null) {
                    frame = frames.change(change, view);
                    left = frame;
                }
                yield frame;
            }
            case NONE -> throw new IllegalArgumentException("nothing is told of what is not seen");
        };
    }
}
