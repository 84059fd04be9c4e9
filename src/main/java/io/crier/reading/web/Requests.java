package io.crier.reading.web;

import io.crier.reading.Address;
import io.crier.reading.Key;
import io.crier.serving.HeaderValues;
import io.crier.serving.PublicAddress;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** What a request asks for, in words that know no HTTP. */
@Component
class Requests {
    /** Where the form is told by the address, or is always the same. Raw: no escapes. */
    private static final List<String> SETTLED =
            List.of("/v1/announcements.", "/v1/announcements/", "/v1/facets");

    private final PublicAddress publicAddress;

    Requests(PublicAddress publicAddress) {
        this.publicAddress = publicAddress;
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
        return HeaderValues.all(request.getHeaders(), HttpHeaders.ACCEPT);
    }

    /**
     * What is asked for, as it was written.
     *
     * @throws io.crier.refusal.InvalidInput if the request names no host that an address can be
     *     made of
     */
    Address address(ServerHttpRequest request) {
        var uri = request.getURI();
        return new Address(publicAddress.base(request), uri.getRawPath(), uri.getRawQuery());
    }
}
