package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Words;
import java.math.BigDecimal;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, from the left to the right: what each is called and what its cells say.
 */
final class Columns {
    static final Map<String, Function<Announcement, @Nullable String>> ALL =
            Collections.unmodifiableMap(columns());

    private Columns() {}

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : Csv.disarmed(text);
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : text(address.toString());
    }

    private static @Nullable String text(List<String> texts) {
        return texts.isEmpty() ? null : text(String.join("; ", texts));
    }

    private static @Nullable String names(List<Party> parties) {
        return text(parties.stream().map(Party::name).toList());
    }

    private static @Nullable String time(@Nullable OffsetDateTime time) {
        return time == null ? null : Moments.written(time);
    }

    private static Map<String, Function<Announcement, @Nullable String>> columns() {
        var columns = new LinkedHashMap<String, Function<Announcement, @Nullable String>>();
        columns.put("id", one -> one.id().toString());
        columns.put("version", one -> Long.toString(one.version()));
        columns.put("sequence", one -> Integer.toString(one.sequence()));
        columns.put("title", one -> text(one.content().title()));
        columns.put("summary", one -> text(one.content().summary()));
        columns.put("body", one -> text(one.content().body()));
        columns.put("language", one -> text(one.content().language()));
        columns.put("startsAt", one -> time(one.content().startsAt()));
        columns.put("endsAt", one -> time(one.content().endsAt()));
        columns.put("timeZone", one -> zone(one));
        columns.put("allDay", one -> Boolean.toString(one.content().allDay()));
        columns.put("previousStartsAt", one -> previousStarts(one));
        columns.put("status", one -> Words.of(one.content().status()));
        columns.put("attendance", one -> attendance(one));
        columns.put("place.name", place(place -> text(place.name())));
        columns.put("place.address", place(place -> text(place.address())));
        columns.put("place.locality", place(place -> text(place.locality())));
        columns.put("place.country", place(place -> text(place.country())));
        columns.put("place.latitude", place(place -> degrees(place.latitude())));
        columns.put("place.longitude", place(place -> degrees(place.longitude())));
        columns.put("organisers", one -> names(one.content().organisers()));
        columns.put("partners", one -> names(one.content().partners()));
        columns.put("topics", one -> text(one.content().topics()));
        columns.put("accessibility", one -> text(one.content().accessibility()));
        columns.put("url", one -> text(one.content().url()));
        columns.put("registrationUrl", one -> text(one.content().registrationUrl()));
        columns.put("recordingUrl", one -> text(one.content().recordingUrl()));
        columns.put("imageUrl", one -> text(one.content().imageUrl()));
        columns.put("source.id", one -> one.source() == null ? null : text(one.source().id()));
        columns.put("source.uid", one -> one.source() == null ? null : text(one.source().uid()));
        columns.put("source.url", one -> one.source() == null ? null : text(one.source().url()));
        columns.put("publishedAt", one -> one.publishedAt().toString());
        columns.put("updatedAt", one -> one.updatedAt().toString());
        return columns;
    }

    private static @Nullable String zone(Announcement announcement) {
        var zone = announcement.content().timeZone();
        return zone == null ? null : zone.getId();
    }

    private static @Nullable String attendance(Announcement announcement) {
        var attendance = announcement.content().attendance();
        return attendance == null ? null : Words.of(attendance);
    }

    private static @Nullable String previousStarts(Announcement announcement) {
        var previous = announcement.previousStartsAt();
        return previous.isEmpty()
                ? null
                : previous.stream().map(Moments::written).collect(Collectors.joining("; "));
    }

    private static Function<Announcement, @Nullable String> place(
            Function<Place, @Nullable String> cell) {
        return announcement -> {
            var place = announcement.content().place();
            return place == null ? null : cell.apply(place);
        };
    }

    /** Without an exponent, which not every program reads. */
    private static @Nullable String degrees(@Nullable Double degrees) {
        return degrees == null ? null : BigDecimal.valueOf(degrees).toPlainString();
    }
}
