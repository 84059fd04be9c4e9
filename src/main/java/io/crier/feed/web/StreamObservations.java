package io.crier.feed.web;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Leaves streams out of what is observed of requests: one that lives for an hour would be a request
 * that takes an hour. What streams do is told by meters of their own.
 */
@Component
class StreamObservations implements ObservationPredicate {
    static final String PATH = "/v1/stream";

    /** Compared as those of controllers are: however it is written. */
    private static final PathPattern STREAM = PathPatternParser.defaultInstance.parse(PATH);

    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && STREAM.matches(request.getCarrier().getPath().pathWithinApplication()));
    }
}
