package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Change;
import io.crier.announcement.Content;
import io.crier.announcement.Cursor;
import io.crier.announcement.Facet;
import io.crier.announcement.Filter;
import io.crier.announcement.Samples;
import io.crier.feed.Recent.Fate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class RecentTests {
    private static final Interest PARKS = new Interest.Passing(Filter.of(Facet.TOPIC, "parks"));
    private static final Interest ALL = new Interest.Passing(Filter.ALL);

    private final HandLog log = new HandLog(10, 8, Schedulers.immediate());
    private final Recent recent = log.recent();

    private static Cursor at(long position) {
        return new Cursor(HandLog.EPOCH, position);
    }

    private static Change about(long position, String topic) {
        var content = Content.titled("A").topics(List.of(topic)).build();
        return Changes.created(position, content);
    }

    private Fate since(long position, Interest interest) {
        return recent.since(at(position), interest, Integer.MAX_VALUE);
    }

    @Test
    void whatNothingCameAfterHolds() {
        assertThat(since(10, ALL)).isEqualTo(new Fate.Holds(10, true));
        assertThat(recent.isEnd(at(10))).isTrue();
    }

    @Test
    void whatNothingThatConcernsItCameAfterHolds() {
        log.append(about(11, "roads"));
        log.append(about(12, "roads"));
        assertThat(recent.isEnd(at(10))).isFalse();
        assertThat(since(10, PARKS)).isEqualTo(new Fate.Holds(12, true));
        assertThat(since(10, new Interest.One(UUID.randomUUID())))
                .isEqualTo(new Fate.Holds(12, true));
        assertThat(since(3, new Interest.None())).isEqualTo(new Fate.Holds(3, true));
    }

    @Test
    void whatAChangeConcernsIsTouched() {
        log.append(about(11, "roads"));
        log.append(about(12, "parks"));
        assertThat(since(10, PARKS)).isInstanceOf(Fate.Touched.class);
        assertThat(since(11, PARKS)).isInstanceOf(Fate.Touched.class);
        assertThat(since(12, PARKS)).isEqualTo(new Fate.Holds(12, true));
        assertThat(since(10, new Interest.One(Changes.ID))).isInstanceOf(Fate.Touched.class);
    }

    @Test
    void anAnnouncementThatLeavesAFilterTouchesIt() {
        var before = Samples.announcement(Content.titled("A").topics(List.of("parks")).build());
        log.append(Samples.updated(11, before, Content.titled("A").build()));
        assertThat(since(10, PARKS)).isInstanceOf(Fate.Touched.class);
    }

    @Test
    void whatTheRingDoesNotReachIsUnknown() {
        assertThat(since(9, ALL)).isInstanceOf(Fate.Unknown.class);
        for (var position = 11; position <= 20; position++) {
            log.append(about(position, "roads"));
        }
        assertThat(since(11, PARKS)).isInstanceOf(Fate.Unknown.class);
        assertThat(since(12, PARKS)).isEqualTo(new Fate.Holds(20, true));
    }

    @Test
    void anotherLogIsUnknown() {
        assertThat(recent.since(new Cursor("other", 10), ALL, 100))
                .isInstanceOf(Fate.Unknown.class);
        assertThat(recent.isEnd(new Cursor("other", 10))).isFalse();
    }

    @Test
    void looksThroughNoMoreThanItIsTo() {
        for (var position = 11; position <= 18; position++) {
            log.append(about(position, "roads"));
        }
        assertThat(recent.since(at(10), PARKS, 1)).isInstanceOf(Fate.Holds.class);
    }

    @Test
    void nothingIsTheEndThatDoesNotKnowOfOwnCommits() {
        log.commit(11);
        assertThat(recent.isEnd(at(10))).isFalse();
        assertThat(since(10, PARKS)).isEqualTo(new Fate.Holds(10, false));
        // Whoever has read the database after the commit knows of it before the ring does.
        assertThat(recent.isEnd(at(11))).isTrue();
        log.append(about(11, "roads"));
        assertThat(since(10, PARKS)).isEqualTo(new Fate.Holds(11, true));
    }

    @Test
    void ownCommitsAreWaitedFor() {
        var time = VirtualTimeScheduler.create();
        var slow = new HandLog(10, 8, time);
        slow.commit(12);
        var done = new boolean[1];
        var _ = slow.recent().caughtUp().doFinally(_ -> done[0] = true).subscribe();
        slow.append(about(11, "roads"));
        time.advanceTime();
        assertThat(done[0]).isFalse();
        slow.append(about(12, "roads"));
        time.advanceTime();
        assertThat(done[0]).isTrue();
    }

    @Test
    void ownCommitsAreWaitedForAMomentOnly() {
        var time = VirtualTimeScheduler.create();
        var slow = new HandLog(10, 8, time);
        slow.commit(11);
        var done = new boolean[1];
        var _ = slow.recent().caughtUp().doFinally(_ -> done[0] = true).subscribe();
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(done[0]).isFalse();
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(done[0]).isTrue();
    }

    @Test
    void commitsToAFormerLogDoNotCount() {
        log.commit(1_000);
        log.begin("other", 5);
        assertThat(recent.isEnd(new Cursor("other", 5))).isTrue();
    }

    @Test
    void tellsWhatFadesBeforeItIsGone() {
        for (var position = 11; position <= 18; position++) {
            log.append(about(position, "roads"));
        }
        assertThat(recent.isFading(at(12))).isTrue();
        assertThat(recent.isFading(at(16))).isFalse();
    }
}
