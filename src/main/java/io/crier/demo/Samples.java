package io.crier.demo;

import io.crier.announcement.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** The samples as they are written, in a file of their own. */
final class Samples {
    static final ClassPathResource FILE = new ClassPathResource("demo/announcements.json");

    private Samples() {}

    static List<Sample> read() {
        try (var written = FILE.getInputStream()) {
            return Json.MAPPER.readTree(written).valueStream().map(Sample::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " belongs to Crier", e);
        }
    }
}
