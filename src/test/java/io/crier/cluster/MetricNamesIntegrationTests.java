package io.crier.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crier.CrierClient;
import io.crier.CrierTest;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An alert on a figure that nobody tells would never fire, and a panel would stay empty. */
@CrierTest
class MetricNamesIntegrationTests {
    /** Of Crier, and of what it brings along. */
    private static final Pattern FIGURE =
            Pattern.compile("\\b(?:crier|r2dbc_pool|jvm|process|system|http_server)_[a-z0-9_]+");

    /** Told by an event that a test need not see: a collection of garbage. */
    private static final Set<String> NOW_AND_THEN = Set.of("jvm_gc_pause_seconds_sum");

    @LocalServerPort int port;
    @Autowired MeterRegistry registry;

    private static List<String> expressions() throws IOException {
        var dashboard =
                new JsonMapper().readTree(Manifests.HOME.resolve("base/dashboard.json").toFile());
        return Stream.concat(
                        Manifests.written().stream()
                                .filter(one -> one.kind().equals("PrometheusRule"))
                                .flatMap(one -> one.tree().findValues("expr").stream()),
                        dashboard.findValues("expr").stream())
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> asked() throws IOException {
        var asked = new TreeSet<String>();
        for (var expression : expressions()) {
            FIGURE.matcher(expression).results().forEach(found -> asked.add(found.group()));
        }
        return asked;
    }

    /** As the registry of Prometheus names them. */
    private Set<String> told() {
        var told = new HashSet<String>();
        for (var meter : registry.getMeters()) {
            var id = meter.getId();
            var name = id.getConventionName(NamingConvention.snakeCase);
            var unit = id.getBaseUnit();
            var whole = unit == null || name.endsWith(unit) ? name : name + "_" + unit;
            switch (id.getType()) {
                case COUNTER -> told.add(whole + "_total");
                case TIMER, LONG_TASK_TIMER, DISTRIBUTION_SUMMARY -> {
                    var base = id.getType() == Meter.Type.TIMER ? name + "_seconds" : whole;
                    for (var part : List.of("", "_count", "_sum", "_max", "_bucket")) {
                        told.add(base + part);
                    }
                }
                case GAUGE, OTHER -> told.add(whole);
            }
        }
        return told;
    }

    @Test
    void everyFigureThatIsAskedForIsTold() throws IOException {
        assertThat(new CrierClient(port).get("/v1/announcements").status()).isEqualTo(200);
        var asked = asked();
        assertThat(asked).hasSizeGreaterThan(25).contains("crier_tail_age_seconds");
        asked.removeAll(NOW_AND_THEN);
        asked.removeAll(told());
        assertThat(asked).isEmpty();
    }

    @Test
    void theDashboardNamesOnlyWhatTheRulesRecord() throws IOException {
        var dashboard = Files.readString(Manifests.HOME.resolve("base/dashboard.json"));
        var rules = Files.readString(Manifests.HOME.resolve("base/prometheusrule.yaml"));
        var recorded =
                Pattern.compile("crier:[a-z0-9]+:[a-z0-9]+").matcher(dashboard).results().toList();
        assertThat(recorded).isNotEmpty();
        assertThat(recorded)
                .allSatisfy(name -> assertThat(rules).contains("record: " + name.group()));
    }
}
