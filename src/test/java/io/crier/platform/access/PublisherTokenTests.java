package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.platform.database.DataDirectorySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTokenTests {
    @TempDir Path directory;

    private PublisherToken token(@Nullable String set) {
        return new PublisherToken(
                new PublisherToken.Settings(set),
                new IssuerSettings(null, List.of()),
                new DataDirectorySettings(directory.resolve("data")));
    }

    @Test
    void isMadeOnceAndKeptForItsOwnerAlone() throws Exception {
        var made = Objects.requireNonNull(token(null).made());
        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(token("").made()).isEqualTo(made);
        assertThat(token(null).isShownBy(made)).isTrue();
        assertThat(token(null).isShownBy(made + "x")).isFalse();
        assertThat(token(null).isShownBy("")).isFalse();

        var file = Objects.requireNonNull(token(null).file());
        assertThat(Files.readString(file).strip()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void oneThatIsSetIsNeverToldAndNothingIsKept() {
        var set = token("secret");
        assertThat(set.isShownBy("secret")).isTrue();
        assertThat(set.made()).isNull();
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim!", "two words", "ünicode", "a=b"})
    void refusesOneThatNoHeaderCarries(String set) {
        assertThatThrownBy(() -> token(set))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.createFile(directory.resolve("data/token"));
        assertThatThrownBy(() -> token(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
