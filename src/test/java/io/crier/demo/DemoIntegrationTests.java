package io.crier.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierApplication;
import io.crier.TestDatabase;
import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Change;
import io.crier.announcement.ChangeLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class DemoIntegrationTests {
    private static final int SAMPLES = 37;

    @TempDir Path data;

    @Test
    void fillsAnEmptyEmbeddedDatabaseOnceAndOnlyWhereItIsWanted(CapturedOutput output)
            throws IOException {
        try (var unwanted = crier("--crier.demo=false")) {
            assertThat(unwanted.getBean(Demo.class).isRunning()).isFalse();
            assertThat(head(unwanted)).isZero();
        }

        long written;
        try (var first = crier()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> samples(first).size() == SAMPLES);
            assertThat(first.getEnvironment().getProperty("local.server.port"))
                    .isNotNull()
                    .satisfies(port ->
                            assertThat(output).contains("curl -N http://localhost:" + port));
            var token = data.resolve("token");
            assertThat(output)
                    .contains("Token   in " + token.toAbsolutePath())
                    .doesNotContain(Files.readString(token).strip());

            awaitLife(first, writesOfAFill());
            written = head(first);
        }
        try (var second = crier()) {
            awaitLife(second, written);
            assertThat(head(second)).isLessThan(written + 5);
            assertThat(samples(second)).hasSizeBetween(SAMPLES - 1, SAMPLES + 1);
        }
    }

    @Test
    void leavesADatabaseAloneThatIsNamed(CapturedOutput output) {
        var database = TestDatabase.fresh();
        try (var crier =
                crier(
                        "--spring.r2dbc.url=" + database.r2dbcUrl(),
                        "--spring.r2dbc.username=" + database.user(),
                        "--spring.r2dbc.password=" + database.password(),
                        "--spring.flyway.user=" + database.owner(),
                        "--spring.flyway.password=" + database.ownerPassword(),
                        "--crier.demo=true",
                        "--crier.token=nobody-may-read-this")) {
            assertThat(crier.getBeanProvider(Demo.class)).isEmpty();
            assertThat(head(crier)).isZero();
            assertThat(output)
                    .contains("database " + database.database())
                    .contains("the one that is set in crier.token")
                    .doesNotContain("nobody-may-read-this");
        }
    }

    private ConfigurableApplicationContext crier(String... settings) {
        return SpringApplication.run(
                CrierApplication.class,
                Stream.concat(
                                Stream.of(settings),
                                Stream.of(
                                        "--server.port=0",
                                        "--management.server.port=0",
                                        "--crier.data-directory=" + data))
                        .toArray(String[]::new));
    }

    private static int writesOfAFill() {
        return Samples.read().stream()
                .filter(sample -> sample.presence() != Presence.WAITING)
                .mapToInt(sample -> 1 + sample.since().size())
                .sum();
    }

    private static void awaitLife(ConfigurableApplicationContext crier, long position) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> changes(crier, position).size() > 0);
        assertThat(changes(crier, position))
                .extracting(change -> Objects.requireNonNull(change.announcement().source()).id())
                .containsOnly("demo");
    }

    private static List<Change> changes(ConfigurableApplicationContext crier, long position) {
        return get(crier.getBean(ChangeLog.class).after(position, 100)).changes();
    }

    private static long head(ConfigurableApplicationContext crier) {
        return get(crier.getBean(ChangeLog.class).bounds()).head();
    }

    private static List<Announcement> samples(ConfigurableApplicationContext crier) {
        return get(
                new StoredStock(crier.getBean(Announcements.class), crier.getBean(ChangeLog.class))
                        .samples());
    }

    private static <T> T get(Mono<T> answer) {
        return answer.blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }
}
