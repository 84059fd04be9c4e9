package io.crier.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.announcement.Content;
import io.crier.announcement.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTests {
    /** A Wednesday in Brussels, ten days before summer time. */
    private static final Instant NOW = Instant.parse("2026-03-18T12:34:56Z");

    private static final Content UNDATED =
            Content.titled("A title").timeZone(ZoneId.of("Europe/Brussels")).build();

    @Test
    void isTheHourOfItsZoneOnBothSidesOfSummerTime() {
        var before =
                tell("{'weeks': -1, 'on': 'tuesday', 'at': '17:00', 'lasts': 'PT1H'}", UNDATED);
        assertThat(before.startsAt()).isEqualTo("2026-03-10T17:00:00+01:00");
        assertThat(before.endsAt()).isEqualTo("2026-03-10T18:00:00+01:00");
        var after = tell("{'weeks': 2, 'on': 'tuesday', 'at': '17:00', 'lasts': 'PT1H'}", UNDATED);
        assertThat(after.startsAt()).isEqualTo("2026-03-31T17:00:00+02:00");
    }

    @Test
    void takesWholeDaysOfItsZoneThoughOneHasAnHourLess() {
        var days = tell("{'weeks': 1, 'on': 'saturday', 'days': 2}", UNDATED);
        assertThat(days.allDay()).isTrue();
        assertThat(days.startsAt()).isEqualTo("2026-03-28T00:00:00+01:00");
        assertThat(days.endsAt()).isEqualTo("2026-03-30T00:00:00+02:00");
    }

    @Test
    void isUnderWay() {
        var live = tell("{'ago': 'PT20M', 'lasts': 'PT24H'}", UNDATED);
        assertThat(live.startsAt()).isEqualTo("2026-03-18T13:14:00+01:00");
        assertThat(live.endsAt()).isEqualTo("2026-03-19T13:14:00+01:00");
    }

    @Test
    void movesWithinItsWeekAndKeepsItsLength() {
        var dated = tell("{'weeks': 1, 'on': 'friday', 'at': '17:00', 'lasts': 'PT90M'}", UNDATED);
        var moved = tell("{'on': 'sunday', 'at': '10:30'}", dated);
        assertThat(moved.startsAt()).isEqualTo("2026-03-29T10:30:00+02:00");
        assertThat(moved.endsAt()).isEqualTo("2026-03-29T12:00:00+02:00");
        assertThat(tell("{'on': 'friday', 'at': '17:00'}", moved)).isEqualTo(dated);
        assertThat(tell("{'lasts': 'PT3H'}", dated).endsAt())
                .isEqualTo("2026-03-27T20:00:00+01:00");
    }

    @Test
    void isMovedThoughItHasNoEndOrNoTimeAtAll() {
        var open = UNDATED.with().startsAt(OffsetDateTime.parse("2026-03-27T17:00:00+01:00"));
        var moved = tell("{'at': '18:00'}", open.build());
        assertThat(moved.startsAt()).isEqualTo("2026-03-27T18:00:00+01:00");
        assertThat(moved.endsAt()).isNull();
        assertThat(tell("{'at': '18:00'}", UNDATED)).isEqualTo(UNDATED);
    }

    @Test
    void isForgotten() {
        var dated = tell("{'weeks': 1, 'on': 'friday', 'days': 1}", UNDATED);
        assertThat(tell("null", dated)).isEqualTo(UNDATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'weeks': 1}",
                "{'weeks': 1, 'on': 'someday', 'days': 1}",
                "{'weeks': 1, 'on': 'monday', 'at': '25:00', 'lasts': 'PT1H'}",
                "{'ago': 'PT1H'}",
                "{'weeks': 'two', 'on': 'monday', 'days': 1}"
            })
    void isRefusedWhereItIsNoneOfTheForms(String json) {
        assertThatThrownBy(() -> tell(json, UNDATED)).isInstanceOf(RuntimeException.class);
    }

    private static Content tell(String json, Content content) {
        return When.of(Json.MAPPER.readTree(json.replace('\'', '"'))).in(content, NOW);
    }
}
