package io.crier.reading.web;

import io.crier.announcement.Cursor;
import io.crier.reading.Answer;
import io.crier.reading.Representation;
import io.crier.reading.Telling;
import io.crier.serving.Coding;
import io.crier.serving.GzipStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes answers as HTTP, whichever way they were found. */
@Component
class Deliveries {
    private static final String CURSOR = "Crier-Cursor";

    /**
     * Shared caches ask once a second for all their clients; nobody else keeps anything unasked.
     */
    private static final String SHARED = "public, max-age=0, s-maxage=1";

    /** The same would be wrong within the second before the clock makes another answer of it. */
    private static final String UNSHARED = "no-cache";

    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    /**
     * A date tells seconds apart. An answer has one when no other can be made any more that would
     * have the same, however the clocks of several processes differ in that time.
     */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** Small enough that what is written ahead of a slow client is not much. */
    private static final int SLICE = 16 * 1024;

    private final InstantSource clock;
    private final AnswerMeters meters;

    Deliveries(InstantSource clock, AnswerMeters meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /** Whether the answer is one, or else the client has another one, which may hold as well. */
    static boolean isMeant(
            Representation answer, Representation.Body body, ServerHttpRequest request) {
        var headers = request.getHeaders();
        return !headers.containsHeader(HttpHeaders.IF_NONE_MATCH)
                || Conditions.of(headers).met(answer, body) != null;
    }

    /**
     * All of an answer, or that it has not changed.
     *
     * @param kept whether it was in memory
     */
    Mono<Void> send(
            Representation answer,
            Representation.Body body,
            boolean kept,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var facts = answer.facts();
        var unchanged = Conditions.of(request.getHeaders()).met(answer, body);
        meters.answered(kept, unchanged != null);
        if (unchanged != null) {
            var cursor = facts.cursor() == null ? null : answer.checked();
            return notModified(unchanged, facts.until(), cursor, request, response);
        }
        var headers = response.getHeaders();
        setValidators(headers, body.tag(), facts.until(), request);
        setFacts(headers, facts);
        setCoding(headers, body.coding());
        headers.setContentLength(body.bytes().length);
        return isHead(request)
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body.bytes())));
    }

    /** That what the client has is still the answer, which memory alone could tell. */
    Mono<Void> send(
            Answer.Unchanged unchanged, ServerHttpRequest request, ServerHttpResponse response) {
        meters.answered(true, true);
        return notModified(
                unchanged.tag(), unchanged.until(), unchanged.cursor(), request, response);
    }

    private Mono<Void> notModified(
            String tag,
            @Nullable Instant until,
            @Nullable Cursor cursor,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.NOT_MODIFIED);
        setValidators(response.getHeaders(), tag, until, request);
        if (cursor != null) {
            response.getHeaders().set(CURSOR, cursor.toString());
        }
        return response.setComplete();
    }

    /** A large answer, while it is read. */
    Mono<Void> stream(
            Telling telling,
            boolean compressed,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        meters.answered(false, false);
        var facts = telling.facts();
        var coding = compressed ? Coding.GZIP : Coding.PLAIN;
        var tag = '"' + facts.tag() + (compressed ? ".gz" : "") + '"';
        var headers = response.getHeaders();
        setValidators(headers, tag, facts.until(), request);
        setFacts(headers, facts);
        setCoding(headers, coding);
        if (isHead(request)) {
            return response.setComplete();
        }
        var parts = compressed ? compressed(telling.parts()) : telling.parts();
        return response.writeWith(
                parts.concatMapIterable(Deliveries::slices, 1)
                        .map(slice -> wrapped(slice, response)));
    }

    private static boolean isHead(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.HEAD);
    }

    private static DataBuffer wrapped(byte[] slice, ServerHttpResponse response) {
        return response.bufferFactory().wrap(slice);
    }

    private static Flux<byte[]> compressed(Flux<byte[]> parts) {
        return Flux.using(
                GzipStream::new,
                stream -> parts.map(stream::next).concatWith(Mono.fromCallable(stream::last)));
    }

    private static List<byte[]> slices(byte[] part) {
        var slices = new ArrayList<byte[]>();
        for (var from = 0; from < part.length; from += SLICE) {
            slices.add(Arrays.copyOfRange(part, from, Math.min(part.length, from + SLICE)));
        }
        return slices;
    }

    private void setValidators(
            HttpHeaders headers, String tag, @Nullable Instant until, ServerHttpRequest request) {
        headers.set(HttpHeaders.ETAG, tag);
        headers.set(HttpHeaders.CACHE_CONTROL, isShared(until) ? SHARED : UNSHARED);
        headers.set(
                HttpHeaders.VARY,
                Requests.isNegotiated(request) ? "Accept, Accept-Encoding" : "Accept-Encoding");
    }

    private boolean isShared(@Nullable Instant until) {
        return until == null || clock.instant().plus(SHARED_FOR).isBefore(until);
    }

    private void setFacts(HttpHeaders headers, Telling.Facts facts) {
        headers.set(HttpHeaders.CONTENT_TYPE, facts.mediaType());
        if (facts.cursor() != null) {
            headers.set(CURSOR, facts.cursor().toString());
        }
        facts.links().forEach(link -> headers.add(HttpHeaders.LINK, link));
        if (facts.made().plus(SETTLED).isBefore(clock.instant())) {
            headers.set(HttpHeaders.LAST_MODIFIED, Conditions.date(facts.made()));
        }
    }

    private static void setCoding(HttpHeaders headers, Coding coding) {
        if (coding != Coding.PLAIN) {
            headers.set(HttpHeaders.CONTENT_ENCODING, coding.word());
        }
    }
}
