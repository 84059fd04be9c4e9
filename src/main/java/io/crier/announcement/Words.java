package io.crier.announcement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the values of an enum are spelled outside: {@code MOVED_ONLINE} is {@code moved-online}. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> parse(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst();
    }

    /** What would be accepted, for a violation. */
    static String accepted(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Words::of)
                .collect(Collectors.joining(", ", "one of ", ""));
    }
}
