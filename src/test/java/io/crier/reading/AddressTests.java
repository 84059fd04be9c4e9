package io.crier.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.syndication.Formats;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressTests {
    private static Address address(@Nullable String query) {
        return new Address(URI.create("https://crier.example"), "/v1/announcements", query);
    }

    @Test
    void leadsToOtherPagesOfTheSameQuery() {
        assertThat(address(null).page("abc")).isEqualTo("/v1/announcements?page=abc");
        assertThat(address("topic=a%20b&page=old&limit=5").page("abc"))
                .isEqualTo("/v1/announcements?topic=a%20b&limit=5&page=abc");
        assertThat(address("page=old").first()).isEqualTo("/v1/announcements");
    }

    @Test
    void isAbsoluteUnderItsBase() {
        var address = address("topic=a");
        assertThat(address.absolute(address.reference()))
                .hasToString("https://crier.example/v1/announcements?topic=a");
    }

    @Test
    void alternatesLeaveOutWhatTheyDoNotKnow() {
        assertThat(Link.alternate(address("topic=a&limit=5&sort=-start&page=x"), Formats.CALENDAR))
                .isEqualTo(
                        "</v1/announcements.ics?topic=a>; rel=\"alternate\"; type=\"text/calendar\"");
    }
}
