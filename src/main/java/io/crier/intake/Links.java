package io.crier.intake;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Web addresses as they stand in documents, made proper. */
final class Links {
    static final int LONGEST = 2_000;

    /** What authors write and browsers mend, but RFC 3986 does not allow. */
    private static final Pattern UNWISE =
            Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7F]|%(?![0-9A-Fa-f]{2})");

    private static final Pattern HOST =
            Pattern.compile("(?i)(https?)://([^/?#@:]+)((?::\\d+)?(?:[/?#].*)?)");

    private Links() {}

    /** The http or https address that the text is, relative to the base; nothing where none. */
    static @Nullable URI absolute(@Nullable String text, URI base) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            return null;
        }
        try {
            var link = base.resolve(new URI(mended(text.strip())));
            var scheme = link.getScheme();
            var web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            if (!web || link.getHost() == null) {
                return null;
            }
            var ascii = new URI(link.toASCIIString());
            return ascii.toString().length() > LONGEST ? null : ascii;
        } catch (URISyntaxException | IllegalArgumentException _) {
            return null;
        }
    }

    private static String mended(String text) {
        var escaped =
                UNWISE.matcher(text)
                        .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
        var host = HOST.matcher(escaped);
        if (!host.matches()) {
            return escaped;
        }
        return host.group(1).toLowerCase(Locale.ROOT)
                + "://"
                + IDN.toASCII(host.group(2)).toLowerCase(Locale.ROOT)
                + host.group(3);
    }
}
