package io.crier.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in until the real one is there. */
public record SearchText(String all) {
    public static SearchText of(@Nullable String language, String title, List<String> passages) {
        return new SearchText(title + " " + String.join(" ", passages));
    }

    public String tsvector() {
        return "";
    }
}
