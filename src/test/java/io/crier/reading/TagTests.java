package io.crier.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Cursor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTests {
    private static final Cursor PLACE = new Cursor("02d70940cffa", 45);

    @Test
    void isReadBack() {
        var tag = new Tag(PLACE, Instant.parse("2027-03-04T16:00:00Z"), "json1a");
        assertThat(tag).hasToString("02d70940cffa-45-n0trt340-json1a");
        assertThat(Tag.parse(tag.toString())).contains(tag);
        var eternal = new Tag(PLACE, null, "json1a");
        assertThat(eternal).hasToString("02d70940cffa-45-0-json1a");
        assertThat(Tag.parse(eternal.toString())).contains(eternal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3-upcoming",
                "02d70940cffa-45",
                "02d70940cffa-45-0",
                "02d70940cffa-45-0-json.gz",
                "02d70940cffa-45-zzzzzzzzzzzz-json",
                "02d70940cffa--1-0-json",
                "02d70940cffa-99999999999999999999-0-json"
            })
    void whatIsNoneIsNotRead(String text) {
        assertThat(Tag.parse(text)).isEmpty();
    }

    @Test
    void aTimeThatNoClockShowsIsNoReasonToFail() {
        assertThat(Tag.parse("02d70940cffa-45-zzzzzzzzzzz-json")).isPresent();
    }
}
