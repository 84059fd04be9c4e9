package io.crier.board.web;

import io.crier.board.Messages;
import io.crier.serving.Served;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
    /** In this order, since what comes later takes precedence. */
    private static final List<String> STYLES =
            List.of(
                    "classpath*:META-INF/resources/webjars/picocss__pico/*/css/pico.min.css",
                    "classpath:static/css/frame.css",
                    "classpath:static/css/search.css",
                    "classpath:static/css/board.css",
                    "classpath:static/css/card.css",
                    "classpath:static/css/month.css",
                    "classpath:static/css/announcement.css",
                    "classpath:static/css/wall.css");

    private final StaticFiles files;
    private final Map<String, Mono<Served>> others = new HashMap<>();

    FilesController(StaticFiles files, Messages messages) {
        this.files = files;
        // As one file, for nothing is shown before all of them are there.
        others.put("/css/crier.css", Served.joined(STYLES, StaticFiles.STYLE));
        for (var language : Messages.LANGUAGES) {
            others.put(
                    "/messages/%s.json".formatted(language), json(() -> messages.json(language)));
            others.put(
                    "/messages/embed/%s.json".formatted(language),
                    json(() -> messages.jsonOfElement(language)));
        }
    }

    private static Mono<Served> json(Supplier<Optional<byte[]>> texts) {
        return Served.kept(() -> new Served(MediaType.APPLICATION_JSON, texts.get().orElseThrow()));
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
