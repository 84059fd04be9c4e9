package io.crier.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The description of the API, and the page that shows it: Swagger UI, from here alone. */
@RestController
class ReferenceController {
    /** Swagger UI needs pictures out of its style sheet, and nothing from elsewhere. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType SCRIPT =
            new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);

    private static final String UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:gzip|x-gzip|\\*)\\s*(?:;\\s*q\\s*=\\s*(?!0(?:\\.0*)?$).*)?");

    private final Map<String, Mono<Served>> files =
            Map.of(
                    "docs.html",
                            file(
                                    "classpath:reference/docs.html",
                                    new MediaType("text", "html", StandardCharsets.UTF_8)),
                    "docs.js", file("classpath:reference/docs.js", SCRIPT),
                    "docs.css", file("classpath:reference/docs.css", STYLE),
                    "swagger-ui.css", file(UI + "swagger-ui.css", STYLE),
                    "swagger-ui-bundle.js", file(UI + "swagger-ui-bundle.js", SCRIPT),
                    "favicon.png", file(UI + "favicon-32x32.png", MediaType.IMAGE_PNG));

    private final Reference reference;

    ReferenceController(Reference reference) {
        this.reference = reference;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> description(ServerWebExchange exchange) {
        return reference.document().map(served -> answer(served, exchange));
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
        return file("docs.html", exchange);
    }

    @GetMapping("/docs/{name}")
    Mono<ResponseEntity<byte[]>> file(@PathVariable String name, ServerWebExchange exchange) {
        var file = files.get(name);
        return file == null
                ? Mono.error(
                        () -> new NoResourceFoundException(exchange.getRequest().getURI(), name))
                : file.map(served -> answer(served, exchange));
    }

    private static Mono<Served> file(String pattern, MediaType type) {
        return Mono.fromCallable(() -> read(pattern, type))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /** The version in the path of a WebJar is whatever was built with. */
    private static Served read(String pattern, MediaType type) throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources(pattern);
        if (found.length != 1) {
            throw new IOException(found.length + " files are " + pattern + " instead of one");
        }
        return new Served(type, found[0].getContentAsByteArray());
    }

    private static ResponseEntity<byte[]> answer(Served served, ServerWebExchange exchange) {
        var compressed =
                acceptsGzip(
                        exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING));
        var headers = new HttpHeaders();
        headers.setETag(served.eTag(compressed));
        headers.setCacheControl("no-cache");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (exchange.checkNotModified(served.eTag(compressed))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(headers).build();
        }
        headers.setContentType(served.type());
        if (compressed) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return ResponseEntity.ok().headers(headers).body(served.body(compressed));
    }

    /** Named, or by the asterisk, and not with a weight of nothing (RFC 9110 §12.5.3). */
    private static boolean acceptsGzip(List<String> codings) {
        return codings.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(coding -> GZIP.matcher(coding).matches());
    }
}
