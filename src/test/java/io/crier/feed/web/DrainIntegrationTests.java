package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.EventStream;
import io.crier.EventStream.Event;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DrainIntegrationTests {
    private static final int STREAMS = 60;

    private record End(long nanoTime, List<Event> events, boolean over) {}

    private static Callable<End> untilItEnds(EventStream stream) {
        return () -> {
            var events = new ArrayList<Event>();
            do {
                events.add(stream.next());
            } while (!events.getLast().type().equals("goaway"));
            return new End(System.nanoTime(), events, stream.isOver());
        };
    }

    @Test
    void streamsEndSpreadOverTheDrainAndNobodyIsLetInMeanwhile() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var replica =
                        Replica.on(
                                TestDatabase.fresh(),
                                "crier.feed.drain=2s",
                                "crier.feed.heartbeat=15s")) {
            var crier = replica.client();
            var ends = new ArrayList<Future<End>>();
            for (var i = 0; i < STREAMS; i++) {
                var stream = crier.stream(i % 2 == 0 ? "" : "?topic=t" + i % 7);
                stream.next();
                ends.add(threads.submit(untilItEnds(stream)));
            }
            var begun = System.nanoTime();
            var stopping = threads.submit(replica::close);
            var refused = 0;
            while (!stopping.isDone() && refused == 0) {
                try (var late = crier.stream("")) {
                    refused += late.response().statusCode() == 503 ? 1 : 0;
                } catch (UncheckedIOException stopped) {
                    break;
                }
            }
            stopping.get();
            var stopped = Duration.ofNanos(System.nanoTime() - begun);

            var all = new ArrayList<End>();
            for (var end : ends) {
                all.add(end.get());
            }
            assertThat(all)
                    .allSatisfy(end -> {
                        assertThat(end.over()).isTrue();
                        var types = end.events().stream().map(Event::type).toList();
                        assertThat(types.subList(types.size() - 2, types.size()))
                                .containsExactly("bookmark", "goaway");
                    });
            var first = all.stream().min(Comparator.comparingLong(End::nanoTime)).orElseThrow();
            var last = all.stream().max(Comparator.comparingLong(End::nanoTime)).orElseThrow();
            assertThat(Duration.ofNanos(last.nanoTime() - first.nanoTime()))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
            assertThat(stopped).isLessThan(Duration.ofSeconds(7));
            assertThat(refused).isEqualTo(1);
        }
    }

    /** As tests, and snapshots of a JVM, stop and start a context that stays. */
    @Test
    void streamsAreLetInAgainAfterAStopThatWasNotTheLast() throws Exception {
        try (var replica = Replica.on(TestDatabase.fresh())) {
            try (var stream = replica.client().stream("")) {
                assertThat(stream.next().type()).isEqualTo("bookmark");
                replica.context().stop();
            }
            replica.context().start();
            try (var stream = replica.client().stream("")) {
                assertThat(stream.next().type()).isEqualTo("bookmark");
                replica.client().create("{\"title\":\"After the pause\"}");
                assertThat(stream.nextChange().type()).isEqualTo("created");
            }
        }
    }
}
