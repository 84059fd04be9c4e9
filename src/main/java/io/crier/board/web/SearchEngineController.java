package io.crier.board.web;

import io.crier.board.Messages;
import io.crier.board.SitemapQuestions;
import io.crier.serving.PublicAddress;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What search engines ask for before anything else. */
@RestController
class SearchEngineController {
    private final SitemapQuestions sitemaps;
    private final PageDelivery delivery;
    private final Messages messages;
    private final PublicAddress publicAddress;

    SearchEngineController(
            SitemapQuestions sitemaps,
            PageDelivery delivery,
            Messages messages,
            PublicAddress publicAddress) {
        this.sitemaps = sitemaps;
        this.delivery = delivery;
        this.messages = messages;
        this.publicAddress = publicAddress;
    }

    @GetMapping("/sitemap.xml")
    Mono<ResponseEntity<byte[]>> sitemap(ServerWebExchange exchange) {
        var question = sitemaps.ask(publicAddress.base(exchange.getRequest()));
        return delivery.answer(question, messages.accepted(""), exchange);
    }

    /**
     * Pages are for everybody; the same lists as data, and streams, are not to be walked through.
     */
    @GetMapping("/robots.txt")
    ResponseEntity<String> robots(ServerHttpRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .body(
                        """
                        User-agent: *
                        Disallow: /v1/
                        Disallow: /status

                        Sitemap: %s/sitemap.xml
                        """
                                .formatted(publicAddress.base(request)));
    }
}
