package io.crier.syndication;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a parser found in a calendar. */
record ReadCalendar(List<ReadProperty> properties, List<ReadEvent> events) {
    /** A parser that Crier doesn't write with. */
    interface Parser {
        ReadCalendar read(byte[] calendar) throws Exception;
    }

    record ReadProperty(String name, SortedMap<String, String> parameters, List<String> values) {
        ReadProperty(String name, Map<String, String> parameters, List<String> values) {
            this(name, new TreeMap<>(parameters), List.copyOf(values));
        }

        static ReadProperty of(String name, String... values) {
            return new ReadProperty(name, new TreeMap<>(), List.of(values));
        }

        ReadProperty with(String parameter, String value) {
            var more = new TreeMap<>(parameters);
            more.put(parameter, value);
            return new ReadProperty(name, more, values);
        }
    }

    /**
     * One event.
     *
     * @param start an {@link Instant} or a {@link LocalDate}
     */
    record ReadEvent(
            String uid,
            @Nullable Temporal start,
            @Nullable Temporal end,
            List<ReadProperty> properties) {
        List<ReadProperty> all(String name) {
            return properties.stream().filter(each -> each.name().equals(name)).toList();
        }
    }

    /** The form of a time that both parsers can be brought to. */
    static @Nullable Temporal time(@Nullable String written) {
        if (written == null) {
            return null;
        }
        return written.contains("T") ? Instant.parse(written) : LocalDate.parse(written);
    }
}
