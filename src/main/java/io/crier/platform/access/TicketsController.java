package io.crier.platform.access;

import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tickets for those who cannot show a token when they open a stream. */
@RestController
class TicketsController {
    private final Tickets tickets;

    TicketsController(Tickets tickets) {
        this.tickets = tickets;
    }

    /**
     * A ticket that was given.
     *
     * @param expiresAt until when a stream must have been opened with it
     */
    record TicketAnswer(String ticket, Instant expiresAt) {}

    @PostMapping(path = "/v1/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<TicketAnswer> add(Bearer bearer) {
        return Mono.fromCallable(() -> Secret.random(Secret.Kind.TICKET))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(secret ->
                        tickets.add(secret.hash(), bearer.grant())
                                .map(expiry -> new TicketAnswer(secret.text(), expiry)));
    }
}
