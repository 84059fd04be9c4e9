package io.crier.syndication;

import io.crier.syndication.ReadCalendar.ReadEvent;
import io.crier.syndication.ReadCalendar.ReadProperty;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.property.Categories;
import net.fortuna.ical4j.model.property.DateProperty;
import org.jspecify.annotations.Nullable;

/** Reads with ical4j. */
final class Ical4j implements ReadCalendar.Parser {
    static Calendar parsed(byte[] calendar) throws Exception {
        return new CalendarBuilder().build(new ByteArrayInputStream(calendar));
    }

    @Override
    public ReadCalendar read(byte[] calendar) throws Exception {
        var parsed = parsed(calendar);
        return new ReadCalendar(
                properties(parsed.getProperties()),
                parsed.<CalendarComponent>getComponents("VEVENT").stream()
                        .map(Ical4j::event)
                        .toList());
    }

    private static ReadEvent event(CalendarComponent event) {
        return new ReadEvent(
                event.getRequiredProperty("UID").getValue(),
                time(event, "DTSTART"),
                time(event, "DTEND"),
                properties(event.getProperties()));
    }

    private static @Nullable Temporal time(CalendarComponent event, String name) {
        return event.<DateProperty<?>>getProperty(name)
                .map(property -> property.getDate())
                .map(date -> date instanceof LocalDate day ? day : Instant.from(date))
                .orElse(null);
    }

    private static List<ReadProperty> properties(List<Property> properties) {
        return properties.stream().map(Ical4j::property).toList();
    }

    private static ReadProperty property(Property property) {
        var parameters = new TreeMap<String, String>();
        property.getParameters().forEach(each -> parameters.put(each.getName(), each.getValue()));
        // The other parser keeps it as the type of the value.
        parameters.remove("VALUE");
        var values =
                property instanceof Categories categories
                        ? List.copyOf(categories.getCategories().getTexts())
                        : List.of(property.getValue());
        return new ReadProperty(property.getName(), parameters, values);
    }
}
