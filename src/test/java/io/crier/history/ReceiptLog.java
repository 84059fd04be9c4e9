package io.crier.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What one client was told, in a file: 25 bytes a receipt, so that millions take no memory. Written
 * by one thread, and then read.
 */
public final class ReceiptLog implements AutoCloseable {
    private final Path file;
    private final DataOutputStream out;

    public ReceiptLog(Path file) throws IOException {
        this.file = file;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    public void add(Receipt receipt) throws IOException {
        out.writeByte(receipt.kind().code());
        out.writeLong(receipt.position());
        out.writeLong(receipt.at());
        out.writeLong(receipt.fingerprint());
    }

    /** In the order they were added, after the log was closed. */
    public void forEach(Consumer<Receipt> reader) throws IOException {
        read(file, reader);
    }

    static void read(Path file, Consumer<Receipt> reader) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                var kind = in.read();
                if (kind < 0) {
                    return;
                }
                reader.accept(
                        new Receipt(
                                Receipt.Kind.of((byte) kind),
                                in.readLong(),
                                in.readLong(),
                                in.readLong()));
            }
        } catch (EOFException e) {
            throw new IOException(file + " ends within a receipt; was it closed?", e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
