package io.crier.fault;

import io.crier.history.Interest;
import io.crier.history.Receipt;
import io.crier.history.Receipt.Kind;
import io.crier.history.ReceiptLog;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client that follows the stream as a browser does: when the connection ends, for whichever
 * reason, it comes back to any of the replicas with the last id that it was told.
 */
final class Follower implements AutoCloseable {
    /** Shorter than what the server asks for, so that a test has time for more of it. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(300);

    /** Bytes taken at once by a slow one, and by a fast one. */
    private static final int SIP = 512;

    private static final int GULP = 8 * 1024;

    private static final int SILENCE_MILLIS = 8_000;

    private final String name;
    private final Interest interest;
    private final Start start;
    private final Pace pace;
    private final List<? extends Site.Door> doors;
    private final Api api;
    private final Fingerprints fingerprints;
    private final ReceiptLog log;
    private final Random random;
    private final Pausing pausing = new Pausing();
    private final AtomicLong position = new AtomicLong(Receipt.NOW);
    private final AtomicLong changes = new AtomicLong();
    private final Thread thread;

    private volatile @Nullable Socket socket;
    private volatile boolean away;
    private volatile boolean hurrying;
    private String cursor = "";

    /** Where it begins. */
    sealed interface Start {
        /** With what happens from now on. */
        record Now() implements Start {}

        /** After a cursor that it has from somewhere. */
        record After(String cursor) implements Start {}

        /** It reads the list, and goes on from there. */
        record WithTheList() implements Start {}
    }

    /**
     * @param bytesPerSecond how fast it reads; 0 for as fast as it can
     * @param receiveBuffer of its socket; 0 for the system's own size
     */
    record Pace(int bytesPerSecond, int receiveBuffer) {
        static final Pace FAST = new Pace(0, 0);
        static final Pace SLOW = new Pace(4_096, 4_096);
    }

    Follower(
            String name,
            Interest interest,
            Start start,
            Pace pace,
            Site site,
            Path file,
            Random random)
            throws IOException {
        this.name = name;
        this.interest = interest;
        this.start = start;
        this.pace = pace;
        this.doors = site.doors();
        this.api = site.api();
        this.fingerprints = site.fingerprints();
        this.log = new ReceiptLog(file);
        this.random = random;
        this.thread = Thread.ofVirtual().name(name).start(this::follow);
    }

    String name() {
        return name;
    }

    Interest interest() {
        return interest;
    }

    /** Of the last change or bookmark; -1 before there is one. */
    long position() {
        return position.get();
    }

    /** The changes it was told so far. */
    long changes() {
        return changes.get();
    }

    /** Loses its connection, and comes back. */
    void cut() {
        var open = socket;
        if (open != null) {
            close(open);
        }
    }

    /** Loses its connection, and stays away. */
    void leave() {
        away = true;
        cut();
    }

    void comeBack() {
        away = false;
    }

    /** A slow one reads as fast as it can from now on. */
    void hurry() {
        hurrying = true;
    }

    private void follow() {
        try (log) {
            while (!pausing.isStopped()) {
                var wait = away ? -1 : connection();
                var most = LONGEST_WAIT.toMillis();
                pausing.pause(
                        Duration.ofMillis(
                                wait < 0 ? random.nextLong(10, most) : Math.min(wait, most)));
            }
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot write down what it was told", e);
        }
    }

    /** One connection, to its end; gives what the server asked to wait, -1 if nothing. */
    private long connection() throws IOException {
        var door = doors.get(random.nextInt(doors.size()));
        try (var connected = new Socket()) {
            if (cursor.isEmpty()) {
                begin(door);
            }
            if (pace.receiveBuffer() > 0) {
                connected.setReceiveBufferSize(pace.receiveBuffer());
            }
            connected.setSoTimeout(SILENCE_MILLIS);
            socket = connected;
            connected.connect(door.address(), 2_000);
            connected.getOutputStream().write(request());
            return read(door, connected.getInputStream());
        } catch (NetworkFailure | SocketException | SocketTimeoutException | EOFException lost) {
            return -1;
        } finally {
            socket = null;
        }
    }

    /** What a request failed with, so that it is told from a failure to write the log. */
    private static final class NetworkFailure extends IOException {
        private static final long serialVersionUID = 1;

        NetworkFailure(IOException cause) {
            super(cause);
        }
    }

    private void begin(Site.Door door) throws IOException {
        switch (start) {
            case Start.Now _ -> {}
            case Start.After(var given) -> cursor = given;
            case Start.WithTheList _ -> list(door);
        }
    }

    /** Read whole before anything of it is written down, for it may fail on any page. */
    private void list(Site.Door door) throws IOException {
        Api.Listed listed;
        try {
            listed = api.list(door.port(), interest.query());
        } catch (IOException e) {
            throw new NetworkFailure(e);
        }
        add(Kind.LISTED, position(listed.cursor()), 0);
        for (var item : listed.items()) {
            add(Kind.ITEM, 0, fingerprints.announcement(item));
        }
        if (cursor.isEmpty()) {
            cursor = listed.cursor();
        }
    }

    private byte[] request() {
        var header = cursor.isEmpty() ? "" : "Last-Event-ID: %s\r\n".formatted(cursor);
        return "GET /v1/stream?%s HTTP/1.1\r\nHost: crier\r\n%s\r\n"
                .formatted(interest.query(), header)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private long read(Site.Door door, InputStream in) throws IOException {
        var slow = pace.bytesPerSecond() > 0;
        var events =
                new EventReader(
                        slow ? new SlowInputStream(in, this::isPausing) : in, slow ? SIP : GULP);
        if (events.head() != 200) {
            return -1;
        }
        add(Kind.OPENED, cursor.isEmpty() ? Receipt.NOW : position(cursor), 0);
        try {
            while (events.next()) {
                take(events, door);
            }
        } finally {
            add(Kind.CLOSED, position.get(), 0);
        }
        return events.retryMillis();
    }

    /** What a slow one does after so many bytes; tells whether it is to be no longer. */
    private boolean isPausing(int bytes) {
        return hurrying
                ? pausing.isStopped()
                : pausing.pause(Duration.ofSeconds(bytes).dividedBy(pace.bytesPerSecond()));
    }

    private void take(EventReader events, Site.Door door) throws IOException {
        var at = position(events.id());
        switch (events.type()) {
            case "created" -> change(Kind.CREATED, at, events);
            case "updated" -> change(Kind.UPDATED, at, events);
            case "removed" -> change(Kind.REMOVED, at, events);
            case "bookmark" -> add(Kind.BOOKMARK, at, 0);
            case "goaway" -> add(Kind.GOAWAY, at, 0);
            case "reset" -> add(Kind.RESET, at, 0);
            default -> throw new IllegalStateException("an event of type " + events.type());
        }
        cursor = events.id();
        position.set(at);
        if (events.type().equals("reset")) {
            list(door);
        }
    }

    private void change(Kind kind, long at, EventReader events) throws IOException {
        var change = fingerprints.change(events.data(), events.dataLength());
        add(change.left() ? Kind.LEFT : kind, at, change.fingerprint());
        changes.incrementAndGet();
    }

    private void add(Kind kind, long at, long fingerprint) throws IOException {
        log.add(new Receipt(kind, at, System.nanoTime(), fingerprint));
    }

    static long position(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it was told, once it is closed. */
    ReceiptLog log() {
        return log;
    }

    @Override
    public void close() {
        pausing.stop();
        cut();
        try {
            while (!thread.join(Duration.ofMillis(100))) {
                // it may have been about to connect
                cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
