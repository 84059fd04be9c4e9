package io.crier.platform;

import io.crier.platform.server.ManagementPath;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Leaves what operators ask out of what is observed of requests: probes and Prometheus come every
 * few seconds, and on a quiet day would be most of it; a probe that is answered 503 is no error.
 */
@Component
class OperatorObservations implements ObservationPredicate {
    private final String path;

    OperatorObservations(Environment environment) {
        this.path = ManagementPath.of(environment);
    }

    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && isOfOperators(request.getCarrier().getPath().value()));
    }

    /** Without a path of its own it cannot be told from what clients ask. */
    private boolean isOfOperators(String asked) {
        return !path.isEmpty() && (asked.equals(path) || asked.startsWith(path + '/'));
    }
}
