package io.crier.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts: whether they fire when they should, and only then, and what they say. */
class AlertsTests {
    private static final Path CASES = Path.of("src/test/k8s/alerts.yml");

    /** Where promtool finds the groups of each PrometheusRule; JSON is YAML to it. */
    private static final Map<String, String> FILES =
            Map.of("crier", "crier.yml", "crier-database", "crier-database.yml");

    @TempDir Path directory;

    private static List<Manifest> rules() throws IOException {
        return Manifests.written().stream()
                .filter(one -> one.kind().equals("PrometheusRule"))
                .toList();
    }

    static List<JsonNode> alerts() throws IOException {
        return rules().stream().flatMap(one -> one.tree().findParents("alert").stream()).toList();
    }

    private void write(String instead, String of) throws IOException {
        for (var rule : rules()) {
            var groups = new JsonMapper().writeValueAsString(rule.tree().path("spec"));
            var file = FILES.get(rule.name());
            assertThat(file).as("a file for " + rule).isNotNull();
            Files.writeString(directory.resolve(file), groups.replace(of, instead));
        }
        Files.copy(CASES, directory.resolve("alerts.yml"));
    }

    private Programs.Ending promtool(String... arguments) throws IOException {
        assumeTrue(Programs.isThere("promtool"), "no promtool: the alerts are not tried");
        var command = new java.util.ArrayList<String>();
        command.add("promtool");
        command.addAll(List.of(arguments));
        return Programs.run(command.toArray(String[]::new));
    }

    @Test
    void theyAreRulesToPrometheus() throws IOException {
        write("", "nothing of it");
        for (var file : FILES.values()) {
            var ending = promtool("check", "rules", directory.resolve(file).toString());
            assertThat(ending.status()).as(ending.output()).isZero();
        }
    }

    @Test
    void theyFireWhenTheyShouldAndOnlyThen() throws IOException {
        write("", "nothing of it");
        var ending = promtool("test", "rules", directory.resolve("alerts.yml").toString());
        assertThat(ending.status()).as(ending.output()).isZero();
    }

    /** One limit a thousand times as high, and the cases notice. */
    @Test
    void theCasesCanFail() throws IOException {
        write(
                "crier_tail_age_seconds{job=\\\"crier\\\"} > 10000",
                "crier_tail_age_seconds{job=\\\"crier\\\"} > 10");
        var ending = promtool("test", "rules", directory.resolve("alerts.yml").toString());
        assertThat(ending.status()).isNotZero();
        assertThat(ending.output()).contains("CrierTailIsLate");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachSaysWhatItMeansAndWhatToDo(JsonNode alert) throws IOException {
        assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
        assertThat(alert.at("/annotations/summary").asText()).hasSizeBetween(20, 120);
        assertThat(alert.at("/annotations/description").asText()).hasSizeGreaterThan(60);
        assertThat(alert.path("for").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachHasACaseInWhichItFiresAndALineInTheReadme(JsonNode alert) throws IOException {
        var name = alert.path("alert").asText();
        assertThat(Files.readString(CASES)).contains("alertname=\"%s\"".formatted(name));
        assertThat(Files.readString(Path.of("README.md"))).contains("`%s`".formatted(name));
    }
}
