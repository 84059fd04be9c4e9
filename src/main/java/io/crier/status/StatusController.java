package io.crier.status;

import io.crier.serving.Served;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The page for those who run Crier, which has nothing in it and is open to all, and the figures
 * that it asks for, which need a token with {@code operations:read}.
 */
@RestController
class StatusController {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final MediaType HTML = text("html");
    private static final MediaType SCRIPT = text("javascript");
    private static final MediaType STYLE = text("css");

    private static final String PLOTS = "classpath*:META-INF/resources/webjars/uplot/*/dist/";
    private static final List<String> SCRIPTS =
            List.of(
                    "figures.js",
                    "format.js",
                    "health.js",
                    "plots.js",
                    "polling.js",
                    "series.js",
                    "status.js",
                    "tables.js");

    private final Status status;
    private final Mono<Served> page = Served.file("classpath:status/status.html", HTML);
    private final Map<String, Mono<Served>> files = new HashMap<>();

    StatusController(Status status) {
        this.status = status;
        SCRIPTS.forEach(script ->
                files.put("/" + script, Served.file("classpath:status/" + script, SCRIPT)));
        files.put("/status.css", Served.file("classpath:status/status.css", STYLE));
        files.put("/uplot/uPlot.esm.js", Served.file(PLOTS + "uPlot.esm.js", SCRIPT));
        files.put("/uplot/uPlot.min.css", Served.file(PLOTS + "uPlot.min.css", STYLE));
    }

    private static MediaType text(String subtype) {
        return new MediaType("text", subtype, StandardCharsets.UTF_8);
    }

    @GetMapping("/status")
    Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
        return page.map(html ->
                html.answer(
                        exchange,
                        headers -> {
                            headers.set("Content-Security-Policy", POLICY);
                            headers.set("Referrer-Policy", "no-referrer");
                        }));
    }

    @GetMapping(path = "/status/data", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Moment>> data() {
        return status.now()
                .map(moment ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(moment));
    }

    @GetMapping("/status/{*path}")
    Mono<ResponseEntity<byte[]>> file(@PathVariable String path, ServerWebExchange exchange) {
        return files.getOrDefault(path, Mono.empty())
                .switchIfEmpty(
                        Mono.error(() ->
                                new NoResourceFoundException(exchange.getRequest().getURI(), path)))
                .map(served -> served.answer(exchange, _ -> {}));
    }
}
