package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What it was measured on. */
final class Machine {
    private Machine() {}

    static String tell(Cores cores, String postgres) throws IOException {
        return "Measured on %s, %d cores, %s %s, Java %s, %s; %s."
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.version"),
                        postgres,
                        cores);
    }

    static String postgres(Crier crier) throws IOException, SQLException {
        try (var database = crier.database()) {
            var product = database.getMetaData();
            return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
        }
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
