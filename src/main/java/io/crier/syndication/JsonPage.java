package io.crier.syndication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crier.announcement.Announcement;
import io.crier.announcement.AnnouncementView;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Json;
import org.jspecify.annotations.Nullable;

/**
 * The page of the API itself: {@code {"items":[…],"next":…,"previous":…,"cursor":…}}, each item an
 * {@link AnnouncementView}; a single announcement is one such view with its own cursor.
 */
final class JsonPage implements Format {
    private final FieldSelection fields;

    /**
     * @param fields what is told of the announcements
     */
    JsonPage(FieldSelection fields) {
        this.fields = fields;
    }

    /** What follows the items; a page that is not there is told as null. */
    @JsonInclude
    private record Tail(@Nullable String next, @Nullable String previous, String cursor) {}

    @Override
    public String suffix() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public boolean whole() {
        return false;
    }

    @Override
    public boolean tellsPhase() {
        return true;
    }

    @Override
    public Document open(Listing listing) {
        return listing.single()
                ? new Parts("", announcement -> single(announcement, listing), "", "")
                : new Parts(
                        "{\"items\":[",
                        announcement ->
                                Json.MAPPER.writeValueAsBytes(
                                        fields.of(
                                                AnnouncementView.within(
                                                        announcement, listing.at()))),
                        ",",
                        "]," + tail(listing));
    }

    private static byte[] single(Announcement announcement, Listing listing) {
        return Json.MAPPER.writeValueAsBytes(
                AnnouncementView.of(announcement, listing.cursor(), listing.at()));
    }

    private static String tail(Listing listing) {
        var tail =
                new Tail(
                        token(listing.next()),
                        token(listing.previous()),
                        listing.cursor().toString());
        return Json.MAPPER.writeValueAsString(tail).substring(1);
    }

    private static @Nullable String token(Listing.@Nullable Turn turn) {
        return turn == null ? null : turn.token();
    }
}
