package io.crier.refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts what was asked of Crier and not done, by why. Whoever answers with a refusal counts it,
 * once; any thread may.
 */
@Component
public class RefusalMeters {
    private final Map<Cause, Counter> counters = new EnumMap<>(Cause.class);

    /** Why; each is a value of the meter's tag {@code reason}. */
    public enum Cause {
        /** The request cannot be understood or accepted. */
        INVALID,
        /** It is larger than is accepted. */
        TOO_LARGE,
        /** Nobody, or nobody who is known, asks for what not all may. */
        UNAUTHENTICATED,
        /** Who asks is known, and may not. */
        FORBIDDEN,
        /** What was named is not there, or no more. */
        MISSING,
        /** It contradicts what is there. */
        CONFLICT,
        /** One client asks for more than its share. */
        RATE,
        /** It came, or was taken, more slowly than anybody is waited for. */
        SLOW,
        /** All together ask for more than there is. */
        OVERLOAD,
        /** The database did not answer as it should. */
        DATABASE,
        /** The fault is Crier's own. */
        FAULT;

        /** What an answer of this status, which is no success, means. */
        public static Cause of(int status) {
            return switch (status) {
                case 401 -> UNAUTHENTICATED;
                case 403 -> FORBIDDEN;
                case 404, 410 -> MISSING;
                case 409, 412 -> CONFLICT;
                case 413 -> TOO_LARGE;
                case 429 -> RATE;
                case 503 -> OVERLOAD;
                default -> status < 500 ? INVALID : FAULT;
            };
        }
    }

    RefusalMeters(MeterRegistry registry) {
        for (var cause : Cause.values()) {
            counters.put(
                    cause,
                    Counter.builder("crier.refusals")
                            .description("Requests that were refused or failed, by why")
                            .tag("reason", cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(registry));
        }
    }

    public void refused(Cause cause) {
        var counter = counters.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }
}
