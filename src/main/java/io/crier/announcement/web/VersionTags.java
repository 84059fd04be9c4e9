package io.crier.announcement.web;

import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Match;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Entity tags of announcements and the conditions that writers make of them (RFC 9110 §8.8.3,
 * §13.1.1).
 *
 * <p>A tag is {@code "<version>-<phase>-<epoch>"}, since the phase is part of the answer, with
 * {@code .gz} or {@code .br} behind it where the answer was compressed. A condition looks at the
 * version and the epoch, for an event that begins meanwhile is no other writer, but a log that was
 * restored may have another version of that number; a version alone will do too. It takes weak tags
 * too: proxies make strong ones weak when they compress, and a version is exact in either.
 */
final class VersionTags {
    private static final Pattern TAG =
            Pattern.compile("(?:W/)?\"(?<opaque>[\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
    private static final Pattern VERSION =
            Pattern.compile(
                    "(?<version>[0-9]{1,18})(?:-[a-z]+(?:-(?<epoch>[0-9A-Za-z]{1,64}))?)?(?:\\.[a-z]+)?");

    private VersionTags() {}

    static String tag(AnnouncementView view) {
        return '"' + view.tag() + '"';
    }

    /**
     * The condition that the headers set.
     *
     * @throws InvalidInput if a header is none that HTTP knows
     */
    static Match condition(HttpHeaders headers) {
        var ifMatch = joined(headers, HttpHeaders.IF_MATCH);
        var ifNoneMatch = joined(headers, HttpHeaders.IF_NONE_MATCH);
        if (!ifNoneMatch.isEmpty()) {
            return none(ifNoneMatch, ifMatch);
        }
        return switch (ifMatch) {
            case "" -> Match.ANY;
            case "*" -> Match.EXISTING;
            default -> new Match.Exactly(versions(ifMatch));
        };
    }

    private static Match none(String ifNoneMatch, String ifMatch) {
        if (!ifNoneMatch.equals("*") || !ifMatch.isEmpty()) {
            throw new InvalidInput(
                    new Violation(
                            HttpHeaders.IF_NONE_MATCH,
                            ifNoneMatch,
                            "* alone, without If-Match, for a write that must create"));
        }
        return Match.NONE;
    }

    /** A tag that is none of ours is a version that is never current. */
    private static Set<Match.Seen> versions(String tags) {
        var versions = new HashSet<Match.Seen>();
        for (var tag : tags.split(",", -1)) {
            var read = TAG.matcher(tag.strip());
            if (!read.matches()) {
                throw new InvalidInput(
                        new Violation(
                                HttpHeaders.IF_MATCH,
                                tag.strip(),
                                "the ETag of an earlier answer in its quotes, or *"));
            }
            var version = VERSION.matcher(read.group("opaque"));
            versions.add(
                    version.matches()
                            ? new Match.Seen(
                                    Long.parseLong(version.group("version")),
                                    version.group("epoch"))
                            : new Match.Seen(-1, null));
        }
        return versions;
    }

    /** As they were sent; Spring's own reading of lists takes the quotes off. */
    private static String joined(HttpHeaders headers, String name) {
        return String.join(",", headers.getOrEmpty(name)).strip();
    }
}
