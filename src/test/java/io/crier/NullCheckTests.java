package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The null checker is really there: with the build's own flags a null hole does not compile. */
class NullCheckTests {
    private static final String CANARY =
            """
            package canary;

            @org.jspecify.annotations.NullMarked
            class Canary {
                static int length(%s String text) {
                    return text.length();
                }
            }
            """;

    @TempDir Path directory;

    @Test
    void aNullHoleDoesNotCompile() throws Exception {
        assertThat(compile("@org.jspecify.annotations.Nullable"))
                .contains("[NullAway] dereferenced expression");
    }

    @Test
    void theSameWithoutTheHoleCompiles() throws Exception {
        assertThat(compile("")).isEmpty();
    }

    private String compile(String annotation) throws Exception {
        var source =
                Files.writeString(directory.resolve("Canary.java"), CANARY.formatted(annotation));
        var path = System.getProperty("java.class.path");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                                "-proc:none",
                                "-classpath",
                                path,
                                "-processorpath",
                                path,
                                "-d",
                                directory.toString()));
        command.addAll(flagsOfTheBuild());
        command.add(source.toString());
        var output = directory.resolve("output").toFile();
        var compiler =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        compiler.waitFor();
        return Files.readString(output.toPath());
    }

    private static List<String> flagsOfTheBuild() throws Exception {
        var flags =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pom().toFile())
                        .getElementsByTagName("arg");
        var all = new ArrayList<String>();
        for (var i = 0; i < flags.getLength(); i++) {
            all.add(flags.item(i).getTextContent());
        }
        assertThat(all).anyMatch(flag -> flag.contains("NullAway:ERROR"));
        return all;
    }

    private static Path pom() throws IOException {
        return Path.of("pom.xml").toRealPath();
    }
}
