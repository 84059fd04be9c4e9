package io.crier.serving;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries of addresses, as they are written (RFC 3986 §3.4). */
public final class QueryText {
    private QueryText() {}

    /** A parameter; of it only commas and colons stand as they are, which are read better. */
    public static String parameter(String name, String value) {
        return escaped(name) + "=" + escaped(value);
    }

    /** A plus would be read as a blank. */
    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%3A", ":");
    }

    /**
     * What is left of a query, as it was written, without some of its parameters; empty where
     * nothing is.
     */
    public static String without(@Nullable String query, Set<String> names) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !names.contains(name(parameter)))
                .collect(Collectors.joining("&"));
    }

    private static String name(String parameter) {
        var end = parameter.indexOf('=');
        return end < 0 ? parameter : parameter.substring(0, end);
    }
}
