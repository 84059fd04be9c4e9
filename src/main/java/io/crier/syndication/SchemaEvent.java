package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Html;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An announcement as an Event of schema.org, by what search engines say they read. */
final class SchemaEvent {
    private static final String SCHEMA = "https://schema.org/";

    private SchemaEvent() {}

    static Thing of(Announcement announcement, Listing listing) {
        var content = announcement.content();
        var self = Links.announcement(listing, announcement);
        return new Thing("Event")
                .with("@id", self)
                .with("identifier", announcement.id().toString())
                .with("name", content.title())
                .with("description", description(content))
                .with("url", Links.page(listing, announcement))
                .with("startDate", start(announcement))
                .with("endDate", Moments.end(content))
                .withAll("previousStartDate", previousStarts(announcement))
                .withAll("eventStatus", statuses(announcement))
                .with("eventAttendanceMode", attendanceMode(content))
                .withAll("location", locations(announcement, listing))
                .withAll(
                        "organizer",
                        content.organisers().stream().map(SchemaEvent::organization).toList())
                .withAll(
                        "contributor",
                        content.partners().stream().map(SchemaEvent::organization).toList())
                .with("image", Links.written(content.imageUrl()))
                .with("offers", linked("Offer", content.registrationUrl()))
                // Not a VideoObject: those need a picture and a day of upload that nobody told.
                .with("recordedIn", linked("CreativeWork", content.recordingUrl()))
                .with("inLanguage", content.language())
                .withAll("keywords", content.topics())
                .with(
                        "subjectOf",
                        new Thing("CreativeWork")
                                .with("url", self)
                                .with("datePublished", announcement.publishedAt().toString())
                                .with("dateModified", announcement.updatedAt().toString()));
    }

    private static @Nullable String description(Content content) {
        var summary = content.summary();
        if (summary != null || content.body() == null) {
            return summary;
        }
        var text = Html.text(content.body());
        return text.isEmpty() ? null : text;
    }

    /** An event that will not take place keeps the start that it was to have. */
    private static @Nullable String start(Announcement announcement) {
        var start = Moments.start(announcement.content());
        var previous = Moments.previousStarts(announcement);
        return start == null && isOff(announcement.content()) && !previous.isEmpty()
                ? previous.getLast()
                : start;
    }

    private static boolean isOff(Content content) {
        return content.status() == Status.POSTPONED || content.status() == Status.CANCELLED;
    }

    /** They have a meaning where the event is said to be at another time, and only there. */
    private static List<String> previousStarts(Announcement announcement) {
        return isRescheduled(announcement) ? Moments.previousStarts(announcement) : List.of();
    }

    private static boolean isRescheduled(Announcement announcement) {
        return switch (announcement.content().status()) {
            case RESCHEDULED -> true;
            case MOVED_ONLINE -> !announcement.previousStartsAt().isEmpty();
            case TENTATIVE, SCHEDULED, POSTPONED, CANCELLED -> false;
        };
    }

    /** There is no word for what is not settled yet, and nothing is said of it. */
    private static List<String> statuses(Announcement announcement) {
        var statuses = new ArrayList<String>();
        switch (announcement.content().status()) {
            case TENTATIVE, RESCHEDULED -> {}
            case SCHEDULED -> statuses.add(SCHEMA + "EventScheduled");
            case POSTPONED -> statuses.add(SCHEMA + "EventPostponed");
            case MOVED_ONLINE -> statuses.add(SCHEMA + "EventMovedOnline");
            case CANCELLED -> statuses.add(SCHEMA + "EventCancelled");
        }
        if (isRescheduled(announcement)) {
            statuses.add(SCHEMA + "EventRescheduled");
        }
        return statuses;
    }

    private static @Nullable String attendanceMode(Content content) {
        if (Headline.onlineOnly(content)) {
            return SCHEMA + "OnlineEventAttendanceMode";
        }
        return switch (content.attendance()) {
            case HYBRID -> SCHEMA + "MixedEventAttendanceMode";
            case IN_PERSON -> SCHEMA + "OfflineEventAttendanceMode";
            case ONLINE -> SCHEMA + "OnlineEventAttendanceMode";
            case null -> null;
        };
    }

    private static List<Thing> locations(Announcement announcement, Listing listing) {
        var content = announcement.content();
        var locations = new ArrayList<Thing>();
        if (content.place() != null && !Headline.onlineOnly(content)) {
            locations.add(place(content.place(), content.accessibility()));
        }
        if (Headline.onlineOnly(content) || content.attendance() == Attendance.HYBRID) {
            var registration = Links.written(content.registrationUrl());
            locations.add(
                    new Thing("VirtualLocation")
                            .with(
                                    "url",
                                    registration == null
                                            ? Links.page(listing, announcement)
                                            : registration));
        }
        return locations;
    }

    /**
     * What is accessible there is a feature of it: events and virtual places have no word for it.
     */
    private static Thing place(Place place, List<String> accessibility) {
        var address =
                new Thing("PostalAddress")
                        .with("streetAddress", place.address())
                        .with("addressLocality", place.locality())
                        .with("addressCountry", place.country());
        return new Thing("Place")
                .with("name", place.name())
                .with("address", address.saysAnything() ? address : null)
                .with("geo", coordinates(place))
                .withAll(
                        "amenityFeature",
                        accessibility.stream()
                                .map(feature ->
                                        new Thing("LocationFeatureSpecification")
                                                .with("name", feature)
                                                .with("value", true))
                                .toList());
    }

    private static @Nullable Thing coordinates(Place place) {
        return place.latitude() == null
                ? null
                : new Thing("GeoCoordinates")
                        .with("latitude", place.latitude())
                        .with("longitude", place.longitude());
    }

    private static Thing organization(Party party) {
        return new Thing("Organization")
                .with("name", party.name())
                .with("url", Links.written(party.url()));
    }

    private static @Nullable Thing linked(String type, @Nullable URI address) {
        return address == null ? null : new Thing(type).with("url", address.toASCIIString());
    }
}
