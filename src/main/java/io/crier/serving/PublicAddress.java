package io.crier.serving;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The scheme and authority under which clients reach Crier. */
@Component
public class PublicAddress {
    private final @Nullable URI base;

    PublicAddress(AddressSettings settings) {
        this.base = settings.base();
    }

    /**
     * The one that is set, or else the one that the request names; without a path.
     *
     * @throws InvalidInput if the request names no host that an address can be made of
     */
    public URI base(ServerHttpRequest request) {
        return base == null ? named(request.getURI()) : base;
    }

    private static URI named(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new InvalidInput(
                    new Violation(
                            HttpHeaders.HOST,
                            uri.getRawAuthority(),
                            "the name or address of a host, with a port if need be"));
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
