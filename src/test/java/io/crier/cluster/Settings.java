package io.crier.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** All settings that there are, by the descriptions that libraries and Crier bring along. */
final class Settings {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private Settings() {}

    /** As variables of the environment: the upper case of a name, its dots and dashes a line. */
    static Set<String> asEnvironmentVariables() throws IOException {
        var mapper = new JsonMapper();
        var names = new HashSet<String>();
        var files = Settings.class.getClassLoader().getResources(METADATA);
        while (files.hasMoreElements()) {
            try (var file = files.nextElement().openStream()) {
                for (var property : mapper.readTree(file).path("properties")) {
                    names.add(
                            property.path("name")
                                    .asText()
                                    .replaceAll("[.-]", "_")
                                    .toUpperCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
