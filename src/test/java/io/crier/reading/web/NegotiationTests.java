package io.crier.reading.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ResponseStatusException;

class NegotiationTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|json",
                "*/*|json",
                "application/json|json",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8|json",
                "text/calendar|ics",
                "application/atom+xml, application/rss+xml;q=0.9|atom",
                "application/atom+xml;q=0.5, application/rss+xml|rss",
                "application/feed+json|feed.json",
                "application/ld+json|jsonld",
                "text/csv; charset=utf-8|csv",
                "application/x-ndjson|ndjson",
                "text/*|ics",
                "application/json;q=0, */*|ics",
                "*/*;q=0.1, text/csv;q=0.2|csv",
            })
    void theFormThatIsLikedBest(String accept, String suffix) {
        assertThat(Negotiation.form(accept).suffix()).isEqualTo(suffix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "nonsense", "application/json;q=0"})
    void whatThereIsNotIsRefused(String accept) {
        assertThatThrownBy(() -> Negotiation.form(accept))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("406")
                .hasMessageContaining("text/calendar (.ics)");
    }

    @Test
    void theRefusalHoldsNothingThatIsNotPlain() {
        assertThatThrownBy(() -> Negotiation.form("\u0007".repeat(500)))
                .hasMessageContaining("???")
                .hasMessageNotContaining("\u0007");
    }
}
