package io.crier.syndication;

/**
 * Calendars that calendar programs subscribe to (RFC 5545, with the properties of RFC 7986 and RFC
 * 9253). Announcements without a start are not in them: an event has to begin.
 *
 * <p>Written by hand rather than by a library, which folds lines by characters where bytes are
 * meant, lets control characters through, holds the whole calendar in memory, and takes time zones
 * from its own tables, which differ from Java's.
 */
final class ICalendar implements Format {
    @Override
    public String suffix() {
        return "ics";
    }

    @Override
    public String mediaType() {
        return "text/calendar; charset=utf-8";
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public boolean tellsPhase() {
        return false;
    }

    @Override
    public boolean tellsRemoved() {
        return true;
    }

    @Override
    public Document open(Listing listing) {
        return new CalendarDocument(listing);
    }
}
