package io.crier.syndication;

import io.crier.announcement.Announcement;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Absolute addresses, in ASCII: not every reader knows what to do with others. */
final class Links {
    private Links() {}

    /** What an announcement is known by in every feed (RFC 9562 §4). */
    static String urn(Announcement announcement) {
        return "urn:uuid:" + announcement.id();
    }

    /** The announcement at Crier itself. */
    static String announcement(Listing listing, Announcement announcement) {
        return listing.base().resolve("/v1/announcements/" + announcement.id()).toASCIIString();
    }

    /** Where a person reads on: the event's own page, or the one that Crier shows of it. */
    static String page(Listing listing, Announcement announcement) {
        var own = written(announcement.content().url());
        return own == null
                ? listing.base().resolve("/announcements/" + announcement.id()).toASCIIString()
                : own;
    }

    static String home(Listing listing) {
        return listing.base().resolve("/").toASCIIString();
    }

    static @Nullable String written(@Nullable URI address) {
        return address == null ? null : address.toASCIIString();
    }

    /**
     * The first page of the list: what is asked for, wherever in it somebody reads. It is also what
     * the list is known by, since it is the same on every page and at any time.
     */
    static String first(Listing listing) {
        var self = listing.self();
        var query = URI.create(self.toASCIIString()).getRawQuery();
        if (query == null) {
            return self.toASCIIString();
        }
        var asked =
                Arrays.stream(query.split("&"))
                        .filter(parameter -> !parameter.startsWith("page="))
                        .collect(Collectors.joining("&"));
        var path = self.toASCIIString().split("\\?", 2)[0];
        return asked.isEmpty() ? path : path + "?" + asked;
    }

    static @Nullable String turn(Listing.@Nullable Turn turn) {
        return turn == null ? null : turn.address().toASCIIString();
    }
}
