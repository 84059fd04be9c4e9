package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTests {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @Test
    void believesTheByteOrderMarkFirst() {
        var text = "<?xml version='1.0' encoding='iso-8859-1'?>é";
        assertThat(decoded("\uFEFF" + text, StandardCharsets.UTF_8, "text/xml; charset=iso-8859-1"))
                .isEqualTo(text);
        assertThat(decoded("\uFEFF" + text, StandardCharsets.UTF_16BE, null)).isEqualTo(text);
        assertThat(decoded("\uFEFF" + text, StandardCharsets.UTF_16LE, null)).isEqualTo(text);
        assertThat(decoded(text, StandardCharsets.UTF_16LE, null)).isEqualTo(text);
        assertThat(decoded(text, StandardCharsets.UTF_16BE, null)).isEqualTo(text);
    }

    @Test
    void believesTheHeaderBeforeTheDeclaration() {
        var text = "<?xml version='1.0' encoding='iso-8859-1'?>é";
        assertThat(decoded(text, StandardCharsets.UTF_8, "text/xml;charset=\"UTF-8\""))
                .isEqualTo(text);
        assertThat(decoded(text, WINDOWS, "text/xml")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "us-ascii", "latin1"})
    void readsLatinAsWhatItIsMeantToBe(String name) {
        assertThat(decoded("<p>“smart” – €</p>", WINDOWS, "text/xml; charset=" + name))
                .isEqualTo("<p>“smart” – €</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml; charset=nonsense",
                "text/xml; charset=utf-16",
                "text/xml;charset="
            })
    void passesOverACharsetThatCannotBe(String contentType) {
        assertThat(decoded("<rss>é</rss>", StandardCharsets.UTF_8, contentType))
                .isEqualTo("<rss>é</rss>");
    }

    @Test
    void readsStrayBytesInUtf8AsWindows() {
        var bytes =
                new byte[] {'a', (byte) 0x93, (byte) 0xC3, (byte) 0xA9, (byte) 0x94, (byte) 0xC3};
        assertThat(Decoding.text(bytes, null)).isEqualTo("a“é”Ã");
    }

    @Test
    void readsTheLastCharacterOfALongText() {
        var text = "é".repeat(100_000) + "€";
        assertThat(decoded(text, StandardCharsets.UTF_8, null)).isEqualTo(text);
    }

    private static String decoded(String text, Charset charset, @Nullable String contentType) {
        return Decoding.text(text.getBytes(charset), contentType);
    }
}
