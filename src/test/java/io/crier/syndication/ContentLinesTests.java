package io.crier.syndication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ContentLinesTests {
    private final ContentLines lines = new ContentLines();

    @Test
    void aLineOfSeventyFiveBytesIsNotFoldedAndOneOfSeventySixIs() {
        lines.name("A").text("b".repeat(73));
        lines.name("A").text("b".repeat(74));

        assertThat(written())
                .isEqualTo("A:" + "b".repeat(73) + "\r\nA:" + "b".repeat(73) + "\r\n b\r\n");
    }

    @Test
    void aCharacterIsNeverCutInTwo() {
        lines.name("A").text("b".repeat(71) + "😀" + "é".repeat(36) + "x");

        assertThat(written())
                .isEqualTo("A:" + "b".repeat(71) + "\r\n 😀" + "é".repeat(35) + "\r\n éx\r\n");
    }

    @RepeatedTest(50)
    void whateverTheTextEveryLineIsShortAndWholeAndSaysIt(RepetitionInfo repetition)
            throws Exception {
        var texts = new RandomText(new Random(repetition.getCurrentRepetition()));
        var text = texts.of(400);
        var label = texts.of(60).replace('\n', ' ');

        lines.name("A").parameter("LABEL", label).text(text);

        var bytes = lines.take();
        for (var line : new String(bytes, UTF_8).split("\r\n", -1)) {
            assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(75);
        }
        for (var line : split(bytes)) {
            assertThat(UTF_8.newDecoder().decode(line).toString()).endsWith("\r\n");
        }
        var unfolded = new String(bytes, UTF_8).replace("\r\n ", "");
        var escaped =
                text.replace("\\", "\\\\")
                        .replace(";", "\\;")
                        .replace(",", "\\,")
                        .replace("\n", "\\n");
        assertThat(unfolded).startsWith("A;LABEL=").endsWith(":" + escaped + "\r\n");
    }

    @Test
    void everyKindOfLineBreakIsOne() {
        lines.name("A").text("a\r\nb\rc\nd\u0085e\u2028f\u2029g\r");

        assertThat(written()).isEqualTo("A:a\\nb\\nc\\nd\\ne\\nf\\ng\\n\r\n");
    }

    @Test
    void nothingBeginsALineOfItsOwn() {
        lines.name("SUMMARY")
                .parameter("LANGUAGE", "en\r\nX-A:1")
                .text("talk\r\nEND:VEVENT\nX-B:2\u000bX-C:3\u001f\u007f");

        assertThat(written())
                .isEqualTo("SUMMARY;LANGUAGE=\"en^nX-A:1\":talk\\nEND:VEVENT\\nX-B:2X-C:3\r\n");
    }

    @Test
    void whatIsNoCharacterIsLeftOut() {
        lines.name("A").text("a\u0000b\uD800c\uDC00d\uFFFEe\uFFFFf\tg😀");

        assertThat(written()).isEqualTo("A:abcdef\tg😀\r\n");
    }

    @Test
    void parametersAreQuotedAndEncodedWhereTheyMustBe() {
        lines.name("A")
                .parameter("X", "plain words")
                .parameter("Y", "a:b;c,d")
                .parameter("Z", "say \"^\"\n")
                .parameter("NONE", null)
                .value("v");

        assertThat(written()).isEqualTo("A;X=plain words;Y=\"a:b;c,d\";Z=say ^'^^^'^n:v\r\n");
    }

    @Test
    void listsArePartedByCommasThatAreNotInTheirTexts() {
        lines.name("CATEGORIES").texts(List.of("art, music", "film"));

        assertThat(written()).isEqualTo("CATEGORIES:art\\, music,film\r\n");
    }

    @Test
    void addressesAreWrittenInAscii() {
        lines.name("URL").uri(URI.create("https://example.org/fête?a=1,2;3"));

        assertThat(written()).isEqualTo("URL:https://example.org/f%C3%AAte?a=1,2;3\r\n");
    }

    private String written() {
        return new String(lines.take(), UTF_8);
    }

    private static List<ByteBuffer> split(byte[] bytes) {
        var found = new ArrayList<ByteBuffer>();
        var from = 0;
        for (var at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                found.add(ByteBuffer.wrap(bytes, from, at + 1 - from));
                from = at + 1;
            }
        }
        return found;
    }
}
