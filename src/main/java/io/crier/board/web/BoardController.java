package io.crier.board.web;

import io.crier.announcement.Ids;
import io.crier.announcement.UnknownAnnouncement;
import io.crier.board.AnnouncementQuestions;
import io.crier.board.BoardQuestions;
import io.crier.board.ViewLink;
import io.crier.board.ViewReader;
import io.crier.serving.PublicAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The board and the page of one announcement. */
@RestController
class BoardController {
    private final BoardQuestions board;
    private final AnnouncementQuestions announcements;
    private final PageDelivery delivery;
    private final Refusals refusals;
    private final PublicAddress publicAddress;
    private final InstantSource clock;

    BoardController(
            BoardQuestions board,
            AnnouncementQuestions announcements,
            PageDelivery delivery,
            Refusals refusals,
            PublicAddress publicAddress,
            InstantSource clock) {
        this.board = board;
        this.announcements = announcements;
        this.delivery = delivery;
        this.refusals = refusals;
        this.publicAddress = publicAddress;
        this.clock = clock;
    }

    /** What is on, and what comes. */
    @GetMapping("/")
    Mono<ResponseEntity<byte[]>> board(ServerWebExchange exchange) {
        return answer(
                exchange,
                () -> {
                    var cleaned = ViewLink.cleaned(exchange.getRequest().getQueryParams());
                    return cleaned == null ? view(exchange) : elsewhere(cleaned);
                });
    }

    /** One announcement. */
    @GetMapping("/announcements/{id}")
    Mono<ResponseEntity<byte[]>> announcement(@PathVariable String id, ServerWebExchange exchange) {
        return answer(exchange, () -> announcement(exchange, id));
    }

    private static Mono<ResponseEntity<byte[]>> elsewhere(String address) {
        return Mono.just(
                ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build());
    }

    private Mono<ResponseEntity<byte[]>> view(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var view = ViewReader.read(request.getQueryParams(), clock.instant());
        var texts = delivery.texts(view.link().language(), request);
        var question = board.ask(view, texts, publicAddress.base(request));
        return delivery.answer(question, texts, exchange);
    }

    private Mono<ResponseEntity<byte[]>> announcement(ServerWebExchange exchange, String id) {
        var request = exchange.getRequest();
        var known = Ids.parse(id).orElseThrow(() -> new UnknownAnnouncement(id));
        var language = PageDelivery.language(exchange.getRequest());
        var texts = delivery.texts(language, request);
        var question = announcements.ask(known, language, texts, publicAddress.base(request));
        return delivery.answer(question, texts, exchange);
    }

    private Mono<ResponseEntity<byte[]>> answer(
            ServerWebExchange exchange, Supplier<Mono<ResponseEntity<byte[]>>> page) {
        return Mono.defer(page)
                .onErrorResume(failure ->
                        refusals.answer(
                                failure, PageDelivery.language(exchange.getRequest()), exchange));
    }
}
