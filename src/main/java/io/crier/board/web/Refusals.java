package io.crier.board.web;

import io.crier.board.RefusalPages;
import io.crier.platform.Problem;
import io.crier.platform.Problems;
import io.crier.refusal.RefusalMeters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Pages for what cannot be shown, where programs are told of problems. */
@Component
class Refusals {
    private final RefusalPages pages;
    private final PageDelivery delivery;
    private final RefusalMeters meters;

    Refusals(RefusalPages pages, PageDelivery delivery, RefusalMeters meters) {
        this.pages = pages;
        this.delivery = delivery;
        this.meters = meters;
    }

    Mono<ResponseEntity<byte[]>> answer(
            Throwable failure, @Nullable String language, ServerWebExchange exchange) {
        var problem = Problems.of(failure);
        meters.refused(Problems.cause(failure, problem));
        var texts = delivery.texts(language, exchange.getRequest());
        return pages.write(problem.status(), problem.detail(), language, texts)
                .map(page -> answer(problem, page));
    }

    private static ResponseEntity<byte[]> answer(Problem problem, byte[] page) {
        var headers = PageHeaders.of();
        headers.setContentType(MediaType.parseMediaType(PageHeaders.HTML));
        headers.setCacheControl("no-store");
        problem.tellWhenToTryAgain(headers);
        return ResponseEntity.status(problem.status()).headers(headers).body(page);
    }
}
