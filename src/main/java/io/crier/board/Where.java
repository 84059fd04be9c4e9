package io.crier.board;

import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import io.crier.announcement.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an event takes place, for a person to read. */
final class Where {
    private Where() {}

    /** On one line, such as "Town hall, Ghent and online"; empty where nothing is told. */
    static String of(Content content, Texts texts) {
        if (isOnlineOnly(content)) {
            return texts.text("attendance.online");
        }
        var place = content.place() == null ? "" : inShort(content.place(), texts.locale());
        if (content.attendance() == Attendance.HYBRID) {
            return place.isEmpty()
                    ? texts.text("attendance.hybrid")
                    : texts.text("where.hybrid", place);
        }
        return place;
    }

    /** What a map is asked for; empty where nothing is told, or nothing is to be found there. */
    static List<String> address(Content content, Texts texts) {
        var place = content.place();
        if (place == null || isOnlineOnly(content)) {
            return List.of();
        }
        return parts(
                place.name(), place.address(), place.locality(), country(place, texts.locale()));
    }

    static String attendance(Attendance attendance, Texts texts) {
        return texts.text("attendance." + Words.of(attendance));
    }

    static boolean isOnlineOnly(Content content) {
        return content.status() == Status.MOVED_ONLINE || content.attendance() == Attendance.ONLINE;
    }

    private static String inShort(Place place, Locale locale) {
        var parts = parts(place.name(), place.locality());
        var told = parts.isEmpty() ? parts(country(place, locale)) : parts;
        return String.join(", ", told);
    }

    private static @Nullable String country(Place place, Locale locale) {
        return place.country() == null
                ? null
                : Locale.of("", place.country()).getDisplayCountry(locale);
    }

    /** An address often ends with its town. */
    private static List<String> parts(@Nullable String... told) {
        var parts = new ArrayList<String>();
        Stream.of(told)
                .flatMap(Stream::ofNullable)
                .filter(part -> !part.isBlank())
                .filter(part -> parts.isEmpty() || !endsWith(parts.getLast(), part))
                .forEach(parts::add);
        return List.copyOf(parts);
    }

    private static boolean endsWith(String text, String end) {
        return text.toLowerCase(Locale.ROOT).endsWith(end.toLowerCase(Locale.ROOT));
    }
}
