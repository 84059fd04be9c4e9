package io.crier.intake;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;

/**
 * Gets documents from the web: conditionally, within limits of time and size, and never from where
 * {@link AddressRules} forbid, wherever a redirect leads.
 */
@Component
class Fetching {
    private static final int MOST_REDIRECTS = 3;
    private static final String ACCEPTED =
            "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9,"
                    + " */*;q=0.1";

    private final WebClient client;
    private final AddressRules rules;
    private final IntakeSettings settings;
    private final InstantSource clock;
    private final Scheduler timer;
    private final Scheduler reading;

    Fetching(
            WebClient.Builder builder,
            HttpClientSettings clientSettings,
            ObjectProvider<BuildProperties> build,
            AddressRules rules,
            IntakeSettings settings,
            InstantSource clock,
            Scheduler timer,
            @Qualifier(IntakeConfiguration.READING) Scheduler reading) {
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        this.reading = reading;
        this.client =
                builder.clone()
                        .clientConnector(
                                ClientHttpConnectorBuilder.reactor()
                                        // A source is asked every few minutes: no connection is
                                        // worth keeping, and an idle one may be dead.
                                        .withHttpClientFactory(HttpClient::newConnection)
                                        .withHttpClientDefaults(
                                                HttpClient::proxyWithSystemProperties)
                                        .build(
                                                clientSettings
                                                        .withInetAddressFilter(rules.reachable())
                                                        .withRedirects(HttpRedirects.DONT_FOLLOW)
                                                        .withConnectTimeout(
                                                                settings.connectTimeout())))
                        .defaultHeader(HttpHeaders.USER_AGENT, "Crier/" + version(build))
                        .defaultHeader(HttpHeaders.ACCEPT, ACCEPTED)
                        // Unpacked here, where its size is bounded.
                        .defaultHeader(HttpHeaders.ACCEPT_ENCODING, "gzip")
                        .build();
    }

    /**
     * What the address answers; fails with {@link SourceUnreadable} where that is no document.
     *
     * @param known of the last document, so that it is sent again only if it has changed
     */
    Mono<Answer> fetch(URI address, Validators known) {
        return hop(address, known, 0)
                .timeout(settings.timeout(), timer)
                .onErrorMap(failure -> Faults.told(failure, settings));
    }

    private record Step(@Nullable Answer answer, @Nullable URI next) {}

    private Mono<Answer> hop(URI address, Validators known, int redirects) {
        return Mono.defer(() -> request(address, known))
                .flatMap(step ->
                        step.next() == null
                                ? Mono.justOrEmpty(step.answer())
                                : follow(step.next(), known, redirects + 1));
    }

    private Mono<Answer> follow(URI next, Validators known, int redirects) {
        return redirects > MOST_REDIRECTS
                ? Mono.error(
                        new SourceUnreadable(
                                "redirects more than %d times, last to %s"
                                        .formatted(MOST_REDIRECTS, next)))
                : hop(next, known, redirects);
    }

    private Mono<Step> request(URI address, Validators known) {
        rules.requireReachable(address);
        return client.get()
                .uri(address)
                .headers(headers -> {
                    if (known.etag() != null) {
                        headers.set(HttpHeaders.IF_NONE_MATCH, known.etag());
                    }
                    if (known.lastModified() != null) {
                        headers.set(HttpHeaders.IF_MODIFIED_SINCE, known.lastModified());
                    }
                })
                .exchangeToMono(response -> step(address, known, response));
    }

    private Mono<Step> step(URI address, Validators known, ClientResponse response) {
        var status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return document(address, response).map(document -> new Step(document, null));
        }
        // The rest of the body is not waited for: it may be endless.
        return response.bodyToMono(Void.class)
                .then(
                        Mono.fromCallable(() -> {
                            if (status.isSameCodeAs(HttpStatus.NOT_MODIFIED)
                                    && !known.equals(Validators.NONE)) {
                                return new Step(new Answer.NotModified(), null);
                            }
                            if (status.is3xxRedirection()
                                    && !status.isSameCodeAs(HttpStatus.NOT_MODIFIED)) {
                                return new Step(null, target(address, response));
                            }
                            throw Faults.status(
                                    status, response.headers().asHttpHeaders(), clock.instant());
                        }));
    }

    private static URI target(URI address, ClientResponse response) {
        var location = response.headers().asHttpHeaders().getFirst(HttpHeaders.LOCATION);
        var target = Links.absolute(location, address);
        if (target == null) {
            throw new SourceUnreadable(
                    "answers a redirect to what is no web address: "
                            + (location == null ? "nothing" : Texts.cut(location, 100)));
        }
        return target;
    }

    private Mono<Fetched> document(URI address, ClientResponse response) {
        var headers = response.headers().asHttpHeaders();
        var limit = Math.toIntExact(settings.maxSize().toBytes());
        return DataBufferUtils.join(response.bodyToFlux(DataBuffer.class), limit)
                .map(Fetching::bytes)
                .defaultIfEmpty(new byte[0])
                .publishOn(reading)
                .map(bytes -> document(address, headers, Unpacking.unpacked(bytes, headers, limit)))
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> Unpacking.tooLarge(settings.maxSize().toBytes()));
    }

    private static Fetched document(URI address, HttpHeaders headers, byte[] bytes) {
        return new Fetched(
                address,
                Decoding.text(bytes, headers.getFirst(HttpHeaders.CONTENT_TYPE)),
                new Validators(
                        headers.getFirst(HttpHeaders.ETAG),
                        headers.getFirst(HttpHeaders.LAST_MODIFIED)));
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static String version(ObjectProvider<BuildProperties> build) {
        return Optional.ofNullable(build.getIfAvailable())
                .map(BuildProperties::getVersion)
                .orElse("0");
    }
}
