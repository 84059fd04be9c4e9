package io.crier.platform.server;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says of the meters of requests what they tell; whoever puts them up leaves that out. */
@Component
class RequestMeters implements MeterFilter {
    private static final Map<String, String> DESCRIPTIONS =
            Map.of(
                    "http.server.requests",
                    "Requests that were answered, but for streams and for what is answered from memory at once",
                    "http.server.requests.active",
                    "Requests that are being answered");

    RequestMeters() {}

    @Override
    public Meter.Id map(Meter.Id id) {
        var description = DESCRIPTIONS.get(id.getName());
        return description == null
                ? id
                : new Meter.Id(
                        id.getName(),
                        Tags.of(id.getTagsAsIterable()),
                        id.getBaseUnit(),
                        description,
                        id.getType());
    }
}
