package io.crier.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class DenialsTests {
    private final Denials denials =
            new Denials(
                    new ProblemWriter(JsonMapper.shared()),
                    ProblemsTests.meters(new SimpleMeterRegistry()));

    private void come(String who) {
        denials.note(MockServerHttpRequest.get("/v1/tokens").build(), who, 401);
    }

    private static long lines(CapturedOutput output, String who) {
        return output.getAll().lines().filter(line -> line.contains("who=" + who + ",")).count();
    }

    @Test
    void oneWhoComesWithoutEndHidesNobodyElse(CapturedOutput output) {
        for (var i = 0; i < 1_000; i++) {
            come("flood");
        }
        come("other");
        assertThat(lines(output, "flood")).isBetween(10L, 20L);
        assertThat(lines(output, "other")).isEqualTo(1);
        assertThat(output.getAll()).containsPattern("who=other,.* notLoggedBefore=9[89]\\d");
    }

    @Test
    void howeverManyComeTheLogStaysShort(CapturedOutput output) {
        for (var i = 0; i < 20_000; i++) {
            come("one-of-many-" + i);
        }
        var logged = output.getAll().lines().filter(line -> line.contains("refused: ")).count();
        assertThat(logged).isBetween(50L, 1_000L);
    }
}
