package io.crier.intake;

import io.crier.announcement.Content;
import io.crier.announcement.ContentBuilder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an item last said, one short hash for each field that it told. Tells which fields a feed has
 * changed, so that only these are written over what a publisher may have made of the others.
 */
final class Fingerprint {
    static final Fingerprint NONE = new Fingerprint(Map.of());

    /** Hexadecimal digits: enough that no two texts of one item collide by accident. */
    private static final int DIGITS = 16;

    private enum Field {
        TITLE,
        SUMMARY,
        BODY,
        URL,
        TOPICS,
        LANGUAGE;

        @Nullable Object of(Content content) {
            return switch (this) {
                case TITLE -> content.title();
                case SUMMARY -> content.summary();
                case BODY -> content.body();
                case URL -> content.url();
                case TOPICS -> content.topics().isEmpty() ? null : content.topics();
                case LANGUAGE -> content.language();
            };
        }

        ContentBuilder copy(Content from, ContentBuilder into) {
            return switch (this) {
                case TITLE -> into.title(from.title());
                case SUMMARY -> into.summary(from.summary());
                case BODY -> into.body(from.body());
                case URL -> into.url(from.url());
                case TOPICS -> into.topics(from.topics());
                case LANGUAGE -> into.language(from.language());
            };
        }
    }

    private final Map<Field, String> hashes;

    private Fingerprint(Map<Field, String> hashes) {
        this.hashes = hashes;
    }

    static Fingerprint of(Content content) {
        var hashes = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            var value = field.of(content);
            if (value != null) {
                hashes.put(field, Uid.sha256(value.toString()).substring(0, DIGITS));
            }
        }
        return new Fingerprint(hashes);
    }

    /** The fingerprint that was written as this; what cannot be read counts as not told. */
    static Fingerprint parse(String written) {
        var hashes = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            for (var part : written.split(" ", -1)) {
                if (part.startsWith(name(field) + "=")) {
                    hashes.put(field, part.substring(part.indexOf('=') + 1));
                }
            }
        }
        return new Fingerprint(hashes);
    }

    /**
     * How to change an announcement whose item said this before and says the given content now:
     * fields that the item has changed are replaced, and all others stay. A field that it no longer
     * tells stays too, unless its text has moved into another one.
     */
    UnaryOperator<Content> edit(Content now) {
        var next = of(now);
        return current -> {
            var builder = current.with();
            for (var field : Field.values()) {
                var told = next.hashes.get(field);
                if (told == null ? movedFrom(field, next) : !told.equals(hashes.get(field))) {
                    field.copy(now, builder);
                }
            }
            return builder.build();
        };
    }

    /** A description that outgrows a summary becomes the body, and the other way round. */
    private boolean movedFrom(Field field, Fingerprint next) {
        return switch (field) {
            case SUMMARY -> moved(Field.SUMMARY, Field.BODY, next);
            case BODY -> moved(Field.BODY, Field.SUMMARY, next);
            default -> false;
        };
    }

    private boolean moved(Field from, Field to, Fingerprint next) {
        return hashes.containsKey(from) && !hashes.containsKey(to) && next.hashes.containsKey(to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && hashes.equals(that.hashes);
    }

    @Override
    public int hashCode() {
        return hashes.hashCode();
    }

    @Override
    public String toString() {
        return hashes.entrySet().stream()
                .map(entry -> name(entry.getKey()) + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }
}
