package io.crier.status;

import io.crier.status.Moment.Sources;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How sources do, at {@code /actuator/sources}. Of their addresses what may hold a secret is left
 * out: a name with a password, and the query.
 */
@Component
@Endpoint(id = "sources")
class SourcesEndpoint {
    private final Status status;

    SourcesEndpoint(Status status) {
        this.status = status;
    }

    @ReadOperation
    Mono<WebEndpointResponse<Object>> sources() {
        return status.sources()
                .map(sources -> new WebEndpointResponse<Object>(withoutSecrets(sources)))
                .onErrorResume(_ ->
                        Mono.just(
                                new WebEndpointResponse<>(
                                        Map.of("why", "the database does not tell"),
                                        WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE)));
    }

    private static Sources withoutSecrets(Sources sources) {
        return new Sources(
                sources.count(),
                sources.failing(),
                sources.items().stream().map(Sources.Item::withoutSecrets).toList());
    }
}
