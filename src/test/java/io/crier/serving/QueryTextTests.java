package io.crier.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriUtils;

class QueryTextTests {
    @ParameterizedTest
    @CsvSource({
        "R+D, R%2BD",
        "{x}, %7Bx%7D",
        "a b, a%20b",
        "a&b=c, a%26b%3Dc",
        "50%, 50%25",
        "'2026-11-24T10:00:00Z', 2026-11-24T10:00:00Z",
        "'a,b', 'a,b'",
        "Zürich, Z%C3%BCrich"
    })
    void isReadAsItWasMeant(String value, String written) {
        assertThat(QueryText.parameter("topic", value)).isEqualTo("topic=" + written);
        assertThat(URLDecoder.decode(written, StandardCharsets.UTF_8)).isEqualTo(value);
        // Nor is a plus taken for a blank by those who leave it as it is.
        assertThat(UriUtils.decode(written, StandardCharsets.UTF_8)).isEqualTo(value);
    }

    @Test
    void leavesTheOthersAsTheyWereWritten() {
        var names = Set.of("since");
        assertThat(QueryText.without("topic=R%2BD&since=0-1&q=%7Bx%7D&&board", names))
                .isEqualTo("topic=R%2BD&q=%7Bx%7D&&board");
        assertThat(QueryText.without("since=0-1&since", names)).isEmpty();
        assertThat(QueryText.without("", names)).isEmpty();
        assertThat(QueryText.without(null, names)).isEmpty();
    }
}
