package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Cursor;
import io.crier.feed.Delta;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class AnswerTagTests {
    private static final byte[] BODY = {1, 2, 3};

    private static List<AnswerTag> held(String... ifNoneMatch) {
        var headers = new HttpHeaders();
        headers.addAll(HttpHeaders.IF_NONE_MATCH, List.of(ifNoneMatch));
        return AnswerTag.held(headers);
    }

    @Test
    void readsWhatItWrites() {
        var last = AnswerTag.of(new Delta(List.of(), "56fa53d55ffa-7", false), BODY, false);
        assertThat(last).isEqualTo("\"56fa53d55ffa-7.f130f21e\"");
        assertThat(held(last))
                .containsExactly(new AnswerTag(new Cursor("56fa53d55ffa", 7), false, false, last));
        var midway = AnswerTag.of(new Delta(List.of(), "56fa53d55ffa-7.12", true), BODY, true);
        assertThat(midway).isEqualTo("\"56fa53d55ffa-7.12+.f130f21e.gzip\"");
        assertThat(held(midway))
                .containsExactly(new AnswerTag(new Cursor("56fa53d55ffa", 7), true, true, midway));
    }

    @Test
    void readsListsAndWeakOnesAndPassesOverOthers() {
        assertThat(held("\"a-1.00000000\", W/\"a-2.00000000.gzip\"", "\"other\", \"a-3.0000000f\""))
                .extracting(tag -> tag.end().position())
                .containsExactly(1L, 2L, 3L);
        assertThat(held()).isEmpty();
        assertThat(held("*")).isEmpty();
        assertThat(held("\"3-upcoming\"", "a-1.00000000", "\"a-1\"", "\"a-1.00000000.br\""))
                .isEmpty();
    }

    @Test
    void looksAtAFewOnly() {
        assertThat(held("\"a-1.00000000\",".repeat(50))).hasSize(4);
    }
}
