package io.crier.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntPredicate;

/** Reads a few bytes and waits, so that what is sent piles up on the way. */
final class SlowInputStream extends InputStream {
    private final InputStream in;
    private final IntPredicate pause;

    /**
     * @param pause after that many bytes; tells whether to stop
     */
    SlowInputStream(InputStream in, IntPredicate pause) {
        this.in = in;
        this.pause = pause;
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("a byte at a time is slower than was asked for");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = in.read(into, offset, length);
        if (read > 0 && pause.test(read)) {
            throw new EOFException("stopped while it paused");
        }
        return read;
    }
}
