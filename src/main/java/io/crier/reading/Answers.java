package io.crier.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.announcement.Cursor;
import io.crier.feed.Interest;
import io.crier.feed.Recent;
import io.crier.feed.Recent.Fate;
import io.crier.load.Capacity;
import io.crier.load.Demand;
import io.crier.load.Shares;
import io.crier.serving.Coding;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers whoever asks: from memory where that is still true, else from the database, which is read
 * once however many ask the same at the same time.
 *
 * <p>Nobody who was told that something is written is answered as if it were not.
 */
@Component
public class Answers {
    /** A larger document is not gathered; it is sent while it is read. */
    static final int LARGEST_KEPT = 256 * 1024;

    /** Different readings under way at once, each of which waits for a connection. */
    static final int MOST_READINGS = 1_000;

    /** How long it is remembered which documents are large. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 1_000;

    /** A client that is slower than that is cut off, for others wait. */
    private static final Duration LONGEST_EXPORT = Duration.ofHours(1);

    /** A reading that others wait for; far longer than any takes while the database answers. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    private static final Pattern CODING_MARK = Pattern.compile("\\.(?:gz|br)$");

    private final Shelf shelf;
    private final Recent recent;
    private final InstantSource clock;
    private final Scheduler timer;
    private final Capacity capacity;
    private final ReadingMeters meters;
    private final ConcurrentHashMap<Key, Flight> flights = new ConcurrentHashMap<>();
    private final Cache<Key, Boolean> large =
            Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .expireAfterWrite(REMEMBERED)
                    .executor(Runnable::run)
                    .build();

    /** What those ask for who have the answer, so that it is never read here. */
    private final Cache<Key, Held> held =
            Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .expireAfterAccess(REMEMBERED)
                    .executor(Runnable::run)
                    .build();

    private final int maxExports;
    private final AtomicInteger exports = new AtomicInteger();
    private final Shares exportShares;

    Answers(
            Shelf shelf,
            Recent recent,
            ReadingSettings settings,
            InstantSource clock,
            Scheduler timer,
            Capacity capacity,
            ReadingMeters meters) {
        this.capacity = capacity;
        this.shelf = shelf;
        this.recent = recent;
        this.clock = clock;
        this.timer = timer;
        this.meters = meters;
        this.maxExports = settings.maxExports();
        this.exportShares = new Shares(settings.maxExportsPerClient());
        meters.watch(shelf);
    }

    /** What it takes to tell whether an answer is still the one, as in {@link Question}. */
    private record Held(Interest interest, String variant) {}

    /**
     * A reading that others may join.
     *
     * @param written what this process had written before it began
     */
    private record Flight(long written, Mono<Representation> reading) {}

    /** The document is larger than is gathered. */
    private static final class Large extends RuntimeException {
        private static final long serialVersionUID = 1;

        Large() {
            super("a large document", null, false, false);
        }
    }

    /**
     * The answer that is kept, if it is there and known to be true. Takes no longer than an event
     * loop may be held.
     */
    public @Nullable Representation known(Key key) {
        return shelf.glance(key);
    }

    /**
     * The answer to the question; fails with what its reading fails with, or an {@code OVERLOADED}
     * refusal. Comes on a thread of the timer. A reading goes on if nobody waits for it any more.
     *
     * @param tags the opaque parts of the entity tags of what the asker has
     * @param coding in which he takes it
     */
    public Mono<Answer> answer(Key key, Question question, List<String> tags, Coding coding) {
        return recent.caughtUp()
                .then(Mono.fromSupplier(() -> kept(key, question, tags, coding)).subscribeOn(timer))
                .flatMap(found ->
                        found.map(Mono::just).orElseGet(() -> read(key, question, coding)));
    }

    /**
     * That what the asker has is still the answer, though it is not the one that is kept, or none
     * is: another replica gave it, or it was given under another name. {@code null} if that is not
     * known after a glance, or was never asked before; for an event loop.
     *
     * @param tags the opaque parts of the entity tags of what the asker has
     */
    public Answer.@Nullable Unchanged unchanged(Key key, List<String> tags, Coding coding) {
        var asked = tags.isEmpty() ? null : held.getIfPresent(key);
        return asked == null
                ? null
                : unchanged(asked.variant(), asked.interest(), tags, coding, Shelf.GLANCE);
    }

    private Optional<Answer> kept(Key key, Question question, List<String> tags, Coding coding) {
        var found = shelf.find(key);
        if (found != null
                && (tags.isEmpty()
                        || tags.stream().anyMatch(opaque -> found.isTagged(opaque, coding)))) {
            return Optional.of(new Answer.Told(found, found.make(coding), true));
        }
        var variant = question.variant();
        // What another replica told may hold as well as what is kept here.
        var unchanged =
                variant == null
                        ? null
                        : unchanged(variant, question.interest(), tags, coding, Integer.MAX_VALUE);
        if (unchanged != null
                && variant != null
                && !question.interest().isSlow()
                && key.isShort()) {
            held.put(key, new Held(question.interest(), variant));
        }
        return unchanged != null
                ? Optional.of(unchanged)
                : Optional.ofNullable(found)
                        .map(kept -> new Answer.Told(kept, kept.make(coding), true));
    }

    /** By the tags alone, whoever gave the answer that they are of. */
    private Answer.@Nullable Unchanged unchanged(
            String variant, Interest interest, List<String> tags, Coding coding, int most) {
        for (var opaque : tags) {
            var bare = CODING_MARK.matcher(opaque).replaceFirst("");
            var tag = Tag.parse(bare).orElse(null);
            if (tag != null
                    && (bare.equals(opaque) || opaque.equals(bare + coding.mark()))
                    && tag.variant().equals(variant)
                    && (tag.until() == null || clock.instant().isBefore(tag.until()))
                    && recent.since(tag.place(), interest, most)
                            instanceof Fate.Holds(var position, var now)
                    && now) {
                var cursor = new Cursor(tag.place().epoch(), position);
                return new Answer.Unchanged('"' + opaque + '"', tag.until(), cursor);
            }
        }
        return null;
    }

    private Mono<Answer> read(Key key, Question question, Coding coding) {
        if (question.whole() && large.getIfPresent(key) != null) {
            return Mono.just(new Answer.TooLong());
        }
        return flight(key, question)
                .<Answer>map(answer -> new Answer.Told(answer, answer.make(coding), false))
                .onErrorResume(
                        Large.class,
                        _ -> {
                            large.put(key, true);
                            return Mono.just(new Answer.TooLong());
                        });
    }

    /** One that began before this process wrote is of no use to those who know of that. */
    private Mono<Representation> flight(Key key, Question question) {
        var written = recent.written();
        if (flights.size() >= MOST_READINGS) {
            return Mono.error(
                    new TooMuchRead(
                            "more is being read than the database can give; try again soon"));
        }
        return flights.compute(
                        key,
                        (_, known) ->
                                known != null && known.written() >= written
                                        ? known
                                        : takeOff(key, question, written))
                .reading();
    }

    private Flight takeOff(Key key, Question question, long written) {
        var reading =
                // The one before it may just have landed.
                Mono.fromSupplier(() -> Optional.ofNullable(shelf.find(key)))
                        .flatMap(found ->
                                found.map(Mono::just).orElseGet(() -> readNow(key, question)))
                        .doFinally(_ -> land(key, written))
                        .cache();
        return new Flight(written, reading);
    }

    private Mono<Representation> readNow(Key key, Question question) {
        capacity.require(Demand.READ);
        meters.read();
        return question.telling()
                .publishOn(timer)
                .flatMap(telling -> gathered(telling, question.whole()))
                .timeout(
                        LONGEST_READING,
                        Mono.error(() ->
                                new QueryTimeoutException(
                                        "nothing was read in " + LONGEST_READING)),
                        timer)
                .doOnNext(answer -> shelf.keep(key, answer));
    }

    /** A later one may have taken its place. */
    private void land(Key key, long written) {
        flights.computeIfPresent(key, (_, known) -> known.written() == written ? null : known);
    }

    private static Mono<Representation> gathered(Telling telling, boolean whole) {
        return telling.parts()
                .collect(ByteArrayOutputStream::new, (all, part) -> gather(all, part, whole))
                .map(all -> new Representation(telling.facts(), all.toByteArray()));
    }

    private static void gather(ByteArrayOutputStream all, byte[] part, boolean whole) {
        if (whole && all.size() + part.length > LARGEST_KEPT) {
            throw new Large();
        }
        all.writeBytes(part);
    }

    /**
     * Reads an answer while it is sent, which nobody else shares.
     *
     * <p>Fails with what the reading or the sending fails with, with {@link
     * TooManyExportsOfClient}, or with an {@code OVERLOADED} refusal where as many are being sent
     * as may.
     *
     * @param client who asks; documents that are sent to one client are limited
     * @param sending sends what it is given; the place is taken until it completes or is cancelled
     */
    public Mono<Void> export(
            String client, Question question, Function<Telling, Mono<Void>> sending) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> enter(client)),
                _ -> {
                    meters.read();
                    return question.telling().flatMap(sending).timeout(LONGEST_EXPORT, timer);
                },
                _ -> Mono.fromRunnable(() -> leave(client)));
    }

    private Boolean enter(String client) {
        capacity.require(Demand.READ);
        if (!exportShares.take(client)) {
            throw new TooManyExportsOfClient(exportShares.most());
        }
        if (exports.incrementAndGet() > maxExports) {
            leave(client);
            throw new TooMuchRead(
                    "as many large documents are being sent as may, %d; try again later"
                            .formatted(maxExports));
        }
        return true;
    }

    private void leave(String client) {
        exports.decrementAndGet();
        exportShares.giveBack(client);
    }
}
