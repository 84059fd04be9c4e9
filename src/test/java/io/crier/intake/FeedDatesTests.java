package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 21 Aug 2026 18:00:00 -0400|2026-08-21T22:00:00Z",
                "Mon, 21 Aug 2026 18:00:00 GMT|2026-08-21T18:00:00Z",
                "21 Aug 2026 18:00 +0000|2026-08-21T18:00:00Z",
                "21 Aug 26 18:00:00 EST|2026-08-21T23:00:00Z",
                "1 September 1999 9:05:00 CEST|1999-09-01T07:05:00Z",
                "Fri,21-Aug-2026 18:00:00 UTC|2026-08-21T18:00:00Z",
                "Fri, 21 Aug 2026|2026-08-21T00:00:00Z",
                "Fri, 21 Aug 2026 24:00:00 Z|2026-08-22T00:00:00Z",
                "Fri, 21 Aug 2026 23:59:60 +0000|2026-08-22T00:00:00Z",
                "ven., 21 Aug 2026 18:00:00 +02:00|2026-08-21T16:00:00Z",
                "Fri, 21 Aug 2026 18:00:00 GMT+0200|2026-08-21T16:00:00Z",
                "Fri, 21 Aug 2026 18:00:00 +0000 (UTC)|2026-08-21T18:00:00Z",
                "Fri, 21 Aug 2026 18:00:00|2026-08-21T18:00:00Z",
                "2026-08-21T18:00:00Z|2026-08-21T18:00:00Z",
                "2026-08-21T18:00:00.123456+02:00|2026-08-21T16:00:00Z",
                "2026-08-21t18:00:00z|2026-08-21T18:00:00Z",
                "2026-08-21 18:00:00+0200|2026-08-21T16:00:00Z",
                "2026-08-21T18:00|2026-08-21T18:00:00Z",
                "2026-08-21|2026-08-21T00:00:00Z",
            })
    void readsWhatFeedsWrite(String written, Instant instant) {
        assertThat(FeedDates.instant(written)).isEqualTo(instant);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "31 Feb 2026 18:00:00 GMT",
                "21 Xyz 2026 18:00:00 GMT",
                "21 Aug 2026 25:00:00 GMT",
                "2026-13-01",
                "2026-08-21T18:00:00+99:00",
                "1787342400",
            })
    void readsNothingFromWhatIsNoTime(String written) {
        assertThat(FeedDates.instant(written)).isNull();
    }
}
