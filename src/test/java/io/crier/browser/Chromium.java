package io.crier.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Chromium or Chrome of this machine, started by its first use and once a JVM. Tests that need
 * it are skipped where there is none; {@value #CHOICE} names one that is not on the path.
 */
public final class Chromium implements ExecutionCondition {
    private static final String CHOICE = "CRIER_TEST_BROWSER";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** What it would look for on the network by itself, and what root may not have. */
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /** Whether there is one. */
    public static boolean isThere() {
        return program().isPresent();
    }

    public static Browser running() {
        return Holder.RUNNING;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return program()
                .map(path -> ConditionEvaluationResult.enabled("with " + path))
                .orElse(
                        ConditionEvaluationResult.disabled(
                                "no browser: none of %s is on the path, and %s is not set"
                                        .formatted(String.join(", ", NAMES), CHOICE)));
    }

    private static Optional<Path> program() {
        var asked = System.getenv(CHOICE);
        return asked == null
                ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                        .filter(Files::isExecutable)
                        .findFirst()
                : Optional.of(Path.of(asked));
    }

    private static Browser start() {
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(program().orElseThrow())
                                .setHeadless(true)
                                .setArgs(FLAGS));
    }

    private static final class Holder {
        private static final Browser RUNNING = start();
    }
}
