package io.crier.announcement;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A side of an announcement that it can be asked for by, with the values it has on that side. The
 * store's index and the filters of streams both come from here, so that they agree.
 */
public enum Facet {
    TOPIC {
        @Override
        Stream<String> values(Announcement announcement) {
            return announcement.content().topics().stream();
        }
    },
    /** By name. */
    ORGANISER {
        @Override
        Stream<String> values(Announcement announcement) {
            return announcement.content().organisers().stream().map(Party::name);
        }
    },
    /** By the name of the venue, of the town, or the code of the country. */
    PLACE {
        @Override
        Stream<String> values(Announcement announcement) {
            var place = announcement.content().place();
            return place == null
                    ? Stream.empty()
                    : Stream.of(
                                    Optional.ofNullable(place.name()),
                                    Optional.ofNullable(place.locality()),
                                    Optional.ofNullable(place.country()))
                            .flatMap(Optional::stream);
        }
    },
    STATUS {
        @Override
        Stream<String> values(Announcement announcement) {
            return Stream.of(Words.of(announcement.content().status()));
        }

        @Override
        Optional<String> parse(String text) {
            return Words.parse(Status.class, text).map(Words::of);
        }

        @Override
        String accepted() {
            return Words.accepted(Status.class);
        }
    },
    ATTENDANCE {
        @Override
        Stream<String> values(Announcement announcement) {
            var attendance = announcement.content().attendance();
            return attendance == null ? Stream.empty() : Stream.of(Words.of(attendance));
        }

        @Override
        Optional<String> parse(String text) {
            return Words.parse(Attendance.class, text).map(Words::of);
        }

        @Override
        String accepted() {
            return Words.accepted(Attendance.class);
        }
    },
    /** A language stands for its regional variants too (RFC 4647 §3.3.1). */
    LANGUAGE {
        @Override
        Stream<String> values(Announcement announcement) {
            var language = announcement.content().language();
            return language == null ? Stream.empty() : ranges(language).stream();
        }

        @Override
        Optional<String> parse(String text) {
            return Forms.language(text).map(tag -> tag.toLowerCase(Locale.ROOT));
        }

        @Override
        String accepted() {
            return Forms.A_LANGUAGE;
        }
    },
    /** By the id of the source. */
    SOURCE {
        @Override
        Stream<String> values(Announcement announcement) {
            var source = announcement.source();
            return source == null ? Stream.empty() : Stream.of(source.id());
        }
    };

    private static final int LONGEST_VALUE = 1_000;
    private static final int LONGEST_TERM = 200;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** As they are told; they are compared {@link #folded}. */
    abstract Stream<String> values(Announcement announcement);

    /** The value that a text asks for, in the form in which it is compared. */
    Optional<String> parse(String text) {
        return text.isBlank() || text.length() > LONGEST_VALUE || text.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(folded(text)).filter(value -> !value.isEmpty());
    }

    String accepted() {
        return "a text of 1 to " + LONGEST_VALUE + " characters, without NUL";
    }

    /** The name of the parameter. */
    String parameter() {
        return Words.of(this);
    }

    /** What the store files an announcement under that has the value. */
    String term(String value) {
        return parameter() + ":" + shortened(value);
    }

    /** An index holds no term of more than some 2,700 bytes. */
    private static String shortened(String value) {
        return value.length() <= LONGEST_TERM
                ? value
                : "%s#%x".formatted(value.substring(0, LONGEST_TERM), value.hashCode());
    }

    /** All that the store files the announcement under; may be added to. */
    static Set<String> terms(Announcement announcement) {
        return Arrays.stream(values())
                .flatMap(
                        facet -> facet.values(announcement).map(value -> facet.term(folded(value))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How values are compared: whatever their case, their accents and the blanks between words. */
    static String folded(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(unit -> unit > ' ' && unit < 0x7F)) {
            return lower;
        }
        var bare = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        var composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
        return BLANKS.matcher(composed).replaceAll(" ").strip();
    }

    private static List<String> ranges(String language) {
        var ranges = new ArrayList<String>();
        for (var end = language.length(); end > 0; end = language.lastIndexOf('-', end - 1)) {
            ranges.add(Objects.requireNonNull(language.substring(0, end)));
        }
        return ranges;
    }
}
