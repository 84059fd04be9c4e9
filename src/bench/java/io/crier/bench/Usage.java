package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What processes and all their children have used: CPU time since they began, and resident memory
 * now. Of processes that share memory each counts it, as ps does.
 *
 * @param cpuMicros user and system time, of ended children too
 */
record Usage(long cpuMicros, long rssKib) {
    private static final Path PROC = Path.of("/proc");

    /** Linux tells times in hundredths of a second whatever its own clock does. */
    private static final long MICROS_A_TICK = 10_000;

    /** The fields of /proc/PID/stat that follow the name, counted from the state. */
    private static final int PARENT = 1;

    private static final int USER_TIME = 11;
    private static final int TIMES = 4;

    static Usage of(Collection<Long> processes) throws IOException {
        var stats = stats();
        var tree = new HashSet<>(processes);
        for (var size = 0; size < tree.size(); ) {
            size = tree.size();
            stats.forEach((process, stat) -> {
                if (tree.contains(Long.valueOf(stat[PARENT]))) {
                    tree.add(process);
                }
            });
        }
        var micros = 0L;
        var kib = 0L;
        for (var process : tree) {
            var stat = stats.get(process);
            if (stat != null) {
                for (var i = USER_TIME; i < USER_TIME + TIMES; i++) {
                    micros += Long.parseLong(stat[i]) * MICROS_A_TICK;
                }
                kib += rssKib(process);
            }
        }
        return new Usage(micros, kib);
    }

    /** What all processes of this machine have taken together since it began, in microseconds. */
    static long machineMicros() throws IOException {
        try (var lines = Files.lines(PROC.resolve("stat"))) {
            var ticks = lines.findFirst().orElseThrow().split(" +", -1);
            // user, nice, system; then idle and waiting; then interrupts, hard and soft
            return Stream.of(1, 2, 3, 6, 7).mapToLong(i -> Long.parseLong(ticks[i])).sum()
                    * MICROS_A_TICK;
        }
    }

    private static Map<Long, String[]> stats() throws IOException {
        var stats = new HashMap<Long, String[]>();
        try (var directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var directory : directories) {
                try {
                    var line = Files.readString(directory.resolve("stat"));
                    stats.put(
                            Long.valueOf(directory.getFileName().toString()),
                            line.substring(line.lastIndexOf(')') + 2).split(" "));
                } catch (IOException ended) {
                    // then it takes nothing any more
                }
            }
        }
        return stats;
    }

    private static long rssKib(long process) {
        try (var lines = Files.lines(PROC.resolve(process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
