package io.crier.platform.access;

import io.crier.platform.database.DataDirectorySettings;
import io.crier.platform.database.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The static token, which is good for everything. Where none is set and nobody else gives tokens,
 * one is made on the first start and kept in the data directory, readable by its owner alone.
 */
@Component
public class PublisherToken {
    private static final int RANDOM_BYTES = 24;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final byte @Nullable [] token;
    private final @Nullable Path file;

    /**
     * @param token a static token for publishers; none by default, for a default would be known to
     *     everybody
     */
    @ConfigurationProperties("crier")
    record Settings(@Nullable String token) {}

    PublisherToken(Settings settings, IssuerSettings issuer, DataDirectorySettings data) {
        var set = settings.token();
        if (set != null && !set.isBlank()) {
            file = null;
            token = bytes(shown(set.strip()));
        } else if (issuer.issuerUri() == null) {
            file = data.dataDirectory().resolve("token");
            token = bytes(kept(data.dataDirectory(), file));
        } else {
            file = null;
            token = null;
        }
    }

    /**
     * Whether somebody shows the right token; takes as long for a wrong one as for the right one.
     */
    boolean isShownBy(String shown) {
        return token != null && MessageDigest.isEqual(token, bytes(shown));
    }

    /** Whether there is one: where tokens are given by an issuer, there need not be. */
    public boolean isThere() {
        return token != null;
    }

    /** The file that the token was made in, {@code null} where it was set. */
    public @Nullable Path file() {
        return file;
    }

    /** The token that was made for this data directory; a token that was set is not told. */
    public @Nullable String made() {
        return file == null || token == null ? null : new String(token, StandardCharsets.UTF_8);
    }

    private static String kept(Path directory, Path file) {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.createDirectories(directory.toAbsolutePath());
                OwnerOnly.write(file, random() + "\n");
            }
            return shown(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no token for publishers can be kept in %s; set crier.token, or crier.data-directory to a directory that can be written"
                            .formatted(file.toAbsolutePath()),
                    e);
        }
    }

    /** What the header can carry (RFC 6750 §2.1). */
    private static String shown(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "the token can never be shown in an Authorization header: one that is set or kept may have letters, digits and any of -._~+/, and = at its end");
        }
        return token;
    }

    private static String random() {
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
