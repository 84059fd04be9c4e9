package io.crier.syndication;

import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Html;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a calendar tells of an event in words; plain text, paragraphs parted by a blank line. */
final class EventText {
    private final Content content;
    private final Wording wording;

    EventText(Content content, Wording wording) {
        this.content = content;
        this.wording = wording;
    }

    /** The title, behind a word in brackets if there is one. */
    String summary(@Nullable String word) {
        var title = ContentLines.oneLine(content.title());
        return word == null ? title : "[" + wording.word(word) + "] " + title;
    }

    /**
     * All that readers should know: many calendars show nothing but the title, times, place and
     * this. {@code null} where there is nothing.
     */
    @Nullable String description() {
        var paragraphs = new ArrayList<String>();
        var body = content.body() == null ? "" : Html.text(content.body());
        var summary = content.summary() == null ? "" : content.summary().strip();
        if (!summary.isEmpty() && !body.startsWith(summary)) {
            paragraphs.add(summary);
        }
        if (!body.isEmpty()) {
            paragraphs.add(body);
        }
        var facts = facts();
        if (!facts.isEmpty()) {
            paragraphs.add(String.join("\n", facts));
        }
        return paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs);
    }

    /** Where to go; {@code null} where nothing is told. */
    @Nullable String location() {
        var place = content.place();
        if (content.status() == Status.MOVED_ONLINE) {
            // The room that it was to be in would mislead.
            return wording.word("online");
        }
        var told = place == null ? "" : told(place);
        if (!told.isEmpty()) {
            return told;
        }
        return isOnline() ? wording.word("online") : null;
    }

    /** Whether one can take part from anywhere. */
    boolean isOnline() {
        return content.status() == Status.MOVED_ONLINE
                || content.attendance() == Attendance.ONLINE
                || content.attendance() == Attendance.HYBRID;
    }

    String word(String key) {
        return wording.word(key);
    }

    private String told(Place place) {
        var parts = new ArrayList<String>();
        add(parts, place.name());
        add(parts, place.address());
        add(parts, place.locality());
        add(parts, place.country() == null ? null : wording.country(place.country()));
        return String.join(", ", parts);
    }

    /** An address often ends with its town. */
    private static void add(List<String> parts, @Nullable String part) {
        var line = part == null ? "" : ContentLines.oneLine(part);
        var said =
                !parts.isEmpty()
                        && parts.getLast()
                                .toLowerCase(Locale.ROOT)
                                .endsWith(line.toLowerCase(Locale.ROOT));
        if (!line.isEmpty() && !said) {
            parts.add(line);
        }
    }

    private List<String> facts() {
        var facts = new ArrayList<String>();
        tell(facts, "registration", content.registrationUrl());
        tell(facts, "recording", content.recordingUrl());
        tell(facts, "organisers", names(content.organisers()));
        tell(facts, "partners", names(content.partners()));
        tell(facts, "accessibility", String.join(", ", content.accessibility()));
        tell(facts, "more", content.url());
        return facts;
    }

    private void tell(List<String> facts, String key, @Nullable Object fact) {
        if (fact != null && !fact.toString().isEmpty()) {
            facts.add(wording.word(key) + ": " + fact);
        }
    }

    private static String names(List<Party> parties) {
        return parties.stream().map(Party::name).collect(Collectors.joining(", "));
    }
}
