package io.crier.announcement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.util.context.ContextView;

/**
 * Follows writes, of those requests that are traced, past the answer: to the commit, and to the
 * first stream that is sent the change. Each is a span below the one of the request.
 *
 * <p>What request a change came of is remembered by the process that wrote it, for a minute; it is
 * not written down, so that other processes, which read the change from the database, do not know.
 * Where nothing is traced nothing is remembered.
 */
@Component
public class Traces {
    /** Changes that are on their way from the commit to the streams, with room to spare. */
    private static final int MOST = 1_000;

    /** Whoever was not sent it by then was not there. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final @Nullable Tracer tracer;
    private final InstantSource clock;
    private final Cache<Version, TraceContext> requests =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterWrite(REMEMBERED)
                    .executor(Runnable::run)
                    .build();

    /** A change is known by this before it has a position. */
    private record Version(UUID id, long number) {
        static Version of(Announcement announcement) {
            return new Version(announcement.id(), announcement.version());
        }
    }

    Traces(ObjectProvider<Tracer> tracer, InstantSource clock) {
        var known = tracer.getIfAvailable();
        this.tracer = Tracer.NOOP.equals(known) ? null : known;
        this.clock = clock;
    }

    /** A part of a request that may go on when the request is answered. */
    public final class Part {
        private final Tracer by;
        private final TraceContext request;
        private final String name;
        private final Instant since;
        private final AtomicBoolean over = new AtomicBoolean();

        private Part(Tracer by, TraceContext request, String name) {
            this.by = by;
            this.request = request;
            this.name = name;
            this.since = clock.instant();
        }

        /** It came to its end with this change; what comes later is passed over. */
        public void ends(long position) {
            if (over.compareAndSet(false, true)) {
                by.spanBuilder()
                        .setParent(request)
                        .name(name)
                        .tag("crier.position", position)
                        .startTimestamp(micros(since), TimeUnit.MICROSECONDS)
                        .start()
                        .end(micros(clock.instant()), TimeUnit.MICROSECONDS);
            }
        }
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
                + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    /** The write that somebody subscribes to, {@code null} unless his request is traced. */
    @Nullable Part write(ContextView subscriber) {
        if (tracer == null) {
            return null;
        }
        @Nullable Observation request =
                subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        if (request == null) {
            return null;
        }
        @Nullable TracingContext tracing = request.getContextView().get(TracingContext.class);
        var span = tracing == null ? null : tracing.getSpan();
        return span != null && Boolean.TRUE.equals(span.context().sampled())
                ? new Part(tracer, span.context(), "crier.append")
                : null;
    }

    /** The write is about to become this version. */
    void becomes(Part write, Announcement version) {
        requests.put(Version.of(version), write.request);
    }

    /**
     * The way of a change that was just read to the streams of this process, {@code null} unless a
     * traced request of this process made it.
     */
    public @Nullable Part delivery(Change change) {
        if (tracer == null || requests.estimatedSize() == 0) {
            return null;
        }
        var version = Version.of(change.announcement());
        var request = requests.getIfPresent(version);
        if (request == null) {
            return null;
        }
        requests.invalidate(version);
        return new Part(tracer, request, "crier.deliver");
    }
}
