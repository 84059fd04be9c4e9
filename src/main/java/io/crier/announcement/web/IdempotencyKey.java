package io.crier.announcement.web;

import io.crier.announcement.Content;
import io.crier.announcement.Json;
import io.crier.announcement.Write;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The header that makes a repeated POST harmless (draft-ietf-httpapi-idempotency-key-header). */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,200}");

    private IdempotencyKey() {}

    /**
     * The key, with or without the quotes of the draft; the same announcement is told by its
     * content.
     *
     * @param writer whose keys are not those of others; empty for the holder of the static token
     */
    static Write.Once once(String writer, String header, Content content) {
        return part(of(writer, key(header)), "", content);
    }

    /** No key has a space in it, so none can be taken for one of somebody else's. */
    static String of(String writer, String key) {
        return writer.isEmpty() ? key : writer + ' ' + key;
    }

    /** The key of one of several announcements that come under one header. */
    static Write.Once part(String key, String part, Content content) {
        return new Write.Once(key + part, fingerprint(content));
    }

    /**
     * The key that the header gives.
     *
     * @throws InvalidInput if it is none
     */
    static String key(String header) {
        var quoted = header.length() > 2 && header.startsWith("\"") && header.endsWith("\"");
        var key = quoted ? header.substring(1, header.length() - 1) : header;
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput(
                    new Violation(
                            HEADER, header, "1 to 200 visible ASCII characters, such as a UUID"));
        }
        return key;
    }

    private static String fingerprint(Content content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Json.MAPPER.writeValueAsBytes(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
