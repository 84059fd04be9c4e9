package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Facet;
import io.crier.announcement.Filter;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListingTitleTests {
    private static Listing listing(Filter filter, String self) {
        var page = Written.everything(new Atom());
        return new Listing(
                page.base(),
                URI.create(self),
                filter,
                false,
                null,
                null,
                page.cursor(),
                page.at(),
                page.updated(),
                page.cancelled());
    }

    @Test
    void tellWhatWasAskedFor() {
        var filter =
                new Filter(
                        null,
                        Map.of(
                                Facet.TOPIC, Set.of("housing", "climate"),
                                Facet.ATTENDANCE, Set.of("online"),
                                Facet.LANGUAGE, Set.of("fr")),
                        null,
                        Instant.parse("2027-01-01T00:00:00Z"),
                        null);
        assertThat(ListingTitle.of(listing(filter, "https://x.example/a")))
                .isEqualTo(
                        "Crier: online, from 2027-01-01T00:00:00Z, language fr, climate or housing");
        assertThat(ListingTitle.of(listing(Filter.ALL, "https://x.example/a"))).isEqualTo("Crier");
    }

    @Test
    void aListIsKnownByItsFirstPage() {
        assertThat(first("https://x.example/a.atom?page=p2&topic=caf%C3%A9%26b&limit=5"))
                .isEqualTo("https://x.example/a.atom?topic=caf%C3%A9%26b&limit=5");
        assertThat(first("https://x.example/a.atom?topic=b&page=p2"))
                .isEqualTo(first("https://x.example/a.atom?topic=b"))
                .isEqualTo("https://x.example/a.atom?topic=b");
        assertThat(first("https://x.example/a.atom?page=p2")).isEqualTo("https://x.example/a.atom");
        assertThat(first("https://x.example/a.atom")).isEqualTo("https://x.example/a.atom");
    }

    private static String first(String self) {
        return Links.first(listing(Filter.ALL, self));
    }
}
