package io.crier.serving;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses bytes as they come (RFC 1952), in memory that does not grow with them; not for more
 * than one thread at a time. The same bytes give the same bytes however they were cut.
 */
public final class GzipStream implements AutoCloseable {
    /** No name, no time, no operating system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final Deflater deflater = new Deflater(Coding.gzipLevel(), true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[8 * 1024];
    private boolean begun;

    /** What is ready of all bytes so far; may be empty. */
    public byte[] next(byte[] bytes) {
        checksum.update(bytes);
        deflater.setInput(bytes);
        var ready = new ByteArrayOutputStream();
        begin(ready);
        drain(ready);
        return ready.toByteArray();
    }

    /** What is left of all bytes, with the end. */
    public byte[] last() {
        deflater.finish();
        var ready = new ByteArrayOutputStream();
        begin(ready);
        drain(ready);
        writeLittleEndian(ready, (int) checksum.getValue());
        writeLittleEndian(ready, (int) deflater.getBytesRead());
        return ready.toByteArray();
    }

    private void begin(ByteArrayOutputStream ready) {
        if (!begun) {
            ready.writeBytes(HEADER);
            begun = true;
        }
    }

    private void drain(ByteArrayOutputStream ready) {
        for (var size = deflater.deflate(buffer); size > 0; size = deflater.deflate(buffer)) {
            ready.write(buffer, 0, size);
        }
    }

    private static void writeLittleEndian(ByteArrayOutputStream ready, int value) {
        for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            ready.write(value >>> shift);
        }
    }

    @Override
    public void close() {
        deflater.close();
    }
}
