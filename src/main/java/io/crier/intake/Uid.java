package io.crier.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a feed calls an item, from poll to poll.
 *
 * @param told as the feed tells it
 * @param key what two of them are compared by: an address without its scheme and {@code www.} and
 *     the case of its host, which sites change back and forth; everything else as it is
 */
public record Uid(String told, String key) {
    /** What an index of PostgreSQL holds with room to spare, whatever the script. */
    private static final int LONGEST = 500;

    private static final Pattern ADDRESS =
            Pattern.compile("(?is)https?://(?:www\\.)?(?<host>[^/?#]+)(?<rest>.*)");

    private static Uid of(String told) {
        if (told.length() > LONGEST) {
            return of("sha256:" + sha256(told));
        }
        var address = ADDRESS.matcher(told);
        return address.matches()
                ? new Uid(
                        told,
                        address.group("host").toLowerCase(Locale.ROOT) + address.group("rest"))
                : new Uid(told, told);
    }

    /**
     * Its guid, else its link, else a hash of its title and time; nothing where it has none of
     * these and no text either.
     */
    static Optional<Uid> of(Item item) {
        var guid = item.guid();
        if (guid != null && !guid.isBlank()) {
            return Optional.of(of(guid.strip()));
        }
        if (item.link() != null) {
            return Optional.of(of(item.link().toString()));
        }
        var named = known(item.title()) || item.published() != null;
        var parts =
                named
                        ? Stream.of(item.title(), item.published())
                        : Stream.of(item.summary(), item.body());
        var text = parts.map(String::valueOf).toList();
        return named || known(item.summary()) || known(item.body())
                ? Optional.of(of("sha256:" + sha256(String.join("\n", text))))
                : Optional.empty();
    }

    private static boolean known(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
