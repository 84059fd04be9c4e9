package io.crier.demo;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Cursor;
import io.crier.announcement.Outcome;
import io.crier.announcement.Outcome.Effect;
import io.crier.announcement.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps announcements in memory, as far as the demo can tell like the real store. */
final class FakeStock implements Stock {
    private final InstantSource clock;
    private final Map<UUID, Announcement> announcements = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    FakeStock(InstantSource clock) {
        this.clock = clock;
    }

    static FakeStock filled(List<Sample> samples, Instant now) {
        var stock = new FakeStock(InstantSource.fixed(now));
        samples.stream()
                .filter(sample -> sample.presence() != Presence.WAITING)
                .flatMap(sample -> sample.past(now))
                .forEach(stock::apply);
        return stock;
    }

    List<Announcement> present() {
        return List.copyOf(announcements.values());
    }

    /** What every write so far did, in their order. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    void forget(UUID id) {
        announcements.remove(id);
    }

    @Override
    public Mono<Boolean> isUntouched() {
        return Mono.fromSupplier(outcomes::isEmpty);
    }

    @Override
    public Mono<List<Announcement>> samples() {
        return Mono.fromSupplier(() ->
                announcements.values().stream()
                        .filter(announcement ->
                                announcement.source() != null
                                        && announcement.source().id().equals("demo"))
                        .toList());
    }

    @Override
    public Mono<Outcome> write(Write write) {
        return Mono.fromSupplier(() -> apply(write));
    }

    Outcome apply(Write write) {
        var before = announcements.get(write.id());
        if (before == null && !(write instanceof Write.Put)) {
            throw new IllegalStateException("it is not there: " + write);
        }
        if (!write.match().admits(before == null ? 0 : before.version(), "")) {
            throw new IllegalStateException("it is there: " + write);
        }
        var outcome =
                switch (write) {
                    case Write.Put put when before == null -> done(Effect.CREATED, created(put));
                    case Write.Put put -> edited(before, put.content());
                    case Write.Edit edit -> {
                        var known = Objects.requireNonNull(before);
                        yield edited(known, edit.edit().apply(known.content()));
                    }
                    case Write.Remove _ -> done(Effect.REMOVED, Objects.requireNonNull(before));
                };
        if (outcome.effect() == Effect.REMOVED) {
            announcements.remove(write.id());
        } else {
            announcements.put(write.id(), outcome.announcement());
        }
        outcomes.add(outcome);
        return outcome;
    }

    private Announcement created(Write.Put put) {
        var now = clock.instant();
        var publishedAt = put.publishedAt();
        return new Announcement(
                put.id(),
                1,
                0,
                put.content(),
                List.of(),
                put.source(),
                publishedAt == null ? now : publishedAt,
                now);
    }

    private Outcome edited(Announcement before, Content content) {
        if (content.equals(before.content())) {
            return done(Effect.UNCHANGED, before);
        }
        return done(
                Effect.UPDATED,
                new Announcement(
                        before.id(),
                        before.version() + 1,
                        before.sequence(),
                        content,
                        previousStarts(before, content.startsAt()),
                        before.source(),
                        before.publishedAt(),
                        clock.instant()));
    }

    private static List<OffsetDateTime> previousStarts(
            Announcement before, @Nullable OffsetDateTime start) {
        var previous = new ArrayList<>(before.previousStartsAt());
        var old = before.content().startsAt();
        if (old != null && !old.equals(start)) {
            previous.add(old);
        }
        previous.removeIf(told -> told.equals(start));
        return previous;
    }

    private Outcome done(Effect effect, Announcement announcement) {
        return new Outcome(effect, announcement, new Cursor("fake", outcomes.size() + 1), false);
    }
}
