package io.crier.intake;

import io.crier.announcement.AnnouncementRemoved;
import io.crier.announcement.Announcements;
import io.crier.announcement.Match;
import io.crier.announcement.Origin;
import io.crier.announcement.Outcome;
import io.crier.announcement.StaleVersion;
import io.crier.announcement.UnknownAnnouncement;
import io.crier.announcement.Write;
import io.crier.intake.SourceItems.Claimed;
import io.crier.intake.SourceItems.Said;
import io.crier.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes announcements of items, and keeps them as the items change.
 *
 * <p>An item whose content is what it was is not written, so what publishers make of its
 * announcement stays until the item itself changes.
 */
@Component
class TakingIn {
    /** Items whose state is held, and asked of the database, at once. */
    private static final int CHUNK = 500;

    /** As many as the store commits in one statement. */
    private static final int WRITES = 64;

    private static final Logger log = LoggerFactory.getLogger(TakingIn.class);

    private final Announcements announcements;
    private final SourceItems items;

    TakingIn(Announcements announcements, SourceItems items) {
        this.announcements = announcements;
        this.items = items;
    }

    /** Each item is there as an announcement when it completes, or is counted as not. */
    Mono<PollCounts> takeIn(Source source, List<Reported> reported) {
        // Feeds tell the newest first; in the log it is to be the last.
        return Flux.fromIterable(reported.reversed())
                .buffer(CHUNK)
                .concatMap(chunk -> takeInChunk(source, chunk))
                .reduce(PollCounts.NONE, PollCounts::plus);
    }

    private enum Effect {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** By a publisher's removal of the announcement. */
        IGNORED,
        REFUSED
    }

    /**
     * @param said what to remember of the item; nothing where that is remembered already, or the
     *     item is to be tried again
     */
    private record Taken(Effect effect, @Nullable Said said) {}

    private Mono<PollCounts> takeInChunk(Source source, List<Reported> chunk) {
        var uids = chunk.stream().map(reported -> reported.uid().key()).toList();
        return items.claim(source.id(), uids)
                .flatMapMany(claimed -> takeInEach(source, chunk, claimed))
                .collectList()
                .flatMap(taken ->
                        items.remember(source.id(), said(taken)).thenReturn(counts(taken)));
    }

    private Flux<Taken> takeInEach(
            Source source, List<Reported> chunk, Map<String, Claimed> claimed) {
        return Flux.fromIterable(chunk)
                .flatMap(
                        reported -> {
                            var claim = claimed.get(reported.uid().key());
                            return claim == null
                                    ? Mono.error(
                                            new IllegalStateException(
                                                    "an item was claimed and is not there"))
                                    : takeInOne(source, reported, claim);
                        },
                        WRITES);
    }

    private Mono<Taken> takeInOne(Source source, Reported reported, Claimed claim) {
        var now = Fingerprint.of(reported.content());
        if (now.equals(claim.fingerprint())) {
            return Mono.just(new Taken(Effect.UNCHANGED, null));
        }
        var said = new Said(claim.uid(), now);
        return write(source, reported, claim)
                .map(outcome -> new Taken(effect(outcome), said))
                .onErrorResume(
                        AnnouncementRemoved.class, _ -> Mono.just(new Taken(Effect.IGNORED, said)))
                .onErrorResume(
                        failure ->
                                failure instanceof Refusal refusal
                                        && refusal.reason() != Refusal.Reason.OVERLOADED,
                        refusal -> refused(source, reported, refusal));
    }

    /**
     * Where another poll may have written the announcement, it is edited rather than written anew:
     * else a removal in between would be undone.
     */
    private Mono<Outcome> write(Source source, Reported reported, Claimed claim) {
        var edit = announcements.write(edit(reported, claim));
        var put =
                announcements
                        .write(put(source, reported, claim))
                        .onErrorResume(StaleVersion.class, _ -> edit);
        return claim.seenBefore() ? edit.onErrorResume(UnknownAnnouncement.class, _ -> put) : put;
    }

    private static Write put(Source source, Reported reported, Claimed claim) {
        var origin = new Origin(source.id().toString(), reported.uid().told(), source.url());
        return new Write.Put(
                claim.announcementId(),
                reported.content(),
                Match.NONE,
                origin,
                reported.publishedAt(),
                null);
    }

    private static Write edit(Reported reported, Claimed claim) {
        var before = claim.fingerprint() == null ? Fingerprint.NONE : claim.fingerprint();
        return new Write.Edit(claim.announcementId(), before.edit(reported.content()), Match.ANY);
    }

    private static Mono<Taken> refused(Source source, Reported reported, Throwable refusal) {
        log.warn(
                "an item could not be kept: source={}, uid={}, why={}",
                source.id(),
                Texts.line(reported.uid().key()),
                Texts.line(String.valueOf(refusal.getMessage())));
        return Mono.just(new Taken(Effect.REFUSED, null));
    }

    private static Effect effect(Outcome outcome) {
        return switch (outcome.effect()) {
            case CREATED -> Effect.CREATED;
            case UPDATED -> Effect.UPDATED;
            case UNCHANGED -> Effect.UNCHANGED;
            case REMOVED -> throw new IllegalStateException("no item removes its announcement");
        };
    }

    private static List<Said> said(List<Taken> taken) {
        return taken.stream()
                .<Said>mapMulti((one, sink) -> {
                    if (one.said() != null) {
                        sink.accept(one.said());
                    }
                })
                .toList();
    }

    private static PollCounts counts(List<Taken> taken) {
        return new PollCounts(
                taken.size(),
                count(taken, Effect.CREATED),
                count(taken, Effect.UPDATED),
                count(taken, Effect.UNCHANGED),
                count(taken, Effect.IGNORED),
                count(taken, Effect.REFUSED),
                false);
    }

    private static int count(List<Taken> taken, Effect effect) {
        return (int) taken.stream().filter(one -> one.effect() == effect).count();
    }
}
