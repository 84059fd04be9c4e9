package io.crier.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole frames that follow each other and go out at once. A burst is put together once and shared
 * by all streams of one event loop that it goes to; it belongs to that loop's thread.
 */
public final class Burst {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final List<byte[]> frames;
    private final int size;
    private final int changes;
    private final @Nullable Instant committed;
    private final long position;
    private final List<Entry> followed;
    private @Nullable ByteBuf chunk;

    /**
     * @param changes how many of the frames are changes
     * @param committed when the first of them was, {@code null} where there is none
     * @param position where a stream stands that was told of them
     * @param followed those of the changes of which somebody wants to know when they arrive
     */
    private Burst(
            List<byte[]> frames,
            int changes,
            @Nullable Instant committed,
            long position,
            List<Entry> followed) {
        this.frames = frames;
        this.size = frames.stream().mapToInt(frame -> frame.length).sum();
        this.changes = changes;
        this.committed = committed;
        this.position = position;
        this.followed = followed;
    }

    /** Changes, of which there may be none that concerns the streams. */
    static Burst of(
            List<byte[]> changes,
            @Nullable Instant committed,
            long position,
            List<Entry> followed) {
        return new Burst(changes, changes.size(), committed, position, followed);
    }

    /** Frames that do not move a stream. */
    static Burst of(long position, byte[]... frames) {
        return new Burst(List.of(frames), 0, null, position, List.of());
    }

    /** With a frame more, which does not move a stream any further. */
    Burst and(byte[] frame) {
        var more = new ArrayList<>(frames);
        more.add(frame);
        return new Burst(more, changes, committed, position, followed);
    }

    long position() {
        return position;
    }

    /** Bytes of all frames. */
    int size() {
        return size;
    }

    /** How many changes it tells. */
    int changes() {
        return changes;
    }

    /** When the first change that it tells was committed. */
    @Nullable Instant committed() {
        return committed;
    }

    /** Whether somebody wants to know when it arrives, which is rare. */
    boolean isFollowed() {
        return !followed.isEmpty();
    }

    /** A stream was sent it. */
    void arrived() {
        followed.forEach(Entry::arrived);
    }

    /** Whether a stream moves on in silence. */
    boolean isEmpty() {
        return size == 0;
    }

    /** The frames, for one reader to consume. */
    public ByteBuffer plain() {
        var joined = ByteBuffer.allocate(size);
        frames.forEach(joined::put);
        return joined.flip();
    }

    /**
     * The frames as one chunk of the chunked transfer coding (RFC 9112 §7.1), made at the first
     * call. Whoever sends it takes a retained duplicate.
     */
    public ByteBuf chunk() {
        var made = chunk;
        if (made == null) {
            var length = Integer.toHexString(size).getBytes(StandardCharsets.US_ASCII);
            made =
                    PooledByteBufAllocator.DEFAULT.directBuffer(
                            length.length + size + 2 * LINE_END.length);
            made.writeBytes(length).writeBytes(LINE_END);
            frames.forEach(made::writeBytes);
            made.writeBytes(LINE_END);
            chunk = made;
        }
        return made;
    }

    /** Nobody else is going to be sent this burst; those who are being sent it still are. */
    void release() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }
}
