package io.crier.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private final long position;
    private @Nullable ByteBuf chunk;

    /**
     * @param position where a stream stands that was told of them
     */
    Burst(List<byte[]> frames, long position) {
        this.frames = frames;
        this.size = frames.stream().mapToInt(frame -> frame.length).sum();
        this.position = position;
    }

    /** Frames that do not move a stream. */
    static Burst of(long position, byte[]... frames) {
        return new Burst(List.of(frames), position);
    }

    /** With a frame more, which does not move a stream any further. */
    Burst and(byte[] frame) {
        var more = new ArrayList<>(frames);
        more.add(frame);
        return new Burst(more, position);
    }

    long position() {
        return position;
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
