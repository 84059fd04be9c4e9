package io.crier.announcement.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient.Answer;
import io.crier.Replica;
import io.crier.TcpProxy;
import io.crier.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of writes while the database says nothing. */
class SilentDatabaseWritesIntegrationTests {
    /** More than go to the database together in three batches. */
    private static final int WRITERS = 200;

    @Test
    void whoWaitedForTooLongIsTurnedAwayAndNotWrittenAfterwards()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var database = TestDatabase.fresh();
        try (var proxy = TcpProxy.to(database.host(), database.port());
                var replica = Replica.on(database.through(proxy));
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var crier = replica.client();
            crier.create("{\"title\":\"before\"}");

            proxy.freeze();
            var answers = new ArrayList<Future<Answer>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var title = "{\"title\":\"%d\",\"topics\":[\"silence\"]}".formatted(writer);
                Callable<Answer> write = () -> crier.post("/v1/announcements", title);
                answers.add(writers.submit(write));
            }
            var sent = 0;
            for (var answer : answers) {
                var told = answer.get(30, TimeUnit.SECONDS);
                assertThat(told.status()).isEqualTo(503);
                assertThat(told.header("Retry-After")).isPresent();
                sent += told.text("/detail").contains("nothing was written") ? 0 : 1;
            }
            assertThat(sent).isLessThan(WRITERS);

            proxy.cut();
            proxy.thaw();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            crier.post("/v1/announcements", "{\"title\":\"after\"}").status()
                                    == 201);
            var written =
                    crier.get("/v1/announcements?topic=silence&limit=100").json().get("items");
            assertThat(written.size()).isLessThanOrEqualTo(sent);
        }
    }
}
