package io.crier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;

/** The way of an announcement, with a guard on every thread that must not block. */
@CrierTest
class EventLoopBlockHoundTests {
    @LocalServerPort int port;

    /** Before the threads that it guards begin. */
    @BeforeAll
    static void install() {
        Guard.install();
    }

    @Test
    void theGuardBites() {
        var sleeping =
                Mono.delay(Duration.ofMillis(1))
                        .map(n -> {
                            try {
                                Thread.sleep(10);
                            } catch (InterruptedException ex) {
                                throw new IllegalStateException(ex);
                            }
                            return n;
                        });
        assertThatThrownBy(sleeping::block).hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @RepeatedTest(3)
    void nothingBlocksOnTheWayOfAnAnnouncement(RepetitionInfo repetition) throws Exception {
        var topic = "x" + repetition.getCurrentRepetition();
        var crier = new CrierClient(port);
        try (var stream = crier.stream("?topic=" + topic)) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            var created =
                    crier.create(
                            "{\"title\":\"A\",\"body\":\"<p>b</p>\",\"language\":\"en\",\"topics\":[\""
                                    + topic
                                    + "\"]}");
            var path = "/v1/announcements/" + created.get("id").asString();
            assertThat(crier.patch(path, "{\"title\":\"B\"}").status()).isEqualTo(200);
            assertThat(crier.batch("{\"title\":\"C\",\"topics\":[\"" + topic + "\"]}\n{").status())
                    .isEqualTo(200);
            assertThat(crier.get("/v1/announcements?topic=" + topic).status()).isEqualTo(200);
            assertThat(crier.get(path + "/history").status()).isEqualTo(200);
            assertThat(crier.post("/v1/announcements", "{").status()).isEqualTo(400);
            assertThat(crier.delete(path).status()).isEqualTo(204);
            assertThat(stream.changesUntil(change -> change.type().equals("removed"))).hasSize(4);
        }
        try (var stream = crier.stream("?since=start&topic=" + topic)) {
            assertThat(stream.changesUntil(change -> change.type().equals("removed"))).hasSize(4);
        }
    }
}
