package io.crier.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.crier.Replica;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes pictures of all pages with the demo's announcements, in {@code target/screenshots}; those
 * in the README are copies of three of them.
 */
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(named = "crier.screenshots", matches = "record")
class ScreenshotsIntegrationTests {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final Path README = Path.of("src/docs");

    @Test
    void everyPageInBothSchemesAndOnAPhone(@TempDir Path data) {
        try (var crier = Replica.trial(data)) {
            var site = "http://127.0.0.1:" + crier.port();
            var id =
                    crier.client()
                            .get("/v1/announcements?phase=upcoming&limit=1")
                            .text("/items/0/id");
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                for (var width : new int[] {1280, 390}) {
                    try (var visitor =
                            Visitor.arrives(options ->
                                    options.setColorScheme(scheme)
                                            .setViewportSize(width, width > 1000 ? 900 : 800))) {
                        var look = scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
                        take(visitor.opens(site + "/"), "board-" + look);
                        take(visitor.opens(site + "/?view=month"), "month-" + look);
                        take(visitor.opens(site + "/announcements/" + id), "announcement-" + look);
                        take(visitor.opens(site + "/embed"), "embed-" + look);
                        take(visitor.opens(site + "/?board"), "screen-" + look);
                        var status = visitor.opens(site + "/status");
                        status.locator("input[type=password]").fill("test");
                        status.keyboard().press("Enter");
                        assertThat(status.locator("canvas").first()).isVisible();
                        status.waitForTimeout(7_000);
                        take(status, "status-" + look);
                    }
                }
            }
        }
    }

    private static void take(Page page, String name) {
        page.waitForTimeout(1_500);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        if (name.equals("board-light-1280")
                || name.equals("month-dark-1280")
                || name.equals("status-light-1280")) {
            page.screenshot(new Page.ScreenshotOptions().setPath(README.resolve(name + ".png")));
        }
    }
}
