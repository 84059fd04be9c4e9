package io.crier.intake;

import io.crier.load.Turns;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Polls sources: fetches their documents, reads them, and takes in what they tell.
 *
 * <p>Cancelling a poll gives the source back as it was; what was taken in by then stays.
 */
@Component
public class Intake {
    /** Within the lease, with time left to record what came of it. */
    private static final Duration LONGEST_POLL = Leases.TERM.minusSeconds(20);

    /** Of those that are asked for, so many wait; each is asked for by somebody who waits too. */
    private static final int MOST_ASKED = 100;

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Sources sources;
    private final Leases leases;
    private final AddressRules rules;
    private final Fetching fetching;
    private final Reading reading;
    private final TakingIn takingIn;
    private final PollMeters meters;
    private final InstantSource clock;
    private final Scheduler timer;
    private final Scheduler threads;

    /** What is asked for is read by as many at once as what is due: a document takes memory. */
    private final Turns turns;

    Intake(
            Sources sources,
            Leases leases,
            AddressRules rules,
            Fetching fetching,
            Reading reading,
            TakingIn takingIn,
            PollMeters meters,
            IntakeSettings settings,
            InstantSource clock,
            Scheduler timer,
            @Qualifier(IntakeConfiguration.READING) Scheduler threads) {
        this.sources = sources;
        this.leases = leases;
        this.rules = rules;
        this.fetching = fetching;
        this.reading = reading;
        this.takingIn = takingIn;
        this.meters = meters;
        this.clock = clock;
        this.timer = timer;
        this.threads = threads;
        this.turns = new Turns(settings.concurrency(), MOST_ASKED, TooManyPolls::new);
    }

    /**
     * What would be taken in from an address.
     *
     * @param count of all items, each counted once
     * @param items the first of them
     */
    public record Preview(URI url, @Nullable String title, int count, List<Reported> items) {
        private static final int SHOWN = 20;

        static Preview of(URI url, Feed feed, List<Reported> reported) {
            return new Preview(
                    url,
                    feed.title(),
                    reported.size(),
                    reported.subList(0, Math.min(reported.size(), SHOWN)));
        }
    }

    /**
     * Reads an address and keeps nothing; fails with {@link io.crier.refusal.InvalidInput}, {@link
     * SourceUnreadable} or {@link TooManyPolls}.
     */
    public Mono<Preview> preview(String url) {
        return turns.take(previewed(url));
    }

    private Mono<Preview> previewed(String url) {
        return rules.accepted(url)
                .flatMap(address -> fetching.fetch(address, Validators.NONE))
                .publishOn(threads)
                .ofType(Fetched.class)
                .map(document -> preview(document, reading.read(document)));
    }

    /**
     * Polls a source now, and gives it as the poll left it, also if it failed; fails with {@link
     * UnknownSource}, {@link PollRunning} or {@link TooManyPolls}.
     */
    public Mono<Source> poll(UUID id) {
        return turns.take(
                polled(leases.of(id).switchIfEmpty(notLeased(id)))
                        .switchIfEmpty(Mono.defer(() -> sources.find(id))));
    }

    /** Polls the source that has been due for the longest; nothing where none is due. */
    Mono<Source> pollNext() {
        return leases.due()
                .flatMap(lease -> polled(Mono.just(lease)).defaultIfEmpty(lease.source()));
    }

    private Mono<Lease> notLeased(UUID id) {
        return sources.find(id).flatMap(_ -> Mono.error(() -> new PollRunning(id)));
    }

    private Mono<Source> polled(Mono<Lease> leased) {
        return Mono.usingWhen(
                leased,
                lease -> attempt(lease).flatMap(result -> finish(lease, result)),
                _ -> Mono.empty(),
                (lease, _) -> leases.release(lease),
                leases::release);
    }

    private Mono<PollResult> attempt(Lease lease) {
        return fetching.fetch(lease.source().url(), lease.known())
                .publishOn(threads)
                .flatMap(answer -> digest(lease, answer))
                .timeout(LONGEST_POLL, timer)
                .onErrorResume(failure -> Mono.just(failed(lease, failure)));
    }

    private Mono<PollResult> digest(Lease lease, Answer answer) {
        return switch (answer) {
            case Answer.NotModified _ -> Mono.just(new PollResult.NotModified());
            case Fetched document -> takeIn(lease, document);
        };
    }

    private Mono<PollResult> takeIn(Lease lease, Fetched document) {
        var feed = reading.read(document);
        return takingIn.takeIn(lease.source(), Mapping.of(feed, clock.instant()))
                .map(counts ->
                        new PollResult.Read(
                                feed.title(),
                                // What was refused is to be tried again, changed or not.
                                counts.refused() > 0 ? Validators.NONE : document.validators(),
                                counts));
    }

    private Mono<Source> finish(Lease lease, PollResult result) {
        meters.finished(result);
        var next = Pacing.next(lease.source(), result, ThreadLocalRandom.current().nextDouble());
        return leases.finish(lease, result, next).doOnNext(source -> log(source, result));
    }

    private static void log(Source source, PollResult result) {
        switch (result) {
            case PollResult.Read read when read.counts().created() + read.counts().updated() > 0 ->
                    log.info(
                            "a source was read: id={}, url={}, items={}, created={}, updated={}",
                            source.id(),
                            source.url(),
                            read.counts().items(),
                            read.counts().created(),
                            read.counts().updated());
            case PollResult.Failed failed ->
                    log.info(
                            "a source could not be read: id={}, url={}, failures={}, why={}",
                            source.id(),
                            source.url(),
                            source.failures(),
                            failed.error());
            case PollResult.Read _, PollResult.NotModified _ -> {}
        }
    }

    private Preview preview(Fetched document, Feed feed) {
        return Preview.of(document.address(), feed, Mapping.of(feed, clock.instant()));
    }

    private static PollResult failed(Lease lease, Throwable failure) {
        if (failure instanceof SourceUnreadable unreadable) {
            return new PollResult.Failed(unreadable.getMessage(), unreadable.retryAfter());
        }
        if (failure instanceof TimeoutException) {
            return new PollResult.Failed(
                    "what the address gave could not be taken in within %d s; the next poll goes on"
                            .formatted(LONGEST_POLL.toSeconds()),
                    null);
        }
        log.warn("a poll failed: source={}", lease.source().id(), failure);
        return new PollResult.Failed(
                "what the address gave could not be taken in; this is a fault of the server, and was logged",
                null);
    }
}
