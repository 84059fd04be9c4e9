package io.crier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MarkerTests {
    private static final String SOME = "0123456789@:@9Z-\"{";

    @Test
    void isReadAsItWasWritten() {
        var buffer = ascii("{\"title\":\"x " + Marker.of(0, 0) + "\"}");
        Marker.put(buffer, 12, 12345678, 987_654_321_012L);

        assertThat(Marker.find(buffer, 0, buffer.limit())).isEqualTo(12);
        assertThat(Marker.sequence(buffer, 12)).isEqualTo(12345678);
        assertThat(Marker.nanos(buffer, 12)).isEqualTo(987_654_321_012L);
        assertThat(text(buffer)).contains(Marker.of(12345678, 987_654_321_012L));
    }

    /** Beside text that is made of what markers are made of. */
    @RepeatedTest(300)
    void isFoundWhereverItStands(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var text = new StringBuilder();
        var expected = new ArrayList<Integer>();
        for (var i = 0; i < 20; i++) {
            for (var j = random.nextInt(60); j > 0; j--) {
                text.append(SOME.charAt(random.nextInt(SOME.length())));
            }
            expected.add(text.length());
            text.append(Marker.of(i, random.nextLong(Long.MAX_VALUE)));
        }
        var buffer = ascii(text.toString());

        assertThat(found(buffer)).isEqualTo(expected);
    }

    @Test
    void isNotFoundBeforeItIsWhole() {
        var marker = Marker.of(1, 2);
        for (var length = 0; length < marker.length(); length++) {
            assertThat(Marker.find(ascii(marker), 0, length)).isEqualTo(-1);
        }
        assertThat(Marker.find(ascii(marker), 0, marker.length())).isZero();
        assertThat(Marker.find(ascii(marker), 1, marker.length())).isEqualTo(-1);
    }

    private static List<Integer> found(ByteBuffer buffer) {
        var found = new ArrayList<Integer>();
        var at = Marker.find(buffer, 0, buffer.limit());
        while (at >= 0) {
            found.add(at);
            at = Marker.find(buffer, at + Marker.LENGTH, buffer.limit());
        }
        return found;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.US_ASCII.decode(buffer.duplicate().clear()).toString();
    }
}
