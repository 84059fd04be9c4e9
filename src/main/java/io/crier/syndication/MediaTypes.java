package io.crier.syndication;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind an address, as far as its ending tells. */
final class MediaTypes {
    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("avif", "image/avif"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("png", "image/png"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("m4a", "audio/mp4"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("oga", "audio/ogg"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("opus", "audio/ogg"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("m4v", "video/mp4"),
                    Map.entry("mov", "video/quicktime"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("ogv", "video/ogg"),
                    Map.entry("webm", "video/webm"));

    private MediaTypes() {}

    /** {@code null} where it can't be told, as for a page that a recording is shown on. */
    static @Nullable String of(@Nullable URI address) {
        var path = address == null ? null : address.getPath();
        return path == null
                ? null
                : BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
