package io.crier.announcement;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in a {@link Content} step by step; not for more than one thread. */
public final class ContentBuilder {
    private String title;
    private @Nullable String summary;
    private @Nullable String body;
    private @Nullable String language;
    private @Nullable OffsetDateTime startsAt;
    private @Nullable OffsetDateTime endsAt;
    private @Nullable ZoneId timeZone;
    private boolean allDay;
    private Status status = Status.SCHEDULED;
    private @Nullable Attendance attendance;
    private @Nullable Place place;
    private List<Party> organisers = List.of();
    private List<Party> partners = List.of();
    private List<String> topics = List.of();
    private List<String> accessibility = List.of();
    private @Nullable URI url;
    private @Nullable URI registrationUrl;
    private @Nullable URI recordingUrl;
    private @Nullable URI imageUrl;

    ContentBuilder(String title) {
        this.title = title;
    }

    ContentBuilder(Content content) {
        title = content.title();
        summary = content.summary();
        body = content.body();
        language = content.language();
        startsAt = content.startsAt();
        endsAt = content.endsAt();
        timeZone = content.timeZone();
        allDay = content.allDay();
        status = content.status();
        attendance = content.attendance();
        place = content.place();
        organisers = content.organisers();
        partners = content.partners();
        topics = content.topics();
        accessibility = content.accessibility();
        url = content.url();
        registrationUrl = content.registrationUrl();
        recordingUrl = content.recordingUrl();
        imageUrl = content.imageUrl();
    }

    /**
     * The content as filled in.
     *
     * @throws IllegalArgumentException where it breaks a rule of {@link Content}
     */
    public Content build() {
        return new Content(
                title,
                summary,
                body,
                language,
                startsAt,
                endsAt,
                timeZone,
                allDay,
                status,
                attendance,
                place,
                organisers,
                partners,
                topics,
                accessibility,
                url,
                registrationUrl,
                recordingUrl,
                imageUrl);
    }

    public ContentBuilder title(String title) {
        this.title = title;
        return this;
    }

    public ContentBuilder summary(@Nullable String summary) {
        this.summary = summary;
        return this;
    }

    public ContentBuilder body(@Nullable String body) {
        this.body = body;
        return this;
    }

    public ContentBuilder language(@Nullable String language) {
        this.language = language;
        return this;
    }

    public ContentBuilder startsAt(@Nullable OffsetDateTime startsAt) {
        this.startsAt = startsAt;
        return this;
    }

    public ContentBuilder endsAt(@Nullable OffsetDateTime endsAt) {
        this.endsAt = endsAt;
        return this;
    }

    public ContentBuilder timeZone(@Nullable ZoneId timeZone) {
        this.timeZone = timeZone;
        return this;
    }

    public ContentBuilder allDay(boolean allDay) {
        this.allDay = allDay;
        return this;
    }

    public ContentBuilder status(Status status) {
        this.status = status;
        return this;
    }

    public ContentBuilder attendance(@Nullable Attendance attendance) {
        this.attendance = attendance;
        return this;
    }

    public ContentBuilder place(@Nullable Place place) {
        this.place = place;
        return this;
    }

    public ContentBuilder organisers(List<Party> organisers) {
        this.organisers = organisers;
        return this;
    }

    public ContentBuilder partners(List<Party> partners) {
        this.partners = partners;
        return this;
    }

    public ContentBuilder topics(List<String> topics) {
        this.topics = topics;
        return this;
    }

    public ContentBuilder accessibility(List<String> accessibility) {
        this.accessibility = accessibility;
        return this;
    }

    public ContentBuilder url(@Nullable URI url) {
        this.url = url;
        return this;
    }

    public ContentBuilder registrationUrl(@Nullable URI registrationUrl) {
        this.registrationUrl = registrationUrl;
        return this;
    }

    public ContentBuilder recordingUrl(@Nullable URI recordingUrl) {
        this.recordingUrl = recordingUrl;
        return this;
    }

    public ContentBuilder imageUrl(@Nullable URI imageUrl) {
        this.imageUrl = imageUrl;
        return this;
    }
}
