package io.crier.announcement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A side of announcements whose values are counted, and how one tells its values for that. */
enum Counted {
    TOPIC,
    /** Without its region. */
    LANGUAGE,
    ATTENDANCE,
    /** The town, or else the venue. */
    PLACE,
    /** Of the start, in the event's own time: 2027-03. */
    MONTH;

    String parameter() {
        return Words.of(this);
    }

    private List<String> values(Announcement announcement) {
        var content = announcement.content();
        return switch (this) {
            case TOPIC -> content.topics();
            case LANGUAGE ->
                    Optional.ofNullable(content.language())
                            .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                            .stream()
                            .toList();
            case ATTENDANCE ->
                    Optional.ofNullable(content.attendance()).map(Words::of).stream().toList();
            case PLACE ->
                    Optional.ofNullable(content.place())
                            .map(place ->
                                    place.locality() == null ? place.name() : place.locality())
                            .stream()
                            .toList();
            case MONTH ->
                    Optional.ofNullable(content.startsAt())
                            .map(start ->
                                    "%d-%02d".formatted(start.getYear(), start.getMonthValue()))
                            .stream()
                            .toList();
        };
    }

    /** What the store keeps of an announcement to count it by: side, colon, value. */
    static Set<String> of(Announcement announcement) {
        var counted = new TreeSet<String>();
        for (var side : values()) {
            side.values(announcement).forEach(value -> counted.add(side.parameter() + ":" + value));
        }
        return counted;
    }

    /** What the parameter of this name would be set to, to ask for the value. */
    String asked(String value) {
        return switch (this) {
            case TOPIC, PLACE -> Facet.folded(value);
            case LANGUAGE, ATTENDANCE, MONTH -> value;
        };
    }
}
