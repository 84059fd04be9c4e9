package io.crier.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.sun.net.httpserver.HttpServer;
import io.crier.CrierClient;
import io.crier.CrierTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The component, in a page of somebody else's. */
@CrierTest
@ExtendWith(Chromium.class)
class EmbedIntegrationTests {
    @LocalServerPort int port;

    private HttpServer host;
    private volatile String html = "";
    private CrierClient crier;
    private final String topic = "t" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void host() throws IOException {
        crier = new CrierClient(port);
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext(
                "/",
                exchange -> {
                    var page = html.getBytes(StandardCharsets.UTF_8);
                    var isPage = exchange.getRequestURI().getPath().equals("/");
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(isPage ? 200 : 204, isPage ? page.length : -1);
                    if (isPage) {
                        exchange.getResponseBody().write(page);
                    }
                    exchange.close();
                });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private String address() {
        return "http://localhost:" + host.getAddress().getPort() + "/";
    }

    private String embedding(String inside) {
        var crierAddress = "http://127.0.0.1:" + port;
        return """
        <!doctype html><html lang="en"><head><title>Town</title><link rel="icon" href="data:,"></head><body>
        <h1>The town's own page</h1>
        <script type="module" src="%s/embed.js"></script>
        <crier-feed src="%s" topic="%s" limit="5">%s</crier-feed>
        </body></html>
        """
                .formatted(crierAddress, crierAddress, topic, inside);
    }

    private void publish(String title) {
        crier.create("{\"title\":\"%s\",\"topics\":[\"%s\"]}".formatted(title, topic));
    }

    @Test
    void isLiveOnTheSiteOfAnother() {
        publish("Was there");
        html = embedding("");
        try (var visitor = Visitor.arrives()) {
            var page = visitor.opens(address());
            var feed = page.locator("crier-feed");
            assertThat(feed).containsText("Was there");
            publish("Came in");
            assertThat(feed)
                    .containsText(
                            "Came in",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(2_000));
            assertThat(visitor.profile().cookies()).isEmpty();
            assertThat(page.evaluate("() => localStorage.length + sessionStorage.length"))
                    .isEqualTo(0);
        }
    }

    @Test
    void isAListOfLinksWithoutScripts() {
        html =
                embedding(
                        "<ul><li><a href=\"http://127.0.0.1:%d/\">All events</a></li></ul>"
                                .formatted(port));
        try (var visitor = Visitor.arrives(options -> options.setJavaScriptEnabled(false))) {
            var page = visitor.opens(address());
            assertThat(page.getByText("All events")).isVisible();
        }
    }
}
