package io.crier.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/** The one thread that holds all of a run's connections; everything happens in its turns. */
final class Loop implements AutoCloseable {
    private static final Consumer<SelectionKey> READY = Loop::ready;

    private final Selector selector;

    Loop() throws IOException {
        selector = Selector.open();
    }

    /** What is done when a channel can go on. */
    @FunctionalInterface
    interface Ready {
        void ready(SelectionKey key) throws IOException;
    }

    void register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, operations, ready);
    }

    /**
     * Does what can be done, and waits for it no longer than given.
     *
     * @return the number of channels that could go on
     */
    int turn(long millis) throws IOException {
        try {
            return millis <= 0 ? selector.selectNow(READY) : selector.select(READY, millis);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    void turnUntil(long nanoTime) throws IOException {
        while (System.nanoTime() < nanoTime) {
            turn(Math.max(1, (nanoTime - System.nanoTime()) / 1_000_000));
        }
    }

    private static void ready(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
