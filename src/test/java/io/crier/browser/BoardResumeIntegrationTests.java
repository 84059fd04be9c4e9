package io.crier.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.r2dbc.core.DatabaseClient;

/** The board, where its server goes away and comes back. */
@ExtendWith(Chromium.class)
class BoardResumeIntegrationTests {
    /** What a browser says of a server that is not there. */
    private static final String GONE = "ERR_";

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(45_000);

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void goesOnFromItsCursorWhenTheServerIsBack() throws Exception {
        var database = TestDatabase.fresh();
        var port = freePort();
        try (var visitor = Visitor.arrives().expecting(GONE)) {
            var server = Replica.on(database, "server.port=" + port);
            server.client().create("{\"title\":\"Before\"}");
            var page = visitor.opens("http://127.0.0.1:" + port + "/");
            assertThat(page.locator("#connection")).containsText("Live");
            page.evaluate("() => { window.same = true; }");
            server.close();
            assertThat(page.locator("#connection")).containsText("Offline", PATIENTLY);
            assertThat(page.locator("main")).containsText("Before");
            try (var elsewhere = Replica.on(database)) {
                elsewhere.client().create("{\"title\":\"Meanwhile\"}");
            }
            try (var again = Replica.on(database, "server.port=" + port)) {
                assertThat(page.locator("main")).containsText("Meanwhile", PATIENTLY);
                assertThat(page.locator("#connection")).containsText("Live", PATIENTLY);
                again.client().create("{\"title\":\"After\"}");
                assertThat(page.locator("main")).containsText("After", PATIENTLY);
                assertSame(page.evaluate("() => window.same"));
            }
        }
    }

    @Test
    void readsAnewWhereItCannotGoOn() throws Exception {
        var database = TestDatabase.fresh();
        var port = freePort();
        try (var visitor = Visitor.arrives().expecting(GONE)) {
            var server = Replica.on(database, "server.port=" + port);
            var gone = server.client().create("{\"title\":\"Gone\"}").get("id").asString();
            server.client().create("{\"title\":\"Stays\"}");
            var page = visitor.opens("http://127.0.0.1:" + port + "/");
            assertThat(page.locator("#connection")).containsText("Live");
            page.evaluate("() => { window.same = true; }");
            server.close();
            try (var elsewhere = Replica.on(database)) {
                elsewhere.client().delete("/v1/announcements/" + gone);
                elsewhere.client().create("{\"title\":\"In another time\"}");
                // As after a restored backup: what was seen is of another log.
                elsewhere
                        .bean(DatabaseClient.class)
                        .sql("UPDATE log SET epoch = 'anew'")
                        .then()
                        .block();
            }
            try (var again = Replica.on(database, "server.port=" + port)) {
                assertThat(page.locator("main")).containsText("In another time", PATIENTLY);
                assertThat(page.locator("main")).not().containsText("Gone");
                assertThat(page.locator("main")).containsText("Stays");
                again.client().create("{\"title\":\"After\"}");
                assertThat(page.locator("main")).containsText("After", PATIENTLY);
                assertSame(page.evaluate("() => window.same"));
            }
        }
    }

    private static void assertSame(Object same) {
        org.assertj.core.api.Assertions.assertThat(same)
                .as("the page, without a reload")
                .isEqualTo(true);
    }
}
