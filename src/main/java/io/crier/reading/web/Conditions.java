package io.crier.reading.web;

import io.crier.reading.Representation;
import io.crier.serving.HeaderValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The conditions that a reader makes (RFC 9110 §13.1.2, §13.1.3): what it has already, which need
 * not be sent again. What cannot be read is passed over, as the standard says.
 */
final class Conditions {
    private static final Pattern TAG =
            Pattern.compile("(?:W/)?\"(?<opaque>[\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
    private static final String ANYTHING = "*";

    /** Nobody has more versions of one answer. */
    private static final int MOST_TAGS = 100;

    private final String ifNoneMatch;
    private final @Nullable String ifModifiedSince;

    private Conditions(String ifNoneMatch, @Nullable String ifModifiedSince) {
        this.ifNoneMatch = ifNoneMatch;
        this.ifModifiedSince = ifModifiedSince;
    }

    static Conditions of(HttpHeaders headers) {
        return new Conditions(
                HeaderValues.all(headers, HttpHeaders.IF_NONE_MATCH),
                headers.getFirst(HttpHeaders.IF_MODIFIED_SINCE));
    }

    /** The opaque parts of the entity tags that were named. */
    List<String> tags() {
        var tags = new ArrayList<String>();
        var written = TAG.matcher(ifNoneMatch);
        while (tags.size() < MOST_TAGS && written.find()) {
            tags.add(written.group("opaque"));
        }
        return tags;
    }

    /**
     * The entity tag of what the reader has, in quotes, if it is this very answer, in the coding
     * that he takes or in none; else {@code null}. The date counts only where no tag is named.
     */
    @Nullable String met(Representation answer, Representation.Body body) {
        if (ifNoneMatch.isEmpty()) {
            return isSince(answer) ? body.tag() : null;
        }
        if (ifNoneMatch.equals(body.tag()) || ifNoneMatch.strip().equals(ANYTHING)) {
            return body.tag();
        }
        return tags().stream()
                .filter(opaque -> answer.isTagged(opaque, body.coding()))
                .findFirst()
                .map(opaque -> '"' + opaque + '"')
                .orElse(null);
    }

    private boolean isSince(Representation answer) {
        if (ifModifiedSince == null) {
            return false;
        }
        try {
            var since =
                    ZonedDateTime.parse(ifModifiedSince, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return since.getEpochSecond() >= answer.facts().made().getEpochSecond();
        } catch (DateTimeException notADate) {
            return false;
        }
    }

    /** The date that tells an answer from any later one, to the second, as HTTP writes it. */
    static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }
}
