package io.crier.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.DurationStyle;

/** The alerts: whether they fire when they should, and only then, and what they say. */
class AlertsTests {
    private static final Path CASES = Path.of("src/test/k8s/alerts.yml");

    /** Where promtool finds the groups of each PrometheusRule; JSON is YAML to it. */
    private static final Map<String, String> FILES =
            Map.of(
                    "crier", "crier.yml",
                    "crier-database", "crier-database.yml",
                    "crier-replicas", "crier-replicas.yml");

    /** A number of an expression, and none of a label or a duration. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.\\[\"])\\d+(?:\\.\\d+)?(?![\\w.\"])");

    private static final Pattern ALERT = Pattern.compile("alertname=\"([^\"]+)\"");

    /** A label that an annotation tells. */
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    @TempDir Path directory;

    private static List<Manifest> rules() throws IOException {
        return Manifests.written().stream()
                .filter(one -> one.kind().equals("PrometheusRule"))
                .toList();
    }

    static List<JsonNode> alerts() throws IOException {
        return rules().stream().flatMap(one -> one.tree().findParents("alert").stream()).toList();
    }

    private void write() throws IOException {
        write(_ -> List.of());
    }

    /** The rules, with what is made of each alert besides, in its group. */
    private void write(Function<JsonNode, List<ObjectNode>> besides) throws IOException {
        for (var rule : rules()) {
            var file = FILES.get(rule.name());
            assertThat(file).as("a file for " + rule).isNotNull();
            var spec = rule.tree().path("spec").<ObjectNode>deepCopy();
            for (var group : spec.path("groups")) {
                var alerts = group.findParents("alert");
                alerts.forEach(
                        alert -> ((ArrayNode) group.path("rules")).addAll(besides.apply(alert)));
            }
            Files.writeString(directory.resolve(file), new JsonMapper().writeValueAsString(spec));
        }
        Files.copy(CASES, directory.resolve("alerts.yml"));
    }

    private Programs.Ending promtool(String... arguments) throws IOException {
        assumeTrue(Programs.isThere("promtool"), "no promtool: the alerts are not tried");
        var command = new ArrayList<String>();
        command.add("promtool");
        command.addAll(List.of(arguments));
        return Programs.run(command.toArray(String[]::new));
    }

    @Test
    void theyAreRulesToPrometheus() throws IOException {
        write();
        for (var file : FILES.values()) {
            var ending = promtool("check", "rules", directory.resolve(file).toString());
            assertThat(ending.status()).as(ending.output()).isZero();
        }
    }

    @Test
    void theyFireWhenTheyShouldAndOnlyThen() throws IOException {
        write();
        var ending = promtool("test", "rules", directory.resolve("alerts.yml").toString());
        assertThat(ending.status()).as(ending.output()).isZero();
    }

    /** A limit or a time that is five times as much, or a fifth, makes it fire otherwise. */
    @Test
    void theCasesNoticeWhatIsFarOff() throws IOException {
        write(AlertsTests::farOff);
        var ending = promtool("test", "rules", directory.resolve("alerts.yml").toString());
        // of the cases in which something fires that shouldn't, all that does
        var fired =
                ending.output()
                        .lines()
                        .filter(line -> line.strip().startsWith("got:"))
                        .map(AlertsTests::names)
                        .toList();
        assertThat(fired).as(ending.output()).hasSizeGreaterThan(30);
        var cases = names(Files.readString(CASES));
        var unnoticed = new ArrayList<String>();
        for (var alert : alerts()) {
            var name = alert.path("alert").asText();
            for (var other : farOff(alert)) {
                var changed = other.path("alert").asText();
                var alone =
                        fired.stream()
                                .anyMatch(all -> all.contains(changed) && !all.contains(name));
                var times =
                        fired.stream().mapToInt(all -> Collections.frequency(all, changed)).sum();
                if (!alone && times >= Collections.frequency(cases, name)) {
                    unnoticed.add(changed);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static List<String> names(String text) {
        return ALERT.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The alert with one of its numbers, or its time, changed; each is named after that. */
    private static List<ObjectNode> farOff(JsonNode alert) {
        var others = new ArrayList<ObjectNode>();
        var expression = alert.path("expr").asText();
        var seconds = DurationStyle.detectAndParse(alert.path("for").asText()).toSeconds();
        for (var factor : List.of(new BigDecimal("5"), new BigDecimal("0.2"))) {
            NUMBER.matcher(expression)
                    .results()
                    .filter(number -> new BigDecimal(number.group()).signum() != 0)
                    .forEach(number -> {
                        var other = new BigDecimal(number.group()).multiply(factor).toPlainString();
                        var change =
                                "%s at %d is %s".formatted(number.group(), number.start(), other);
                        others.add(
                                named(alert, change)
                                        .put(
                                                "expr",
                                                expression.substring(0, number.start())
                                                        + other
                                                        + expression.substring(number.end())));
                    });
            if (seconds > 0) {
                var other = BigDecimal.valueOf(seconds).multiply(factor).intValue() + "s";
                others.add(named(alert, "for is " + other).put("for", other));
            }
        }
        return others;
    }

    private static ObjectNode named(JsonNode alert, String change) {
        var name = "%s, %s".formatted(alert.path("alert").asText(), change);
        return alert.<ObjectNode>deepCopy().put("alert", name);
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

    /** One that its expression doesn't keep would be told as nothing. */
    @ParameterizedTest
    @MethodSource("alerts")
    void eachTellsLabelsThatItHas(JsonNode alert) throws IOException {
        var named = "alertname=\"%s\"".formatted(alert.path("alert").asText());
        var fired =
                Files.readAllLines(CASES).stream()
                        .filter(line -> line.contains(named))
                        .findFirst()
                        .orElseThrow();
        LABEL.matcher(alert.path("annotations").toString())
                .results()
                .forEach(label -> assertThat(fired).contains(", %s=\"".formatted(label.group(1))));
    }
}
