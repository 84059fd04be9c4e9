package io.crier.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import io.crier.CrierClient;
import io.crier.CrierTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All pages by the rules of axe-core, WCAG 2.2 AA and its best practices. */
@CrierTest
@ExtendWith(Chromium.class)
class AccessibilityIntegrationTests {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @LocalServerPort int port;

    private String id = "";

    @BeforeEach
    void publish() {
        var crier = new CrierClient(port);
        id =
                crier.create(
                                """
                                {"title":"A fair","summary":"Of ideas","body":"<p>Come <a href=\\"https://x.example\\">all</a></p>",
                                 "language":"en","topics":["climate","housing"],"startsAt":"%s","endsAt":"%s",
                                 "timeZone":"Europe/Madrid","attendance":"hybrid","organisers":[{"name":"Town"}],
                                 "place":{"name":"Hall","locality":"Valencia","country":"ES","latitude":39.47,"longitude":-0.37}}
                                """
                                        .formatted(
                                                Instant.now().plus(1, ChronoUnit.DAYS),
                                                Instant.now().plus(26, ChronoUnit.HOURS)))
                        .get("id")
                        .asString();
        crier.patch("/v1/announcements/" + id, "{\"status\":\"cancelled\"}");
        crier.create("{\"title\":\"On now\",\"startsAt\":\"%s\"}".formatted(Instant.now()));
        crier.create("{\"title\":\"Some day\",\"language\":\"he\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/, LIGHT, 1280",
        "/, DARK, 1280",
        "/, LIGHT, 360",
        "/?board, DARK, 1920",
        "/?view=month, LIGHT, 1280",
        "/?view=month, DARK, 360",
        "/announcements/{id}, LIGHT, 1280",
        "/announcements/{id}, DARK, 360",
        "/embed, LIGHT, 1280",
        "/embed, DARK, 360",
        "/status, LIGHT, 1280",
        "/status, DARK, 360",
        "/?from=nonsense, LIGHT, 1280",
    })
    void nothingIsFound(String path, ColorScheme scheme, int width) {
        try (var visitor =
                Visitor.arrives(options ->
                                options.setColorScheme(scheme).setViewportSize(width, 900))
                        .expecting("status of 400")) {
            var page = visitor.opens("http://127.0.0.1:" + port + path.replace("{id}", id));
            var found = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
            assertThat(found)
                    .as(() ->
                            found.stream()
                                    .map(one ->
                                            one.getId()
                                                    + ": "
                                                    + one.getHelp()
                                                    + one.getNodes().stream()
                                                            .map(node -> node.getHtml())
                                                            .limit(3)
                                                            .toList())
                                    .toList()
                                    .toString())
                    .isEmpty();
            assertThat(
                            page.evaluate(
                                    "() => document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("nothing is wider than the page")
                    .isEqualTo(true);
        }
    }
}
