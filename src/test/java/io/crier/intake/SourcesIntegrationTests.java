package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crier.CrierTest;
import io.crier.announcement.Announcement;
import io.crier.announcement.AnnouncementRemoved;
import io.crier.announcement.Announcements;
import io.crier.announcement.Change;
import io.crier.announcement.Content;
import io.crier.announcement.Match;
import io.crier.announcement.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

@CrierTest
@TestPropertySource(
        properties = {"crier.intake.allow-private-addresses=true", "crier.intake.lookout=1d"})
class SourcesIntegrationTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FeedServer site = new FeedServer();
    private final Sources sources;
    private final Intake intake;
    private final TakingIn takingIn;
    private final Leases leases;
    private final SourceItems items;
    private final Announcements announcements;
    private final DatabaseClient database;

    @Autowired
    SourcesIntegrationTests(
            Sources sources,
            Intake intake,
            TakingIn takingIn,
            Leases leases,
            SourceItems items,
            Announcements announcements,
            DatabaseClient database) {
        this.sources = sources;
        this.intake = intake;
        this.takingIn = takingIn;
        this.leases = leases;
        this.items = items;
        this.announcements = announcements;
        this.database = database;
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void takesInAWholeCalendarOnceAndOneEditAsOneChange() {
        var titles = IntStream.range(0, 2_262).mapToObj(number -> "Event " + number).toList();
        site.serve(rss(titles, "Same text"));
        var source = polled(add());
        assertThat(source.lastError()).isNull();
        assertThat(source.title()).isEqualTo("Town calendar");
        assertThat(source.items()).isEqualTo(2_262);
        assertThat(source.lastPoll()).isEqualTo(new PollCounts(2_262, 2_262, 0, 0, 0, 0, false));

        assertThat(polled(source).lastPoll()).isEqualTo(PollCounts.NOT_MODIFIED);
        forget(source);
        assertThat(polled(source).lastPoll())
                .isEqualTo(new PollCounts(2_262, 0, 0, 2_262, 0, 0, false));

        var head = head();
        site.serve(rss(titles, "Same text").replace("<title>Event 7<", "<title>Event seven<"));
        assertThat(polled(source).lastPoll())
                .isEqualTo(new PollCounts(2_262, 0, 1, 2_261, 0, 0, false));
        assertThat(head()).isEqualTo(head + 1);
        var changed = history(announcement(source, "uid-7")).getFirst();
        assertThat(changed.kind()).isEqualTo(Change.Kind.UPDATED);
        assertThat(changed.changed())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.field()).isEqualTo("title");
                    assertThat(change.to().asString()).isEqualTo("Event seven");
                });
    }

    @Test
    void saysWhereAnAnnouncementIsFrom() {
        site.serve(
                """
                <rss><channel><title>T</title><language>en-us</language><item>
                <title>A &amp;amp; B</title><link>/1</link><guid>http://www.x.example/?p=1</guid>
                <pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><category>Music</category>
                <description>Short</description></item></channel></rss>
                """);
        var source = polled(add());
        var announcement = announcement(source, "x.example/?p=1");
        assertThat(announcement.content().title()).isEqualTo("A & B");
        assertThat(announcement.content().summary()).isEqualTo("Short");
        assertThat(announcement.content().topics()).containsExactly("Music");
        assertThat(announcement.content().language()).isEqualTo("en-US");
        assertThat(announcement.content().url()).isEqualTo(site.url().resolve("/1"));
        assertThat(announcement.publishedAt()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
        var origin = Objects.requireNonNull(announcement.source());
        assertThat(origin.id()).isEqualTo(source.id().toString());
        assertThat(origin.uid()).isEqualTo("http://www.x.example/?p=1");
        assertThat(origin.url()).isEqualTo(site.url());
        assertThat(announcement.id().version()).isEqualTo(7);
    }

    @Test
    void givesATitleToAnItemWithout() {
        site.serve(
                "<rss><channel><item><guid>1</guid><description>Come and see. It is free.</description></item></channel></rss>");
        assertThat(announcement(polled(add()), "1").content().title()).isEqualTo("Come and see.");
    }

    @Test
    void leavesToAPublisherWhatTheItemDoesNotChange() {
        site.serve(rss(List.of("Fair"), "Text"));
        var source = polled(add());
        var id = announcement(source, "uid-0").id();
        write(
                new Write.Edit(
                        id,
                        content -> content.with().title("By hand").body("<p>More</p>").build(),
                        Match.ANY));

        forget(source);
        assertThat(polled(source).lastPoll()).isEqualTo(new PollCounts(1, 0, 0, 1, 0, 0, false));
        assertThat(announcement(source, "uid-0").content().title()).isEqualTo("By hand");

        site.serve(rss(List.of("Fair"), "Other text"));
        assertThat(polled(source).lastPoll()).isEqualTo(new PollCounts(1, 0, 1, 0, 0, 0, false));
        var content = announcement(source, "uid-0").content();
        assertThat(content.title()).isEqualTo("By hand");
        assertThat(content.body()).isEqualTo("<p>More</p>");
        assertThat(content.summary()).isEqualTo("Other text");
    }

    @Test
    void leavesRemovedWhatAPublisherHasRemoved() {
        site.serve(rss(List.of("Fair", "Concert"), "Text"));
        var source = polled(add());
        var id = announcement(source, "uid-0").id();
        write(new Write.Remove(id, Match.ANY));

        site.serve(rss(List.of("Great fair", "Concert"), "Text"));
        assertThat(polled(source).lastPoll()).isEqualTo(new PollCounts(2, 0, 0, 1, 1, 0, false));
        assertThatExceptionOfType(AnnouncementRemoved.class)
                .isThrownBy(() -> announcements.find(id).block(PATIENCE));
    }

    @Test
    void keepsWhatAFeedNoLongerTells() {
        site.serve(rss(List.of("Fair", "Concert"), "Text"));
        var source = polled(add());
        site.serve(rss(List.of("Fair"), "Text"));
        assertThat(polled(source).items()).isEqualTo(2);
        assertThat(announcement(source, "uid-1").content().title()).isEqualTo("Concert");
    }

    @Test
    void goesOnAfterACrashBetweenClaimAndWrite() {
        site.serve(rss(List.of("Fair"), "Text"));
        var source = add();
        var claimed = items.claim(source.id(), List.of("uid-0")).block(PATIENCE);
        assertThat(polled(source).lastPoll()).isEqualTo(new PollCounts(1, 1, 0, 0, 0, 0, false));
        assertThat(announcement(source, "uid-0").id())
                .isEqualTo(
                        Objects.requireNonNull(Objects.requireNonNull(claimed).get("uid-0"))
                                .announcementId());
    }

    @Test
    void goesOnAfterACrashBetweenWriteAndFingerprint() {
        site.serve(rss(List.of("Fair", "Concert"), "Text"));
        var source = polled(add());
        forgetFingerprints(source);
        write(new Write.Remove(announcement(source, "uid-1").id(), Match.ANY));
        forget(source);
        assertThat(polled(source).lastPoll()).isEqualTo(new PollCounts(2, 0, 0, 1, 1, 0, false));
    }

    @Test
    void makesOneAnnouncementOfAnItemThatTwoTakeIn() {
        var source = add();
        var item = new Item("1", "T", null, null, null, List.of(), null, null);
        var many =
                IntStream.range(0, 500)
                        .mapToObj(number ->
                                new Item(
                                        "uid-" + number,
                                        "T" + number,
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        null,
                                        null))
                        .collect(Collectors.toList());
        many.add(item);
        var reported = Mapping.of(new Feed(null, site.url(), many), Instant.EPOCH);
        var head = head();
        var counts =
                Flux.merge(
                                Mono.defer(() -> takingIn.takeIn(source, reported)),
                                Mono.defer(() -> takingIn.takeIn(source, reported.reversed())),
                                Mono.defer(() -> takingIn.takeIn(source, reported)))
                        .reduce(PollCounts.NONE, PollCounts::plus)
                        .block(PATIENCE);
        assertThat(Objects.requireNonNull(counts).created()).isEqualTo(501);
        assertThat(counts.unchanged()).isEqualTo(2 * 501);
        assertThat(head()).isEqualTo(head + 501);
    }

    @Test
    void remembersInOneOrderWhateverTheOrderItIsTold() {
        var source = add().id();
        var uids = IntStream.range(0, 2_000).mapToObj(number -> "uid-" + number).toList();
        items.claim(source, uids).block(PATIENCE);
        Flux.range(0, 20)
                .flatMap(
                        round ->
                                items.remember(
                                        source,
                                        said(
                                                round % 2 == 0 ? uids : uids.reversed(),
                                                "text of round " + round)),
                        4)
                .then()
                .block(PATIENCE);
        var last = said(uids, "last");
        items.remember(source, last).block(PATIENCE);
        assertThat(Objects.requireNonNull(items.claim(source, uids).block(PATIENCE)).values())
                .hasSize(uids.size())
                .extracting(SourceItems.Claimed::fingerprint)
                .containsOnly(last.getFirst().fingerprint());
    }

    @Test
    void leasesASourceToOnePollerAtATime() {
        site.serve(rss(List.of("Fair"), "Text"));
        var source = add();
        var lease = Objects.requireNonNull(leases.of(source.id()).block(PATIENCE));
        assertThat(leases.of(source.id()).block(PATIENCE)).isNull();
        assertThatExceptionOfType(PollRunning.class)
                .isThrownBy(() -> intake.poll(source.id()).block(PATIENCE));
        assertThat(
                        Flux.defer(() -> leases.due())
                                .repeat(20)
                                .map(due -> due.source().id())
                                .collectList()
                                .block(PATIENCE))
                .doesNotContain(source.id());

        database.sql("UPDATE source SET leased_until = now() - interval '1 second' WHERE id = :id")
                .bind("id", source.id())
                .then()
                .block(PATIENCE);
        assertThat(polled(source).lastError()).isNull();
        assertThat(
                        leases.finish(lease, new PollResult.NotModified(), Duration.ofHours(1))
                                .block(PATIENCE))
                .isNull();
    }

    @Test
    void givesTheSourceBackWhenAPollIsBrokenOff() {
        site.serve(rss(List.of("Fair"), "Text"));
        var source = add();
        site.shut();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> intake.poll(source.id()).block(Duration.ofMillis(500)))
                .withMessageContaining("Timeout");
        site.open();
        var again =
                intake.poll(source.id())
                        .retryWhen(
                                Retry.fixedDelay(50, Duration.ofMillis(100))
                                        .filter(failure -> failure instanceof PollRunning))
                        .block(PATIENCE);
        assertThat(Objects.requireNonNull(again).lastError()).isNull();
    }

    @Test
    void letsSoManyWaitForWhatTheyAskFor() {
        site.serve(rss(List.of("Fair"), "Text"));
        site.shut();
        var asked =
                IntStream.range(0, 200)
                        .mapToObj(_ -> intake.preview(site.url().toString()).toFuture())
                        .collect(
                                Collectors.partitioningBy(
                                        CompletableFuture::isCompletedExceptionally));
        assertThat(asked.get(true))
                .hasSizeBetween(50, 150)
                .allSatisfy(refused ->
                        assertThat(refused.exceptionNow()).isInstanceOf(TooManyPolls.class));
        site.open();
        assertThat(asked.get(false))
                .allSatisfy(waiting ->
                        assertThat(waiting.get(1, TimeUnit.MINUTES).count()).isEqualTo(1));
        assertThat(intake.preview(site.url().toString()).block(PATIENCE)).isNotNull();
    }

    @Test
    void isPolledAtOnceWhenAddedOrEnabled() {
        site.serve(rss(List.of("Fair"), "Text"));
        var wanted = new Sources.Wanted(site.url().toString(), "Mine", null, true);
        var source = Objects.requireNonNull(sources.add(wanted).block(PATIENCE));
        assertThat(source.nextPollAt()).isNotNull();
        var polled = untilPolled(source);
        assertThat(polled.lastPoll()).isEqualTo(new PollCounts(1, 1, 0, 0, 0, 0, false));
        assertThat(polled.title()).isEqualTo("Mine");

        try (var other = new FeedServer()) {
            other.serve(rss(List.of("Fair"), "Text"));
            var disabled = new Sources.Wanted(other.url().toString(), null, null, false);
            var second = Objects.requireNonNull(sources.add(disabled).block(PATIENCE));
            sources.change(second.id(), new Sources.Change(null, null, true)).block(PATIENCE);
            assertThat(untilPolled(second).items()).isEqualTo(1);
        }
    }

    @Test
    void recordsWhatGoesWrongAndRecovers() {
        site.serve("<!doctype html><title>Moved</title>");
        var source = polled(add());
        assertThat(source.lastError()).startsWith("the address answers an HTML page, not a feed");
        assertThat(source.failures()).isEqualTo(1);
        assertThat(source.lastSucceededAt()).isNull();
        site.fail(404);
        source = polled(source);
        assertThat(source.lastError()).isEqualTo("the address answers 404 Not Found");
        assertThat(source.failures()).isEqualTo(2);
        var spared =
                database.sql(
                                """
                                SELECT next_poll_at > now() + interval '25 minutes' AS spared
                                FROM source
                                WHERE id = :id
                                """)
                        .bind("id", source.id())
                        .map(row -> SourceRows.required(row, "spared", Boolean.class))
                        .one()
                        .block(PATIENCE);
        assertThat(spared).isTrue();
        site.serve(rss(List.of("Fair"), "Text"));
        source = polled(source);
        assertThat(source.lastError()).isNull();
        assertThat(source.failures()).isZero();
        assertThat(source.lastSucceededAt()).isNotNull();
    }

    @Test
    void readsTheWholeDocumentOnceADay() {
        site.serve(rss(List.of("Fair"), "Text"));
        var source = polled(add());
        polled(source);
        assertThat(site.reads()).isEqualTo(1);
        database.sql("UPDATE source SET last_read_at = now() - interval '25 hours' WHERE id = :id")
                .bind("id", source.id())
                .then()
                .block(PATIENCE);
        polled(source);
        assertThat(site.reads()).isEqualTo(2);
    }

    @Test
    void makesNoSecondAnnouncementsWhereASourceIsAddedAgain() {
        site.serve(rss(List.of("Fair"), "Text"));
        var source = polled(add());
        sources.remove(source.id()).block(PATIENCE);
        assertThatExceptionOfType(UnknownSource.class)
                .isThrownBy(() -> sources.find(source.id()).block(PATIENCE));
        assertThat(announcement(source, "uid-0").content().title()).isEqualTo("Fair");
        var again = add();
        assertThat(again.id()).isEqualTo(source.id());
        assertThat(polled(again).lastPoll()).isEqualTo(new PollCounts(1, 0, 0, 1, 0, 0, false));
    }

    private Source add() {
        var wanted = new Sources.Wanted(site.url().toString(), null, null, false);
        return Objects.requireNonNull(sources.add(wanted).block(PATIENCE));
    }

    private Source untilPolled(Source source) {
        var polled =
                sources.find(source.id())
                        .filter(now -> now.lastPolledAt() != null)
                        .repeatWhenEmpty(times -> times.delayElements(Duration.ofMillis(50)))
                        .block(PATIENCE);
        return Objects.requireNonNull(polled);
    }

    private Source polled(Source source) {
        return Objects.requireNonNull(intake.poll(source.id()).block(PATIENCE));
    }

    private void write(Write write) {
        assertThat(announcements.write(write).block(PATIENCE)).isNotNull();
    }

    private Announcement announcement(Source source, String uid) {
        var id =
                database.sql(
                                """
                                SELECT announcement_id
                                FROM source_item
                                WHERE source_id = :source
                                  AND uid = :uid
                                """)
                        .bind("source", source.id())
                        .bind("uid", uid)
                        .map(row -> SourceRows.required(row, "announcement_id", UUID.class))
                        .one()
                        .block(PATIENCE);
        var found = announcements.find(Objects.requireNonNull(id)).block(PATIENCE);
        return Objects.requireNonNull(found).announcement();
    }

    private List<Change> history(Announcement announcement) {
        return Objects.requireNonNull(announcements.history(announcement.id()).block(PATIENCE));
    }

    /** As if the server had given no validators. */
    private static List<SourceItems.Said> said(List<String> uids, String text) {
        var fingerprint = Fingerprint.of(Content.titled(text).build());
        return uids.stream().map(uid -> new SourceItems.Said(uid, fingerprint)).toList();
    }

    private void forget(Source source) {
        database.sql("UPDATE source SET etag = NULL, last_modified = NULL WHERE id = :id")
                .bind("id", source.id())
                .then()
                .block(PATIENCE);
    }

    private void forgetFingerprints(Source source) {
        database.sql("UPDATE source_item SET fingerprint = NULL WHERE source_id = :id")
                .bind("id", source.id())
                .then()
                .block(PATIENCE);
    }

    private long head() {
        var head =
                database.sql("SELECT coalesce(max(position), 0) AS head FROM change")
                        .map(row -> SourceRows.required(row, "head", Long.class))
                        .one()
                        .block(PATIENCE);
        return Objects.requireNonNull(head);
    }

    private static String rss(List<String> titles, @Nullable String text) {
        var rss = new StringBuilder("<rss version=\"2.0\"><channel><title>Town calendar</title>");
        for (var number = 0; number < titles.size(); number++) {
            rss.append("<item><title>")
                    .append(titles.get(number))
                    .append("</title><guid isPermaLink=\"false\">uid-")
                    .append(number)
                    .append("</guid><link>/e/")
                    .append(number)
                    .append("</link><description>")
                    .append(text)
                    .append("</description></item>");
        }
        return rss.append("</channel></rss>").toString();
    }
}
