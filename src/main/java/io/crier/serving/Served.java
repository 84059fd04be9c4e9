package io.crier.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Bytes that stay the same for as long as this Crier runs, in every coding. */
public final class Served {
    private final MediaType type;
    private final String tag;
    private final byte[] plain;

    /** Those that are worth it. */
    private final Map<Coding, byte[]> coded = new EnumMap<>(Coding.class);

    /** Codes the bytes, which takes some milliseconds for a hundred kilobytes. */
    public Served(MediaType type, byte[] plain) {
        this.type = type;
        this.tag = hash(plain);
        this.plain = plain;
        for (var coding : Coding.values()) {
            if (coding.isKnown()) {
                coding.encoded(plain).ifPresent(bytes -> coded.put(coding, bytes));
            }
        }
    }

    /**
     * The one file of the class path that the pattern finds; read and coded when it is first asked
     * for, off the event loop, and kept. Fails with an {@link IOException} where it is not one.
     */
    public static Mono<Served> file(String pattern, MediaType type) {
        return kept(() -> new Served(type, found(pattern).getContentAsByteArray()));
    }

    /** The same of several files, one after the other. */
    public static Mono<Served> joined(List<String> patterns, MediaType type) {
        return kept(() -> {
            var all = new ByteArrayOutputStream();
            for (var pattern : patterns) {
                all.writeBytes(found(pattern).getContentAsByteArray());
                all.write('\n');
            }
            return new Served(type, all.toByteArray());
        });
    }

    /** What is made when it is first asked for, off the event loop, and kept. */
    public static Mono<Served> kept(Callable<Served> making) {
        return Mono.fromCallable(making).subscribeOn(Schedulers.boundedElastic()).cache();
    }

    /** The version in the path of a WebJar is whatever was built with. */
    private static Resource found(String pattern) throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources(pattern);
        if (found.length != 1) {
            throw new IOException(found.length + " files are " + pattern + " instead of one");
        }
        return found[0];
    }

    /** Tells these bytes from others, in letters and digits. */
    public String tag() {
        return tag;
    }

    /**
     * All of it, in the coding that the client takes, or that what the client has is still it.
     *
     * @param further sets what else the headers are to tell, of either
     */
    public ResponseEntity<byte[]> answer(
            ServerWebExchange exchange, Consumer<HttpHeaders> further) {
        var coding = Codings.of(exchange.getRequest().getHeaders());
        var packed = coded.get(coding);
        // Each coding has its own (RFC 9110 §8.8.3.3).
        var eTag = '"' + tag + (packed == null ? "" : coding.mark()) + '"';
        var headers = new HttpHeaders();
        headers.setETag(eTag);
        headers.setCacheControl("no-cache");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        further.accept(headers);
        if (exchange.checkNotModified(eTag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(headers).build();
        }
        headers.setContentType(type);
        if (packed != null) {
            headers.set(HttpHeaders.CONTENT_ENCODING, coding.word());
        }
        return ResponseEntity.ok().headers(headers).body(packed == null ? plain : packed);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
