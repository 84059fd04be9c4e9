package io.crier.reference;

import io.crier.serving.Served;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

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

    private final Map<String, Mono<Served>> files =
            Map.of(
                    "docs.html",
                            Served.file(
                                    "classpath:reference/docs.html",
                                    new MediaType("text", "html", StandardCharsets.UTF_8)),
                    "docs.js", Served.file("classpath:reference/docs.js", SCRIPT),
                    "docs.css", Served.file("classpath:reference/docs.css", STYLE),
                    "swagger-ui.css", Served.file(UI + "swagger-ui.css", STYLE),
                    "swagger-ui-bundle.js", Served.file(UI + "swagger-ui-bundle.js", SCRIPT),
                    "favicon.png", Served.file(UI + "favicon-32x32.png", MediaType.IMAGE_PNG));

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

    private static ResponseEntity<byte[]> answer(Served served, ServerWebExchange exchange) {
        return served.answer(
                exchange,
                headers -> {
                    headers.set("Content-Security-Policy", POLICY);
                    headers.set("Referrer-Policy", "no-referrer");
                });
    }
}
