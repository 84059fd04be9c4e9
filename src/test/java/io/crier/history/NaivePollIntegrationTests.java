package io.crier.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.TestDatabase;
import io.crier.history.Committed.Kind;
import io.crier.history.Write.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * A log that is numbered by a sequence and polled for what is past the last number: numbers are
 * given when rows are inserted, and rows are seen when they are committed, so the poll passes rows
 * by. The writers are real ones, for a model would only have what we think of PostgreSQL.
 */
class NaivePollIntegrationTests {
    private static final int WRITERS = 8;
    private static final int WRITES = 60;

    private static final String BY_SEQUENCE = "nextval('numbers')";
    private static final String BY_COUNTER = "next_number()";

    private final long seed = new Random().nextLong();
    private final TestDatabase database = TestDatabase.fresh();
    private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();

    @Test
    void aSequenceLosesWhatIsCommittedLate() throws Exception {
        var violations = run(BY_SEQUENCE);
        assertThat(violations.invariants())
                .as("seed %d: %s", seed, violations)
                .contains(Invariant.IS_RELIABLE, Invariant.LOSES_NOTHING);
    }

    @Test
    void aCounterThatIsLockedUntilTheCommitLosesNothing() throws Exception {
        var violations = run(BY_COUNTER);
        assertThat(violations.count()).as("seed %d: %s", seed, violations).isZero();
    }

    private Connection connect() throws SQLException {
        return database.connectAsOwner();
    }

    private Violations run(String number) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE entry (position bigint PRIMARY KEY, key uuid, fingerprint bigint);
                    CREATE SEQUENCE numbers;
                    CREATE TABLE counter (last bigint);
                    INSERT INTO counter VALUES (0);
                    CREATE FUNCTION next_number() RETURNS bigint LANGUAGE sql
                        AS 'UPDATE counter SET last = last + 1 RETURNING last';
                    """);
        }
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var poller = threads.submit(() -> poll(done));
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var random = new Random(seed + writer);
                writers.add(threads.submit(() -> write(number, random)));
            }
            try {
                for (var writer : writers) {
                    writer.get();
                }
            } finally {
                done.set(true);
            }
            return check(poller.get());
        }
    }

    private Void write(String number, Random random) throws SQLException {
        try (var connection = connect();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO entry VALUES (%s, ?, ?) RETURNING position"
                                        .formatted(number));
                var pause = connection.prepareStatement("SELECT pg_sleep(?)")) {
            connection.setAutoCommit(false);
            for (var write = 0; write < WRITES; write++) {
                var key = new UUID(random.nextLong(), random.nextLong());
                insert.setObject(1, key);
                insert.setLong(2, key.getLeastSignificantBits());
                long position;
                try (var row = insert.executeQuery()) {
                    row.next();
                    position = row.getLong(1);
                }
                pause.setDouble(1, random.nextInt(4) / 1000.0);
                pause.execute();
                var commits = random.nextInt(10) > 0;
                if (commits) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                writes.add(
                        new Write(
                                key.toString(),
                                key,
                                commits ? Result.OK : Result.FAIL,
                                commits ? position : 0,
                                0,
                                0,
                                0));
            }
        }
        return null;
    }

    /** Asks for what is past the last one, as fast as it can. */
    private List<Receipt> poll(AtomicBoolean done) throws SQLException {
        var receipts = new ArrayList<Receipt>();
        receipts.add(new Receipt(Receipt.Kind.OPENED, 0, 0, 0));
        try (var connection = connect();
                var after =
                        connection.prepareStatement(
                                "SELECT position, fingerprint FROM entry WHERE position > ? ORDER BY position")) {
            for (var last = false; !last; ) {
                last = done.get();
                after.setLong(1, receipts.getLast().position());
                try (var rows = after.executeQuery()) {
                    while (rows.next()) {
                        receipts.add(
                                new Receipt(
                                        Receipt.Kind.CREATED, rows.getLong(1), 0, rows.getLong(2)));
                    }
                }
            }
        }
        return receipts;
    }

    private Violations check(List<Receipt> receipts) throws SQLException {
        var table = new Table();
        var told = new Told();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM entry ORDER BY position")) {
            while (rows.next()) {
                var key = rows.getObject(2, UUID.class);
                var fingerprint = rows.getLong(3);
                var mark = key.toString();
                told.put(fingerprint, new Told.Payload(key, 1, mark));
                table.add(
                        new Committed(
                                rows.getLong(1),
                                key,
                                1,
                                Kind.CREATED,
                                mark,
                                Set.of(),
                                fingerprint,
                                fingerprint));
            }
        }
        var checker = new HistoryChecker(table, writes, told, new Prunings());
        var client = checker.client("poller", Interest.ALL);
        receipts.forEach(client::accept);
        client.end();
        return checker.violations();
    }
}
