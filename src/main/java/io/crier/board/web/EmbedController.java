package io.crier.board.web;

import io.crier.board.EmbedPages;
import io.crier.serving.PublicAddress;
import io.crier.serving.Served;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How to have announcements on another web site. */
@RestController
class EmbedController {
    private final EmbedPages pages;
    private final PageDelivery delivery;
    private final PublicAddress publicAddress;

    EmbedController(EmbedPages pages, PageDelivery delivery, PublicAddress publicAddress) {
        this.pages = pages;
        this.delivery = delivery;
        this.publicAddress = publicAddress;
    }

    /** Its script reads the parameters, which are those of a view. */
    @GetMapping("/embed")
    Mono<ResponseEntity<byte[]>> embed(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var language = PageDelivery.language(request);
        return pages.write(language, delivery.texts(language, request), publicAddress.base(request))
                .map(page -> new Served(MediaType.parseMediaType(PageHeaders.HTML), page))
                .map(page -> page.answer(exchange, PageHeaders::set));
    }
}
