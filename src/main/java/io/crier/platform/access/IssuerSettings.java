package io.crier.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who else gives tokens, under the names that Spring Boot has for it.
 *
 * @param issuerUri of an OpenID provider or another issuer of JWTs, as its tokens name it; none by
 *     default
 * @param audiences of which a token names one at least: what this Crier is called at the issuer. To
 *     be set with the issuer, or tokens that it gave for something else would be good here
 */
@ConfigurationProperties("spring.security.oauth2.resourceserver.jwt")
record IssuerSettings(@Nullable String issuerUri, @DefaultValue List<String> audiences) {
    IssuerSettings {
        audiences = audiences.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        issuerUri = issuerUri == null || issuerUri.isBlank() ? null : issuerUri.strip();
        if (issuerUri != null && audiences.isEmpty()) {
            throw new IllegalArgumentException(
                    "tokens of %s are asked for, but not for whom they must be: set spring.security.oauth2.resourceserver.jwt.audiences to what this Crier is called there"
                            .formatted(issuerUri));
        }
    }
}
