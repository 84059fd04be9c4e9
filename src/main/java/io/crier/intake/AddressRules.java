package io.crier.intake;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
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

    /** The client leaves out the zone and connects to the rest, so the rest is what counts. */
    private static final Pattern ZONE = Pattern.compile("^\\[([^%]*)(?:%.*)?]$");

    /**
     * Of IPv6 only what is given out to be reached from everywhere (2000::/3, RFC 4291 §2.4): what
     * lies elsewhere is local, or embeds an address of IPv4 that a gateway or a library unpacks.
     */
    private static final InetAddressFilter GLOBAL = InetAddressFilter.of("2000::/3");

    private static final InetAddressFilter PUBLIC =
            InetAddressFilter.externalAddresses()
                    .and(address -> address instanceof Inet4Address || GLOBAL.matches(address));

    private final InetAddressFilter reachable;
    private final Scheduler reading;

    @Autowired
    AddressRules(
            IntakeSettings settings, @Qualifier(IntakeConfiguration.READING) Scheduler reading) {
        this(settings.allowPrivateAddresses() ? InetAddressFilter.all() : PUBLIC, reading);
    }

    AddressRules(InetAddressFilter reachable, Scheduler reading) {
        this.reachable = address -> reachable.matches(plain(address));
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
        if (!isReachableAsWritten(address)) {
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
            return isReachableAsWritten(address);
        }
    }

    /** Also a name, which is looked up later; brackets around what is no address hold no name. */
    private boolean isReachableAsWritten(URI address) {
        var literal = literal(address.getHost());
        return literal == null ? !address.getHost().startsWith("[") : reachable.matches(literal);
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(ZONE.matcher(host).replaceFirst("$1"));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** An IPv4 address that is written as one of IPv6 (::ffff:0:0/96) is one of IPv4. */
    private static InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address is as long as it is", impossible);
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
