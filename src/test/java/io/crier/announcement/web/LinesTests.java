package io.crier.announcement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class LinesTests {
    /** The text in buffers of so many bytes. */
    private static Flux<DataBuffer> body(String text, int size) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var count = (bytes.length + size - 1) / size;
        return Flux.range(0, count)
                .map(i -> {
                    var from = i * size;
                    var to = Math.min(bytes.length, from + size);
                    return DefaultDataBufferFactory.sharedInstance.wrap(
                            java.util.Arrays.copyOfRange(bytes, from, to));
                });
    }

    private static List<String> texts(List<Lines.Line> lines) {
        return lines.stream()
                .map(line -> line.number() + ":" + new String(line.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void cutsLinesHoweverTheyArrive(int size) {
        StepVerifier.create(
                        Lines.of(body("a\n\nü€\r\n \t\nlast", size))
                                .collectList()
                                .map(LinesTests::texts))
                .expectNext(List.of("1:a", "3:ü€\r", "5:last"))
                .verifyComplete();
    }

    @Test
    void aBodyMayEndWithALineEnd() {
        StepVerifier.create(Lines.of(body("a\nb\n", 3)).collectList().map(LinesTests::texts))
                .expectNext(List.of("1:a", "2:b"))
                .verifyComplete();
        StepVerifier.create(Lines.of(Flux.empty())).verifyComplete();
    }

    @Test
    void passesOverALineThatIsTooLongAndGoesOn() {
        var tooLong = "x".repeat(Lines.LONGEST_LINE + 1);
        StepVerifier.create(Lines.of(body("a\n" + tooLong + "\nb", 4096)).collectList())
                .assertNext(lines -> {
                    assertThat(lines).extracting(Lines.Line::number).containsExactly(1L, 2L, 3L);
                    assertThatThrownBy(() -> lines.get(1).bytes())
                            .isInstanceOf(Lines.LineTooLong.class);
                    assertThat(lines.get(2).bytes()).asString().isEqualTo("b");
                })
                .verifyComplete();
    }
}
