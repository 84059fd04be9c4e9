package io.crier.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A token or a ticket: its kind, 256 random bits, and a checksum by which what was mistyped or made
 * up is told without asking the database.
 *
 * <p>Only its SHA-256 is kept. Functions that are slow on purpose protect what people think up; 256
 * random bits are not guessed however fast one guesses, and each request would have to wait for it.
 */
final class Secret {
    private static final int RANDOM_BYTES = 32;
    private static final int CHECKSUM = 8;
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9_-]{43}[0-9a-f]{8}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** What a secret is for; each begins with its own word, which scanners look for. */
    enum Kind {
        TOKEN("crier_"),
        TICKET("crier-ticket_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** A new one. May wait for the system's source of randomness. */
    static Secret random(Kind kind) {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        var random = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Secret(kind.prefix + random + checksum(random));
    }

    /** Whether the text has the form of one of the kind. */
    static boolean is(Kind kind, String text) {
        if (!text.startsWith(kind.prefix)) {
            return false;
        }
        var body = text.substring(kind.prefix.length());
        var random = body.substring(0, Math.max(0, body.length() - CHECKSUM));
        return BODY.matcher(body).matches() && body.endsWith(checksum(random));
    }

    private static String checksum(String random) {
        var checksum = new CRC32();
        checksum.update(random.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /** As it is shown. */
    String text() {
        return text;
    }

    byte[] hash() {
        return hash(text);
    }

    /** What is kept of the text. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
