package io.crier.announcement;

import java.time.OffsetDateTime;

/** Which times an event can have. */
final class Times {
    static final String ACCEPTED =
            "a time with its offset, such as 2027-03-04T17:00:00+01:00 (RFC 3339), in the years 1900 to 2199";

    private Times() {}

    /** A time outside is a slip of the keyboard, and far ones do not fit into calendars. */
    static boolean isSensible(OffsetDateTime time) {
        var year = time.getYear();
        return year >= 1900 && year <= 2199;
    }
}
