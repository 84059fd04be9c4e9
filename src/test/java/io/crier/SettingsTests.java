package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whether the README's table of settings tells of Crier's as they are. */
class SettingsTests {
    private static final Path WRITTEN =
            Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Pattern ROW = Pattern.compile("\\| (`[a-z][^|]*) \\| ([^|]+) \\| .+");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String CODES_ONLY = "`[^`]+`(, `[^`]+`)*";

    /** By their names; the default is empty where it is told in words or there is none. */
    private static Map<String, String> told() throws IOException {
        var told = new TreeMap<String, String>();
        var section =
                Files.readString(Path.of("README.md"))
                        .split("\n## Settings\n", 2)[1]
                        .split("\n## ", 2)[0];
        for (var line : section.lines().toList()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var names = names(codes(row.group(1)));
                var cell = row.group(2);
                var defaults = cell.matches(CODES_ONLY) ? codes(cell) : List.<String>of();
                assertThat(defaults.size()).as(line).isIn(0, names.size());
                for (var index = 0; index < names.size(); index++) {
                    told.put(names.get(index), defaults.isEmpty() ? "" : defaults.get(index));
                }
            }
        }
        return told;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** One that begins with a dot stands beside the one before it. */
    private static List<String> names(List<String> codes) {
        var names = new ArrayList<String>();
        for (var code : codes) {
            names.add(
                    code.startsWith(".") ? names.getLast().replaceFirst("\\.[^.]*$", code) : code);
        }
        return names;
    }

    private static Map<String, JsonNode> there() throws IOException {
        var there = new TreeMap<String, JsonNode>();
        for (var property : Json.MAPPER.readTree(Files.readString(WRITTEN)).path("properties")) {
            var name = property.path("name").asString();
            if (name.startsWith("crier.")) {
                there.put(name, property.path("defaultValue"));
            }
        }
        return there;
    }

    @Test
    void theReadmeTellsOfEachOfCriersAndOfItsDefault() throws IOException {
        var told = told();
        var there = there();
        assertThat(told).hasSizeGreaterThan(there.size());
        assertThat(told.keySet().stream().filter(name -> name.startsWith("crier.")))
                .containsExactlyInAnyOrderElementsOf(there.keySet());
        there.forEach((name, value) -> {
            if (!value.isMissingNode()) {
                assertThat(told.get(name)).as(name).isEqualTo(value.asString());
            }
        });
    }
}
