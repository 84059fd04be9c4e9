package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import io.crier.announcement.Phase;
import io.crier.announcement.Span;
import io.crier.announcement.Status;
import io.crier.announcement.Words;
import java.net.URI;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An announcement among others, in words. Everything that a script needs to keep it true stands
 * beside them.
 *
 * @param blank whether it is the empty form that scripts fill in
 * @param phase at the time of the page
 * @param begins the first instant of its {@link Span}, empty where none is known
 * @param ends the instant at which it is over
 * @param startsAt as it was told, empty where it was not
 * @param endsAt as it was told, empty where it was not
 * @param timeZone as it was told, empty where it was not
 * @param oneDay whether it ends on the day on which it begins
 * @param language of the title and the summary, if it is another than the interface's
 * @param status in a word for machines; {@code null} where the event takes place as told
 * @param statusText the same for people
 * @param news what became of it of late; {@code null} where that is of no interest
 */
public record Card(
        boolean blank,
        String id,
        String version,
        String phase,
        String begins,
        String ends,
        String startsAt,
        String endsAt,
        String timeZone,
        boolean allDay,
        boolean oneDay,
        String title,
        @Nullable String language,
        String href,
        When when,
        @Nullable String status,
        String statusText,
        String where,
        String who,
        @Nullable String summary,
        List<Topic> topics,
        @Nullable String registration,
        @Nullable String recording,
        @Nullable News news) {
    /** More would fill the card. */
    private static final int MOST_TOPICS = 6;

    /** A topic, and the address of all that have it. */
    public record Topic(String name, String href) {}

    /**
     * What became of it.
     *
     * @param kind {@code created} or {@code updated}
     * @param machine the time of it, as HTML wants it
     * @param at the day of it, for a person
     */
    public record News(String kind, String words, String machine, String at) {}

    /** For scripts to fill in: all parts are there, and say nothing. */
    static final Card BLANK =
            new Card(
                    true,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    false,
                    false,
                    "",
                    null,
                    "",
                    When.BLANK,
                    "",
                    "",
                    "",
                    "",
                    "",
                    List.of(new Topic("", "")),
                    "",
                    "",
                    new News("", "", "", ""));

    /** Where one announcement is shown alone. */
    static String href(Announcement announcement, ViewLink from) {
        return from.beside("/announcements/" + announcement.id());
    }

    static Card of(
            Announcement announcement,
            Instant now,
            Texts texts,
            ViewLink from,
            @Nullable News news) {
        var content = announcement.content();
        var span = Span.of(content);
        var days = When.daysOf(content);
        return new Card(
                false,
                announcement.id().toString(),
                Long.toString(announcement.version()),
                announcement.phase(now).name().toLowerCase(Locale.ROOT),
                written(span.start()),
                written(span.end()),
                content.startsAt() == null ? "" : When.machine(content.startsAt()),
                content.endsAt() == null ? "" : When.machine(content.endsAt()),
                content.timeZone() == null ? "" : content.timeZone().getId(),
                content.allDay(),
                days != null && days.first().equals(days.last()),
                content.title(),
                foreign(content.language(), texts),
                href(announcement, from),
                When.of(content, year(now), texts),
                status(content),
                statusText(content, texts),
                Where.of(content, texts),
                names(content.organisers()),
                content.summary(),
                content.topics().stream()
                        .limit(MOST_TOPICS)
                        .map(topic ->
                                new Topic(
                                        topic,
                                        from.unfiltered().withOnly("topic", topic).toString()))
                        .toList(),
                announcement.phase(now) == Phase.ENDED ? null : written(content.registrationUrl()),
                written(content.recordingUrl()),
                news);
    }

    /** Whose days are told without it. */
    static Year year(Instant now) {
        return Year.from(now.atZone(ZoneOffset.UTC));
    }

    /** The language, if it must be told where all else is in the interface's. */
    static @Nullable String foreign(@Nullable String language, Texts texts) {
        return language == null
                        || Locale.forLanguageTag(language).getLanguage().equals(texts.language())
                ? null
                : language;
    }

    static @Nullable String status(Content content) {
        return content.status() == Status.SCHEDULED ? null : Words.of(content.status());
    }

    static String statusText(Content content, Texts texts) {
        var status = status(content);
        return status == null ? "" : texts.text("status." + status);
    }

    static String names(List<Party> parties) {
        return parties.stream().map(Party::name).collect(Collectors.joining(", "));
    }

    static @Nullable String written(@Nullable URI address) {
        return address == null ? null : address.toASCIIString();
    }

    private static String written(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }
}
