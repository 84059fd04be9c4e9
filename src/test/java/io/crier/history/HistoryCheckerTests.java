package io.crier.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.history.Committed.Kind;
import io.crier.history.Write.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small histories, each with the one thing wrong that is looked for. */
class HistoryCheckerTests {
    private final Table table = new Table();
    private final List<Write> writes = new ArrayList<>();
    private final Told told = new Told();
    private final Prunings prunings = new Prunings();

    /** The log ends here in most tests; the announcements are all different ones. */
    private void logged(int changes) {
        for (var position = 1L; position <= changes; position++) {
            log(position, new UUID(0, position), Kind.CREATED, "t" + position % 2);
        }
    }

    private void log(long position, UUID key, Kind kind, String topic) {
        var mark = "m" + position;
        table.add(
                new Committed(
                        position, key, position, kind, mark, Set.of(topic), -position, position));
        var markOfWrite = kind == Kind.REMOVED ? "" : mark;
        writes.add(new Write(markOfWrite, key, Result.OK, position, position, 0, 0));
        told.put(position, new Told.Payload(key, position, mark));
        told.put(-position, new Told.Payload(key, position, mark));
    }

    private static Receipt receipt(Receipt.Kind kind, long position) {
        return new Receipt(kind, position, 0, position);
    }

    private static Receipt opened(long position) {
        return receipt(Receipt.Kind.OPENED, position);
    }

    private static Receipt created(long position) {
        return receipt(Receipt.Kind.CREATED, position);
    }

    private static Receipt bookmark(long position) {
        return receipt(Receipt.Kind.BOOKMARK, position);
    }

    private static Receipt item(long position) {
        return new Receipt(Receipt.Kind.ITEM, 0, 0, -position);
    }

    private Set<Invariant> violated(Interest interest, Receipt... receipts) {
        var checker = new HistoryChecker(table, writes, told, prunings);
        var client = checker.client("client", interest);
        List.of(receipts).forEach(client::accept);
        client.end();
        return checker.violations().invariants();
    }

    private Set<Invariant> violated(Receipt... receipts) {
        return violated(Interest.ALL, receipts);
    }

    @Test
    void acceptsWhatIsRight() {
        logged(4);
        assertThat(
                        violated(
                                opened(Receipt.NOW),
                                bookmark(1),
                                created(2),
                                receipt(Receipt.Kind.GOAWAY, 2),
                                receipt(Receipt.Kind.CLOSED, 2),
                                opened(2),
                                bookmark(2),
                                created(3),
                                created(4)))
                .isEmpty();
    }

    @Test
    void knowsWhatAFilterLetsThrough() {
        var moving = new UUID(0, 1);
        log(1, moving, Kind.CREATED, "a");
        log(2, moving, Kind.UPDATED, "b");
        log(3, moving, Kind.UPDATED, "b");
        log(4, moving, Kind.UPDATED, "a");
        log(5, moving, Kind.REMOVED, "a");
        var interest = new Interest("a");
        assertThat(
                        violated(
                                interest,
                                opened(0),
                                created(1),
                                receipt(Receipt.Kind.LEFT, 2),
                                created(4),
                                receipt(Receipt.Kind.REMOVED, 5)))
                .isEmpty();
        assertThat(
                        violated(
                                interest,
                                opened(0),
                                created(1),
                                receipt(Receipt.Kind.REMOVED, 2),
                                created(4),
                                receipt(Receipt.Kind.REMOVED, 5)))
                .containsExactly(Invariant.AGREES);
        assertThat(
                        violated(
                                interest,
                                opened(0),
                                created(1),
                                receipt(Receipt.Kind.LEFT, 2),
                                receipt(Receipt.Kind.UPDATED, 3),
                                created(4),
                                receipt(Receipt.Kind.REMOVED, 5)))
                .containsExactly(Invariant.AGREES);
    }

    @Test
    void findsAnAcknowledgedWriteThatIsNotInTheLog() {
        logged(1);
        writes.add(new Write("lost", new UUID(0, 9), Result.OK, 2, 1, 0, 0));
        assertThat(violated(opened(0), created(1))).containsExactly(Invariant.LOSES_NOTHING);
    }

    @Test
    void findsARefusedWriteInTheLogAndOneThatIsThereTwice() {
        logged(1);
        writes.set(0, new Write("m1", new UUID(0, 1), Result.FAIL, 0, 0, 0, 0));
        assertThat(violated(opened(0), created(1))).containsExactly(Invariant.HAS_NO_PHANTOMS);
        writes.set(0, new Write("m1", new UUID(0, 1), Result.INFO, 0, 0, 0, 0));
        assertThat(violated(opened(0), created(1))).isEmpty();
        table.add(new Committed(2, new UUID(0, 2), 1, Kind.CREATED, "m1", Set.of("t0"), -2, 2));
        assertThat(violated(opened(0), created(1), created(2)))
                .containsExactly(Invariant.HAS_NO_PHANTOMS);
    }

    @Test
    void findsARemovalThatNobodyAskedFor() {
        logged(1);
        log(2, new UUID(0, 1), Kind.REMOVED, "t1");
        writes.removeLast();
        assertThat(violated(opened(0), created(1), receipt(Receipt.Kind.REMOVED, 2)))
                .containsExactly(Invariant.HAS_NO_PHANTOMS);
    }

    @Test
    void findsWhatIsToldPastTheEndOfTheLog() {
        logged(1);
        assertThat(violated(opened(0), created(1), created(2)))
                .containsExactly(Invariant.HAS_NO_PHANTOMS);
    }

    @Test
    void findsAHoleInAConnection() {
        logged(3);
        assertThat(violated(opened(0), created(1), created(3)))
                .containsExactlyInAnyOrder(Invariant.IS_RELIABLE, Invariant.LOSES_NOTHING);
    }

    @Test
    void findsAHoleAfterAResume() {
        logged(3);
        assertThat(violated(opened(1), created(3)))
                .containsExactlyInAnyOrder(Invariant.RESUMES, Invariant.LOSES_NOTHING);
    }

    @Test
    void findsTheSameChangeAgain() {
        logged(2);
        assertThat(violated(opened(0), created(1), created(1), created(2)))
                .containsExactly(Invariant.IS_ORDERED);
        assertThat(violated(opened(1), created(1), created(2)))
                .containsExactlyInAnyOrder(Invariant.IS_ORDERED, Invariant.RESUMES);
    }

    @Test
    void findsABookmarkThatCoversWhatWasNotTold() {
        logged(3);
        assertThat(violated(opened(0), created(1), bookmark(3)))
                .containsExactlyInAnyOrder(Invariant.BOOKMARKS_HOLD, Invariant.LOSES_NOTHING);
        assertThat(violated(opened(0), created(1), bookmark(3), created(2), created(3)))
                .contains(Invariant.BOOKMARKS_HOLD);
    }

    @Test
    void findsABookmarkThatGoesBackOrPastTheEnd() {
        logged(2);
        assertThat(violated(opened(0), created(1), created(2), bookmark(1)))
                .containsExactly(Invariant.BOOKMARKS_HOLD);
        assertThat(violated(opened(0), created(1), created(2), bookmark(3)))
                .containsExactly(Invariant.BOOKMARKS_HOLD);
    }

    @Test
    void takesAResetWhereSomethingWasForgottenAndNowhereElse() {
        logged(5);
        Receipt[] reset = {
            opened(1),
            receipt(Receipt.Kind.RESET, 4),
            receipt(Receipt.Kind.LISTED, 4),
            item(1),
            item(2),
            item(3),
            item(4),
            created(5)
        };
        assertThat(violated(reset)).containsExactly(Invariant.RESUMES);
        prunings.add(0, 1);
        assertThat(violated(reset)).as("forgotten up to its cursor").contains(Invariant.RESUMES);
        prunings.add(1, 2);
        assertThat(violated(reset)).as("forgotten later").contains(Invariant.RESUMES);
        prunings.add(0, 2);
        assertThat(violated(reset)).isEmpty();
    }

    @Test
    void findsAListThatIsNotTrueAtItsCursor() {
        logged(3);
        assertThat(violated(receipt(Receipt.Kind.LISTED, 2), item(1), opened(2), created(3)))
                .containsExactlyInAnyOrder(Invariant.AGREES, Invariant.CONVERGES);
    }

    @Test
    void findsAClientThatWasNotToldTheLast() {
        logged(3);
        assertThat(violated(opened(0), created(1), created(2)))
                .containsExactlyInAnyOrder(Invariant.CONVERGES, Invariant.LOSES_NOTHING);
        assertThat(violated(opened(Receipt.NOW))).containsExactly(Invariant.CONVERGES);
    }

    @Test
    void readsMillionsOfDeliveriesFromFiles(@TempDir Path directory) throws IOException {
        var changes = 10_000;
        var clients = 100;
        logged(changes);
        var file = directory.resolve("receipts");
        try (var log = new ReceiptLog(file)) {
            log.add(opened(0));
            for (var position = 1L; position <= changes; position++) {
                log.add(created(position));
            }
        }
        var checker = new HistoryChecker(table, writes, told, prunings);
        var deliveries = 0L;
        for (var client = 0; client < clients; client++) {
            var check = checker.client("client " + client, Interest.ALL);
            ReceiptLog.read(file, check::accept);
            check.end();
            deliveries += check.deliveries();
        }
        assertThat(deliveries).isEqualTo((long) clients * changes);
        assertThat(checker.violations().count()).isZero();
    }
}
