package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTests {
    private static final URI BASE = URI.create("https://town.example/feeds/rss.xml");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://x.example/a?b=c#d|https://x.example/a?b=c#d",
                "/common/1|https://town.example/common/1",
                "one|https://town.example/feeds/one",
                "//x.example/a|https://x.example/a",
                "https://x.example/a b/{c}|https://x.example/a%20b/%7Bc%7D",
                "https://x.example/100%/%41|https://x.example/100%25/%41",
                "https://x.example/straße|https://x.example/stra%C3%9Fe",
                "https://Bücher.example/x|https://xn--bcher-kva.example/x",
                "HTTP://X.example:8080/|http://x.example:8080/",
                "http://[::1]:80/x|http://[::1]:80/x",
            })
    void makesAddressesProper(String written, URI address) {
        assertThat(Links.absolute(written, BASE)).isEqualTo(address);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                " ",
                "javascript:alert(1)",
                "mailto:a@x.example",
                "ftp://x.example/",
                "https://",
                "https:///x",
                "https:x",
                "http://[::1",
            })
    void dropsWhatIsNoWebAddress(String written) {
        assertThat(Links.absolute(written, BASE)).isNull();
    }

    @Test
    void dropsWhatIsTooLong() {
        assertThat(Links.absolute("https://x.example/" + "a".repeat(2_000), BASE)).isNull();
        assertThat(Links.absolute("https://x.example/" + "ß".repeat(700), BASE)).isNull();
    }
}
