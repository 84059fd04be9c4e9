package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterPidTests {
    @TempDir Path cluster;

    @Test
    void readsTheProcessIdOfTheFirstLine() {
        assertThat(PostmasterPid.parse("4711\n/data/postgres\n1790000000\n5432\n")).contains(4711L);
        assertThat(PostmasterPid.parse(" 4711 ")).contains(4711L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0\n", "-1\n", "abc\n", "99999999999\n", "\n4711\n"})
    void readsNoneWhereThereIsNone(String content) {
        assertThat(PostmasterPid.parse(content)).isEmpty();
    }

    @Test
    void disowningTakesTheProcessIdAndLeavesTheSharedMemory() throws Exception {
        var file = cluster.resolve("postmaster.pid");
        Files.writeString(file, "1\n/data\n2\n5432\n\n127.0.0.1\n  1234567  7\nready   \n");
        new PostmasterPid(cluster).disown();
        assertThat(Files.readString(file))
                .isEqualTo(
                        ProcessHandle.current().pid()
                                + "\n/data\n2\n5432\n\n127.0.0.1\n  1234567  7\nready   \n");
    }

    @Test
    void disowningRemovesAFileThatNamesNoProcess() throws Exception {
        var file = Files.writeString(cluster.resolve("postmaster.pid"), "");
        new PostmasterPid(cluster).disown();
        assertThat(file).doesNotExist();
        assertThat(new PostmasterPid(cluster).pid()).isEmpty();
    }
}
