package io.crier.feed.web;

import io.crier.platform.server.ApiPath;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Leaves streams out of what is observed of requests: one that lives for an hour would be a request
 * that takes an hour. What streams do is told by meters of their own.
 */
@Component
class StreamObservations implements ObservationPredicate {
    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && ApiPath.STREAM.isOf(request.getCarrier()));
    }
}
