package io.crier.intake;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Which addresses may be sources: of the web, and of the public network unless set otherwise. */
@Component
class AddressRules {
    private static final URI NOWHERE = URI.create("http://invalid/");
    private static final int HIGHEST_PORT = 65_535;

    private final InetAddressFilter reachable;
    private final Scheduler reading;

    @Autowired
    AddressRules(
            IntakeSettings settings, @Qualifier(IntakeConfiguration.READING) Scheduler reading) {
        this(
                settings.allowPrivateAddresses()
                        ? InetAddressFilter.all()
                        : InetAddressFilter.externalAddresses(),
                reading);
    }

    AddressRules(InetAddressFilter reachable, Scheduler reading) {
        this.reachable = reachable;
        this.reading = reading;
    }

    /** The network addresses that requests may go to. */
    InetAddressFilter reachable() {
        return reachable;
    }

    /**
     * The address of a source as it is kept and compared; fails with {@link InvalidInput} where it
     * is none, or leads to the private network. A host that is not known now may be later.
     */
    Mono<URI> accepted(String text) {
        return Mono.fromCallable(
                        () -> {
                            var address = parsed(text);
                            if (!mayBeReached(address)) {
                                throw new InvalidInput(
                                        new Violation(
                                                "url",
                                                text,
                                                "an address of the public network; private and loopback"
                                                        + " addresses are read only where"
                                                        + " crier.intake.allow-private-addresses is true"));
                            }
                            return address;
                        })
                .subscribeOn(reading);
    }

    /**
     * Refuses an address that is written as a number and is not reachable: the client resolves only
     * names, and so filters only these.
     *
     * @throws SourceUnreadable where it does
     */
    void requireReachable(URI address) {
        if (address.getHost() == null) {
            throw new SourceUnreadable("names no host: " + address);
        }
        var literal = literal(address);
        if (literal != null && !reachable.matches(literal)) {
            throw unreachable(address.getHost());
        }
    }

    static SourceUnreadable unreachable(String host) {
        return new SourceUnreadable(
                "leads to %s on a private or loopback network, which is refused unless crier.intake.allow-private-addresses is true"
                        .formatted(host));
    }

    private boolean mayBeReached(URI address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(address.getHost()))
                    .anyMatch(reachable::matches);
        } catch (UnknownHostException _) {
            var literal = literal(address);
            return literal == null || reachable.matches(literal);
        }
    }

    private static @Nullable InetAddress literal(URI address) {
        try {
            var host = address.getHost();
            return InetAddress.ofLiteral(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static URI parsed(String text) {
        var web = text.matches("(?i)https?://[\\x21-\\x{10FFFF}]+");
        var link = web ? Links.absolute(text, NOWHERE) : null;
        if (link == null || link.getRawUserInfo() != null || link.getPort() > HIGHEST_PORT) {
            throw new InvalidInput(
                    new Violation(
                            "url",
                            text,
                            "an http or https address such as https://example.org/feed, of at most %,d characters, without user name and password"
                                    .formatted(Links.LONGEST)));
        }
        try {
            return normalised(link);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("parts of an address make no address", impossible);
        }
    }

    /** Without a fragment, which is never sent, and in one case. */
    private static URI normalised(URI link) throws URISyntaxException {
        var path = link.getRawPath().isEmpty() ? "/" : link.getRawPath();
        var query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        var authority = String.valueOf(link.getRawAuthority()).toLowerCase(Locale.ROOT);
        var scheme = String.valueOf(link.getScheme()).toLowerCase(Locale.ROOT);
        return new URI(scheme + "://" + authority + path + query);
    }
}
