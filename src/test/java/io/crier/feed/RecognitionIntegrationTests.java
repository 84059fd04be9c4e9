package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.EventStream;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** By what a log tells whether it is the one that it was, and what its clients are told if not. */
@ExtendWith(OutputCaptureExtension.class)
class RecognitionIntegrationTests {
    private final TestDatabase database = TestDatabase.fresh();

    private String one(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String epoch() throws SQLException {
        return one("SELECT epoch FROM log");
    }

    /** As when the server goes away: each tail looks for it, and finds what is there then. */
    private void endLines() throws SQLException {
        one(
                """
                SELECT count(pg_terminate_backend(pid))
                FROM pg_stat_activity
                WHERE application_name = 'crier-tail'
                  AND datname = current_database()
                """);
    }

    private static String create(Replica replica, String title) {
        return replica.client()
                .create("{\"title\":\"%s\"}".formatted(title))
                .get("cursor")
                .asString();
    }

    private void assertBeginsAnew(Replica replica, String cursor) throws IOException, SQLException {
        try (var stream = replica.client().stream("?since=" + cursor)) {
            var reset = stream.next();
            assertThat(reset.type()).isEqualTo("reset");
            assertThat(reset.data().get("reason").asString()).isEqualTo("other-epoch");
            assertThat(reset.data().get("cursor").asString()).startsWith(epoch() + "-");
            assertThat(stream.next().type()).isEqualTo("bookmark");
            var next = create(replica, "Next");
            assertThat(stream.nextChange().id()).isEqualTo(next);
        }
        assertThat(replica.client().get("/v1/changes?since=" + cursor).status()).isEqualTo(410);
    }

    private static void assertGoesOn(Replica replica, String cursor) throws IOException {
        try (var stream = replica.client().stream("?since=" + cursor)) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            var next = create(replica, "Next");
            assertThat(stream.nextChange().id()).isEqualTo(next);
        }
    }

    @Test
    void aVersionOfTheLogThatItWasIsNoneOfThisOne() throws SQLException {
        try (var replica = Replica.on(database)) {
            var crier = replica.client();
            var path =
                    "/v1/announcements/" + crier.create("{\"title\":\"A\"}").get("id").asString();
            var before = crier.get(path).header("ETag").orElseThrow();
            one("SELECT new_epoch()");
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(crier.get(path, "If-None-Match", before).status())
                                    .isEqualTo(200));
            assertThat(crier.patch(path, "{\"title\":\"B\"}", "If-Match", before).status())
                    .isEqualTo(412);
            var after = crier.get(path).header("ETag").orElseThrow();
            assertThat(crier.patch(path, "{\"title\":\"B\"}", "If-Match", after).status())
                    .isEqualTo(200);
        }
    }

    /** It is told to begin anew when it comes back. */
    private static void assertEnds(EventStream stream) {
        var last = stream.next();
        while (last.type().equals("bookmark")) {
            last = stream.next();
        }
        assertThat(last.type()).isEqualTo("goaway");
    }

    @Test
    void aRestartChangesNothing() throws Exception {
        String cursor;
        try (var before = Replica.on(database)) {
            cursor = create(before, "A");
        }
        try (var after = Replica.on(database)) {
            assertGoesOn(after, cursor);
        }
        assertThat(one("SELECT (place, timeline) IS NOT DISTINCT FROM whereabouts() FROM log"))
                .isEqualTo("t");
        assertThat(one("SELECT place ~ '^\\d+/\\d+/\\d+$' AND timeline ~ '^[0-9A-F]{8}$' FROM log"))
                .isEqualTo("t");
    }

    @Test
    void oneThatIsFoundInAnotherPlaceIsAnotherOne() throws Exception {
        String cursor;
        try (var before = Replica.on(database)) {
            cursor = create(before, "A");
        }
        execute("UPDATE log SET place = '1/2/3'");
        try (var after = Replica.on(database)) {
            assertBeginsAnew(after, cursor);
        }
        var epoch = epoch();
        Replica.on(database).close();
        assertThat(epoch()).isEqualTo(epoch);
    }

    /** Of a server from before there were places, it is taken to be where it always was. */
    @Test
    void oneThatWasNowhereIsWhereItIsFound() throws Exception {
        String cursor;
        try (var before = Replica.on(database)) {
            cursor = create(before, "A");
        }
        execute("UPDATE log SET place = NULL, timeline = NULL");
        try (var after = Replica.on(database)) {
            assertGoesOn(after, cursor);
        }
    }

    /** As after a restore to a point in time, for which all were stopped. */
    @Test
    void oneOnANewTimelineThatNobodyVouchesForIsAnotherOne() throws Exception {
        String cursor;
        try (var before = Replica.on(database)) {
            cursor = create(before, "A");
        }
        execute("UPDATE log SET timeline = '00000000'");
        try (var after = Replica.on(database)) {
            assertBeginsAnew(after, cursor);
        }
    }

    /** As when a standby took over, which had all. */
    @Test
    void oneOnANewTimelineInWhichTheLastChangeIsThereIsTheSame() throws Exception {
        try (var crier = Replica.on(database);
                var stream = crier.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            assertToldNext(stream, create(crier, "A"));
            var epoch = epoch();
            execute("UPDATE log SET timeline = '00000000'");
            endLines();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> one("SELECT timeline FROM log").equals(timeline()));
            assertThat(epoch()).isEqualTo(epoch);
            var last = create(crier, "B");
            assertToldNext(stream, last);
            try (var started = Replica.on(database)) {
                assertGoesOn(started, last);
            }
        }
    }

    private static void assertToldNext(EventStream stream, String cursor) {
        assertThat(stream.nextChange().id()).isEqualTo(cursor);
    }

    private String timeline() throws SQLException {
        return one("SELECT timeline FROM whereabouts()");
    }

    /** As when a standby took over that had not had the last change, and others were made since. */
    @Test
    void oneInWhichTheLastChangeIsAnotherIsAnotherOne() throws Exception {
        try (var one = Replica.on(database);
                var other = Replica.on(database);
                var first = one.client().stream("");
                var second = other.client().stream("")) {
            assertThat(first.next().type()).isEqualTo("bookmark");
            assertThat(second.next().type()).isEqualTo("bookmark");
            create(one, "A");
            var lost = create(one, "B");
            for (var stream : new EventStream[] {first, second}) {
                stream.nextChange();
                assertThat(stream.nextChange().id()).isEqualTo(lost);
            }
            execute("UPDATE change SET at = at + interval '1 millisecond' WHERE position = 2");
            endLines();
            for (var stream : new EventStream[] {first, second}) {
                assertEnds(stream);
            }
            assertBeginsAnew(other, lost);
        }
    }

    /** As when a standby takes over before anything is written after a start. */
    @Test
    void oneThatWasQuietSinceAStartIsKnownByItsLastChange() throws Exception {
        String lost;
        try (var before = Replica.on(database)) {
            create(before, "A");
            lost = create(before, "B");
        }
        try (var crier = Replica.on(database);
                var stream = crier.client().stream("?since=" + lost)) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            execute("UPDATE change SET at = at + interval '1 millisecond' WHERE position = 2");
            endLines();
            assertEnds(stream);
            assertBeginsAnew(crier, lost);
        }
    }

    /** As some that are hosted, which tell nobody but their owners. */
    @Test
    void ofAServerThatDoesNotTellWhichOneItIsOperatorsAreTold(CapturedOutput output)
            throws Exception {
        var warning = "this database server does not tell which one it is";
        String cursor;
        try (var before = Replica.on(database)) {
            cursor = create(before, "A");
        }
        assertThat(output).doesNotContain(warning);
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE OR REPLACE FUNCTION whereabouts(OUT place text, OUT timeline text)
                        LANGUAGE sql
                    AS
                    $$
                        SELECT CAST(NULL AS text), CAST(NULL AS text)
                    $$
                    """);
        }
        try (var after = Replica.on(database)) {
            assertThat(output).containsOnlyOnce(warning);
            assertGoesOn(after, cursor);
        }
    }

    @Test
    void oneThatIsShorterThanWhatWasToldIsAnotherOne() throws Exception {
        try (var crier = Replica.on(database);
                var stream = crier.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            create(crier, "A");
            stream.nextChange();
            var before = epoch();
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("DELETE FROM change");
                statement.execute("UPDATE log SET position = 0");
                statement.execute(
                        """
                        SELECT pg_terminate_backend(pid)
                        FROM pg_stat_activity
                        WHERE application_name = 'crier-tail'
                          AND datname = current_database()
                        """);
                connection.commit();
            }
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !epoch().equals(before));
        }
    }

    @Test
    void oneIsGivenANewNameByHand() throws Exception {
        try (var crier = Replica.on(database);
                var stream = crier.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            var before = create(crier, "A");
            stream.nextChange();
            var name = one("SELECT new_epoch()");
            assertThat(name).matches("[0-9a-f]{12}").isEqualTo(epoch());
            assertThat(before).doesNotStartWith(name);
            assertEnds(stream);
            assertThat(create(crier, "B")).startsWith(name + "-");
            assertThat(crier.client().get("/v1/announcements").text("/cursor"))
                    .startsWith(name + "-");
            assertBeginsAnew(crier, before);
        }
    }
}
