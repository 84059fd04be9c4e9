package io.crier.announcement;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The forms that values are written in; each reading gives nothing for what is not of its form. */
final class Forms {
    static final String A_TIME =
            "a time with its offset, such as 2027-03-04T17:00:00+01:00 (RFC 3339), in the years 1900 to 2199";
    static final String A_ZONE = "the name of an IANA time zone, such as Europe/Brussels";
    static final String A_LANGUAGE = "a BCP 47 language tag, such as en or pt-BR";
    static final String A_COUNTRY = "an ISO 3166-1 country code of two letters, such as BE";
    static final String A_WEB_ADDRESS =
            "an http or https address of at most 2000 characters, with a host and without a password";

    private static final int LONGEST_WEB_ADDRESS = 2_000;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Forms() {}

    static Optional<OffsetDateTime> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text)).filter(Forms::isSensible);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** A time outside is a slip of the keyboard, and far ones do not fit into calendars. */
    static boolean isSensible(OffsetDateTime time) {
        var year = time.getYear();
        return year >= 1900 && year <= 2199;
    }

    static Optional<ZoneId> zone(String text) {
        return ZONES.contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }

    /** In canonical case. */
    static Optional<String> language(String text) {
        try {
            var tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
            return tag.equals("und") ? Optional.empty() : Optional.of(tag);
        } catch (IllformedLocaleException notATag) {
            return Optional.empty();
        }
    }

    static Optional<String> country(String text) {
        return Optional.of(text.toUpperCase(Locale.ROOT)).filter(COUNTRIES::contains);
    }

    static Optional<URI> webAddress(String text) {
        if (text.length() > LONGEST_WEB_ADDRESS) {
            return Optional.empty();
        }
        try {
            var uri = new URI(text.strip());
            var web =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Line breaks and tabs are plain; a lone half of a surrogate pair is no character at all. */
    static boolean isPlain(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                && text.codePoints()
                        .noneMatch(point ->
                                (Character.isISOControl(point) && "\n\r\t".indexOf(point) < 0)
                                        || Character.getType(point) == Character.SURROGATE);
    }
}
