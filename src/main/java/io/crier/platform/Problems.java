package io.crier.platform;

import io.crier.platform.server.ClientAddress;
import io.crier.refusal.Refusal;
import io.crier.refusal.RefusalMeters;
import io.crier.refusal.RefusalMeters.Cause;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Turns whatever goes wrong into a problem for the client; the only place that does. */
@RestControllerAdvice
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(1);
    private static final AtomicLong told = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    private final Denials denials;
    private final RefusalMeters meters;

    Problems(Denials denials, RefusalMeters meters) {
        this.denials = denials;
        this.meters = meters;
    }

    /**
     * The problem that the failure is. What is nobody's fault but ours is logged here and told
     * without details.
     */
    public static Problem of(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> Problem.of(refusal);
            case NoResourceFoundException nothing ->
                    Problem.of(nothing.getStatusCode(), "there is nothing at this address");
            // By Spring Security's firewall, which looks at names and headers only when they are
            // read.
            case ServerExchangeRejectedException rejected ->
                    Problem.of(HttpStatus.BAD_REQUEST, rejected.getMessage());
            case ErrorResponse response -> Problem.of(response.getStatusCode(), detail(response));
            case DataAccessException unavailable -> {
                tell(unavailable);
                yield Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "the database did not answer as it should; whether anything was written is not known");
            }
            // Nobody hears it any more, who was cut off for being slow or went by himself.
            case AbortedException _ ->
                    Problem.of(HttpStatus.BAD_REQUEST, "the request ended before its body did");
            default -> {
                log.error("a request failed", failure);
                yield Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "this is a fault of the server, and was logged");
            }
        };
    }

    /** The first of a second: while the database is away all fail alike, and all are counted. */
    private static void tell(DataAccessException unavailable) {
        var now = System.nanoTime();
        var last = told.get();
        if (now - last >= BETWEEN_LINES && told.compareAndSet(last, now)) {
            log.warn("the database failed a request: {}", unavailable.toString());
        }
    }

    /** As what the failure is counted, which was told as this problem. */
    public static Cause cause(Throwable failure, Problem problem) {
        return failure instanceof DataAccessException ? Cause.DATABASE : Cause.of(problem.status());
    }

    private static @Nullable String detail(ErrorResponse response) {
        return response.getStatusCode().value() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? "the body is larger than is accepted: 1 MiB for an announcement, or for a line of a batch"
                : response.getBody().getDetail();
    }

    /**
     * Nothing more can be told once the answer has begun: what fails then, a client that has gone
     * mostly, is left to the server, which knows it for what it is. A token that ended while its
     * holder waited is answered where tokens are looked at.
     */
    @ExceptionHandler
    Mono<ResponseEntity<Problem>> handle(Exception failure, ServerWebExchange exchange) {
        if (exchange.getResponse().isCommitted() || failure instanceof AuthenticationException) {
            return Mono.error(failure);
        }
        var problem = of(failure);
        var answer = answer(problem, failure);
        if (Denials.is(problem.status())) {
            return exchange.getPrincipal()
                    .map(Principal::getName)
                    .defaultIfEmpty(ClientAddress.of(exchange.getRequest()))
                    .doOnNext(who -> denials.note(exchange.getRequest(), who, problem.status()))
                    .thenReturn(answer);
        }
        meters.refused(cause(failure, problem));
        return Mono.just(answer);
    }

    private static ResponseEntity<Problem> answer(Problem problem, Exception failure) {
        var headers = new HttpHeaders();
        if (failure instanceof ErrorResponse response) {
            headers.putAll(response.getHeaders());
        }
        problem.tellWhenToTryAgain(headers);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return ResponseEntity.status(problem.status()).headers(headers).body(problem);
    }
}
