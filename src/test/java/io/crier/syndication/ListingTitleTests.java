package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ListingTitleTests {
    @Test
    void aListOfEverythingIsCalledCrier() {
        assertThat(ListingTitle.of(Map.of())).isEqualTo("Crier");
    }

    @Test
    void aListIsCalledByWhatWasAskedFor() {
        var asked = new TreeMap<String, List<String>>();
        asked.put("topic", List.of("climate", "housing"));
        asked.put("attendance", List.of("online"));
        asked.put("from", List.of("2027-01-01T00:00:00Z"));

        assertThat(ListingTitle.of(asked))
                .isEqualTo("Crier: online, from 2027-01-01T00:00:00Z, climate, housing");
    }
}
