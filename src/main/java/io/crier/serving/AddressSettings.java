package io.crier.serving;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Under which address clients reach Crier.
 *
 * @param publicUrl what absolute addresses begin with, such as {@code https://events.example};
 *     none, and then they begin with what a request names as its host. To be set behind a proxy
 *     that ends TLS, since Crier cannot see that
 */
@Validated
@ConfigurationProperties("crier")
record AddressSettings(@Nullable URI publicUrl) {
    @AssertTrue(
            message =
                    "public-url must be an http or https address without a path, such as https://events.example")
    boolean isPublicUrlABase() {
        return publicUrl == null || isBase(publicUrl);
    }

    private static boolean isBase(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    /** Without the slash that many write behind it. */
    @Nullable URI base() {
        return publicUrl == null
                ? null
                : URI.create(publicUrl.getScheme() + "://" + publicUrl.getRawAuthority());
    }
}
