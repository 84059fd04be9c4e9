package io.crier.reading.web;

import io.crier.reading.Address;
import io.crier.reading.Key;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** What a request asks for, in words that know no HTTP. */
@Component
class Requests {
    /** Where the form is told by the address, or is always the same. Raw: no escapes. */
    private static final List<String> SETTLED =
            List.of("/v1/announcements.", "/v1/announcements/", "/v1/facets");

    private final @Nullable URI base;

    Requests(AddressSettings settings) {
        this.base = settings.base();
    }

    static Key key(ServerHttpRequest request) {
        var address = request.getURI();
        return new Key(address.toString(), isNegotiated(request) ? accept(request) : "");
    }

    /** Whether it is for the client to say in which form it takes the answer. */
    static boolean isNegotiated(ServerHttpRequest request) {
        var path = request.getURI().getRawPath();
        for (var beginning : SETTLED) {
            if (path.startsWith(beginning)) {
                return false;
            }
        }
        return true;
    }

    static String accept(ServerHttpRequest request) {
        return all(request.getHeaders(), HttpHeaders.ACCEPT);
    }

    /** All values of a header that is a list, as they were sent; mostly there is one or none. */
    static String all(HttpHeaders headers, String name) {
        var values = headers.get(name);
        if (values == null || values.isEmpty()) {
            return "";
        }
        return values.size() == 1 ? values.getFirst() : String.join(",", values);
    }

    /**
     * What is asked for, as it was written.
     *
     * @throws InvalidInput if the request names no host that an address can be made of
     */
    Address address(ServerHttpRequest request) {
        var uri = request.getURI();
        return new Address(base == null ? named(uri) : base, uri.getRawPath(), uri.getRawQuery());
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
