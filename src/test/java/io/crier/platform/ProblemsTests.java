package io.crier.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.RefusalMeters;
import io.crier.refusal.RefusalMeters.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RefusalMeters meters = meters(registry);
    private final Problems problems =
            new Problems(new Denials(new ProblemWriter(JsonMapper.shared()), meters), meters);
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.get("/v1/announcements"));

    /** As Spring makes one. */
    static RefusalMeters meters(MeterRegistry registry) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("registry", registry);
        return (RefusalMeters)
                beans.autowire(
                        RefusalMeters.class,
                        DefaultListableBeanFactory.AUTOWIRE_CONSTRUCTOR,
                        false);
    }

    private double refused(String reason) {
        return registry.get("crier.refusals").tag("reason", reason).counter().count();
    }

    @Test
    void aProblemIsToldAndCounted() {
        var answer = Await.value(problems.handle(new InvalidInput("no JSON"), exchange));
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(refused("invalid")).isEqualTo(1);
    }

    @Test
    void whoeverIsTurnedAwayIsCountedOnce() {
        var denied = new ResponseStatusException(HttpStatus.FORBIDDEN);
        assertThat(Await.value(problems.handle(denied, exchange)).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(refused("forbidden")).isEqualTo(1);
    }

    @Test
    void nothingIsToldBehindAnAnswerThatHasBegun() {
        exchange.getResponse().setComplete().as(StepVerifier::create).verifyComplete();
        StepVerifier.create(problems.handle(new IOException("gone"), exchange))
                .verifyErrorMessage("gone");
        assertThat(refused("fault")).isZero();
    }

    private static Cause cause(Throwable failure) {
        return Problems.cause(failure, Problems.of(failure));
    }

    @Test
    void causesAreToldApart() {
        assertThat(cause(new QueryTimeoutException("silent"))).isEqualTo(Cause.DATABASE);
        assertThat(cause(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE)))
                .isEqualTo(Cause.OVERLOAD);
        assertThat(cause(new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS)))
                .isEqualTo(Cause.RATE);
        assertThat(cause(new ResponseStatusException(HttpStatus.FORBIDDEN)))
                .isEqualTo(Cause.FORBIDDEN);
        assertThat(cause(new ResponseStatusException(HttpStatus.GONE))).isEqualTo(Cause.MISSING);
        assertThat(cause(new ResponseStatusException(HttpStatus.METHOD_NOT_ALLOWED)))
                .isEqualTo(Cause.INVALID);
        assertThat(cause(new IllegalStateException())).isEqualTo(Cause.FAULT);
    }
}
