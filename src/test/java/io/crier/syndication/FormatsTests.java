package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FormatsTests {
    static final List<Format> ALL = Formats.ALL;

    @Test
    void findsEachByItsSuffixAndNoOther() {
        assertThat(ALL).extracting(Format::suffix).doesNotHaveDuplicates();
        assertThat(ALL).extracting(Format::mediaType).doesNotHaveDuplicates();
        assertThat(ALL)
                .allSatisfy(format ->
                        assertThat(Formats.bySuffix(format.suffix())).containsSame(format));
        assertThat(Formats.bySuffix("xml")).isEmpty();
    }

    @Test
    void onlyThePageOfTheApiMovesWithTheClock() {
        assertThat(ALL).filteredOn(Format::tellsPhase).containsExactly(Formats.JSON);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void theSameStateGivesTheSameBytesHoweverItIsCutIntoChunks(Format format) {
        var announcements = new Anything(1).announcements(50);
        var tombstones = new Anything(2).announcements(5);
        var listing = Written.page(format);
        assertThat(inChunks(format, listing, announcements, tombstones))
                .isEqualTo(Written.bytes(format, listing, announcements, tombstones))
                .hasSizeGreaterThan(5_000);
    }

    private static byte[] inChunks(
            Format format,
            Listing listing,
            List<Announcement> announcements,
            List<Announcement> tombstones) {
        var bytes = new ByteArrayOutputStream();
        var document = format.open(listing);
        bytes.writeBytes(document.begin());
        tombstones.forEach(tombstone -> bytes.writeBytes(document.removed(List.of(tombstone))));
        bytes.writeBytes(document.items(List.of()));
        for (var from = 0; from < announcements.size(); from += 7) {
            var to = Math.min(from + 7, announcements.size());
            bytes.writeBytes(document.items(announcements.subList(from, to)));
        }
        bytes.writeBytes(document.end());
        return bytes.toByteArray();
    }
}
