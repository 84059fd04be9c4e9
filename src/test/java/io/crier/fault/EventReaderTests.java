package io.crier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTests {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n";

    private static final String EVENTS =
            "retry: 1500\nevent: bookmark\nid: e-7\ndata: {\"a\":1}\n\nevent: created\nid: e-8\ndata: é\n\n";

    private static EventReader reader(String body, int bufferSize) {
        return new EventReader(
                new ByteArrayInputStream((HEAD + body).getBytes(StandardCharsets.ISO_8859_1)),
                bufferSize);
    }

    /** The chunks may end anywhere, in the middle of a line and between CR and LF of none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000})
    void readsEventsHoweverTheyAreCut(int chunk) throws IOException {
        var bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
        var body = new StringBuilder();
        for (var at = 0; at < bytes.length; at += chunk) {
            var length = Math.min(chunk, bytes.length - at);
            body.append(Integer.toHexString(length))
                    .append("\r\n")
                    .append(new String(bytes, at, length, StandardCharsets.ISO_8859_1))
                    .append("\r\n");
        }
        var reader = reader(body + "0\r\n\r\n", 5);

        assertThat(reader.head()).isEqualTo(200);
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo("bookmark");
        assertThat(reader.id()).isEqualTo("e-7");
        assertThat(reader.retryMillis()).isEqualTo(1500);
        assertThat(data(reader)).isEqualTo("{\"a\":1}");
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo("created");
        assertThat(data(reader)).isEqualTo("é");
        assertThat(reader.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5\r\nevent", "7\r\ndata: 1\r\n1\r\n\n\r\n"})
    void tellsAnEndFromABreak(String body) throws IOException {
        var reader = reader(body, 64);
        reader.head();
        assertThatThrownBy(
                        () -> {
                            while (reader.next()) {
                                // until it breaks off
                            }
                        })
                .isInstanceOf(EOFException.class);
    }

    private static String data(EventReader reader) {
        return new String(reader.data(), 0, reader.dataLength(), StandardCharsets.UTF_8);
    }
}
