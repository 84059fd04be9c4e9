package io.crier.feed;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Rings for whoever subscribed last; rings that it has no time for become one. */
final class Bell {
    private volatile @Nullable FluxSink<Boolean> listener;

    /** Never ends. Comes on the thread that rings, or that asks for more. */
    Flux<Boolean> rings() {
        return Flux.create(sink -> listener = sink, FluxSink.OverflowStrategy.LATEST);
    }

    void ring() {
        var sink = listener;
        if (sink != null) {
            sink.next(true);
        }
    }
}
