package io.crier.board.web;

import io.crier.board.Messages;
import io.crier.serving.Served;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What pages are made of besides themselves: scripts, styles, pictures, texts. */
@RestController
class FilesController {
    private static final String PICO =
            "classpath*:META-INF/resources/webjars/picocss__pico/*/css/pico.min.css";

    private final StaticFiles files;
    private final Map<String, Mono<Served>> others = new HashMap<>();

    FilesController(StaticFiles files, Messages messages) {
        this.files = files;
        others.put("/css/pico.css", Served.file(PICO, StaticFiles.STYLE));
        Messages.LANGUAGES.forEach(language ->
                others.put(
                        "/messages/" + language + ".json",
                        Served.kept(() ->
                                new Served(
                                        MediaType.APPLICATION_JSON,
                                        messages.json(language).orElseThrow()))));
    }

    @GetMapping({
        "/css/{*path}",
        "/embed.js",
        "/icons/{*path}",
        "/js/{*path}",
        "/manifest.webmanifest",
        "/messages/{*path}",
        "/sw.js"
    })
    Mono<ResponseEntity<byte[]>> file(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().value();
        var file = others.getOrDefault(path, files.find(path));
        return file.switchIfEmpty(
                        Mono.error(() ->
                                new NoResourceFoundException(exchange.getRequest().getURI(), path)))
                .map(served ->
                        served.answer(
                                exchange,
                                headers ->
                                        headers.set(
                                                "Cross-Origin-Resource-Policy", "cross-origin")));
    }
}
