package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Json;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A process whose log one setting turns into JSON, all of it. */
class StructuredLogsIntegrationTests {
    private static final String SETTING = "--logging.structured.format.console=ecs";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path directory;

    private List<JsonNode> logged(List<String> settings, BooleanSupplier enough) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath(),
                        CrierApplication.class.getName(),
                        SETTING,
                        "--crier.demo=false",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--crier.data-directory=" + directory.resolve("data")));
        command.addAll(settings);
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !process.isAlive() || enough.getAsBoolean());
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(log()).stream()
                .map(StructuredLogsIntegrationTests::object)
                .toList();
    }

    /** What Crier's tests run on, without the tests. */
    private static String classPath() {
        var path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path log() {
        return directory.resolve("log");
    }

    private static JsonNode object(String line) {
        try {
            var json = Json.MAPPER.readTree(line);
            assertThat(json.isObject()).as(line).isTrue();
            return json;
        } catch (RuntimeException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private boolean hasSaid(String text) {
        try {
            return Files.readString(log(), StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void everyLineIsAnObjectAndTheReportIsOneWithoutTheToken() throws Exception {
        var database = TestDatabase.fresh();
        var lines =
                logged(
                        List.of(
                                "--spring.r2dbc.url=" + database.r2dbcUrl(),
                                "--spring.r2dbc.username=" + database.user(),
                                "--spring.r2dbc.password=" + database.password(),
                                "--spring.flyway.user=" + database.owner(),
                                "--spring.flyway.password=" + database.ownerPassword()),
                        () -> hasSaid("Crier is there"));
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines)
                .allSatisfy(line -> {
                    assertThat(line.at("/@timestamp").isString()).isTrue();
                    assertThat(line.at("/log/level").isString()).isTrue();
                    assertThat(line.get("message").isString()).isTrue();
                });
        var report =
                lines.stream()
                        .filter(line -> line.get("message").asString().equals("Crier is there"))
                        .toList();
        assertThat(report).hasSize(1);
        assertThat(report.getFirst().get("port").asString()).matches("[0-9]+");
        assertThat(Files.readString(log()))
                .doesNotContain(Files.readString(directory.resolve("data/token")).strip());
    }

    @Test
    void anExceptionIsPartOfItsLine() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        var lines =
                logged(
                        List.of(
                                "--crier.token=test",
                                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + closed + "/x",
                                "--spring.r2dbc.username=x",
                                "--spring.r2dbc.password=x"),
                        () -> false);
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line.at("/error/stack_trace").asString(""))
                                .contains("\tat ")
                                .contains("Caused by"));
    }
}
