package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {
    @Test
    void readsWhatItWrites() {
        var cursor = new Cursor("56fa53d55ffa", 20005);
        assertThat(cursor).hasToString("56fa53d55ffa-20005");
        assertThat(Cursor.parse("56fa53d55ffa-20005")).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "-",
                "a-",
                "-5",
                "a--5",
                "a-5-6",
                "a-5.",
                "a-5.x",
                "a-5.6.7",
                "a-5 ",
                " a-5",
                "a-5\n",
                "a-0x5",
                "ä-5",
                "a-1234567890123456789"
            })
    void nothingElseIsACursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void aPageTokenReadsWhatItWrites() {
        var id = UUID.fromString("01a206f3-e667-72a6-9ada-f13027f133bc");
        for (var sort : Sort.values()) {
            for (var content :
                    new Content[] {Samples.webinar(), Content.titled("undated").build()}) {
                var key = sort.key(Findable.of(Samples.announcement(content)), null);
                var token =
                        new PageToken(
                                "0123456789abcdef",
                                new Cursor("e", 7),
                                Samples.NOW,
                                PageToken.Direction.BACK,
                                new SortKey(2, key.time(), id));
                assertThat(PageToken.parse(token.toString())).contains(token);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "YWJj", "fn5-fn4", "e35-fn5-"})
    void nothingElseIsAPageToken(String text) {
        assertThat(PageToken.parse(text)).isEmpty();
    }
}
