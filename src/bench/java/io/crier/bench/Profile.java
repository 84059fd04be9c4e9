package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the server's time goes while there is publishing: a flame graph and the stacks as text by
 * async-profiler where that runs, a JFR recording elsewhere.
 */
final class Profile implements FanOut.Watch {
    private static final String LIBRARY = "/linux-%s/libasyncProfiler.so";

    private final String process;
    private final Path output;
    private final Optional<Path> library;

    private Profile(String process, Path output, Optional<Path> library) {
        this.process = process;
        this.output = output;
        this.library = library;
    }

    static Profile of(Crier crier, String name) throws IOException {
        Files.createDirectories(Options.OUTPUT);
        return new Profile(
                Long.toString(crier.pid()),
                Options.OUTPUT
                        .resolve(name.replaceAll("[^0-9]+", "-") + "profile")
                        .toAbsolutePath(),
                library());
    }

    private static Optional<Path> library() throws IOException {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        try (var found = Profile.class.getResourceAsStream(LIBRARY.formatted(architecture))) {
            if (found == null) {
                return Optional.empty();
            }
            var file = Options.OUTPUT.resolve("libasyncProfiler.so").toAbsolutePath();
            Files.copy(found, file, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(file);
        }
    }

    @Override
    public void begins() throws IOException {
        if (library.isPresent()) {
            agent("start,event=cpu,interval=1ms");
        } else {
            jcmd("JFR.start", "name=bench", "settings=profile");
        }
    }

    @Override
    public void ends() throws IOException {
        if (library.isPresent()) {
            agent("dump,collapsed,file=" + output + ".txt");
            agent("stop,file=" + output + ".html");
            System.out.println("Profile: " + output + ".html and .txt");
        } else {
            jcmd("JFR.stop", "name=bench", "filename=" + output + ".jfr");
            System.out.println("Profile: " + output + ".jfr");
        }
    }

    /** In quotes, or jcmd would take what has an equals sign for an argument of its own. */
    private void agent(String command) throws IOException {
        var said =
                jcmd("JVMTI.agent_load", library.orElseThrow().toString(), "\"" + command + "\"");
        if (!said.contains("return code: 0")) {
            throw new IOException("async-profiler does not take " + command + ": " + said);
        }
    }

    private String jcmd(String... command) throws IOException {
        var whole = new ArrayList<>(List.of(Programs.ofJdk("jcmd"), process));
        whole.addAll(List.of(command));
        return Programs.run(whole.toArray(String[]::new));
    }
}
