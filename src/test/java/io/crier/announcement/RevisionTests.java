package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.announcement.Change.FieldChange;
import io.crier.announcement.Change.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionTests {
    private static final UUID ID = UUID.fromString("01a206f3-e667-72a6-9ada-f13027f133bc");
    private static final Instant LATER = Samples.NOW.plusSeconds(60);

    private static Stored stored(Announcement announcement) {
        return new Stored(announcement, false, new Cursor("e", 1));
    }

    private static Stored stored() {
        return stored(Samples.announcement(Samples.webinar()));
    }

    private static @Nullable Revision edit(Stored stored, UnaryOperator<Content> edit) {
        return Revision.of(new Write.Edit(ID, edit, Match.ANY), stored, LATER);
    }

    private static Revision edited(Stored stored, UnaryOperator<Content> edit) {
        return Objects.requireNonNull(edit(stored, edit));
    }

    private static OffsetDateTime time(String time) {
        return OffsetDateTime.parse(time);
    }

    @Test
    void aNewAnnouncementBeginsWithVersionOneAndSequenceZero() {
        var revision =
                Objects.requireNonNull(
                        Revision.of(
                                new Write.Put(ID, Samples.webinar(), Match.ANY),
                                null,
                                Samples.NOW));
        assertThat(revision.kind()).isEqualTo(Kind.CREATED);
        assertThat(revision.next()).isEqualTo(Samples.announcement(Samples.webinar()));
        assertThat(revision.changed()).isEmpty();
        assertThat(revision.earlier()).isNull();
    }

    @Test
    void sayingTheSameAgainIsNoRevision() {
        assertThat(edit(stored(), content -> content)).isNull();
        assertThat(Revision.of(new Write.Put(ID, Samples.webinar(), Match.ANY), stored(), LATER))
                .isNull();
    }

    @Test
    void theSameInstantAtAnotherOffsetIsNoRevisionWhereAZoneIsTold() {
        assertThat(
                        edit(
                                stored(),
                                content ->
                                        content.with()
                                                .startsAt(time("2027-03-04T16:00:00Z"))
                                                .build()))
                .isNull();
    }

    @Test
    void tellsEachFieldThatDiffersBeforeAndAfter() {
        var revision =
                edited(
                        stored(),
                        content -> content.with().title("Closing the gap").summary(null).build());
        assertThat(revision.changed())
                .extracting(FieldChange::field)
                .containsExactly("title", "summary");
        assertThat(revision.changed().getFirst().from().asString()).isEqualTo("Bridging the gap");
        assertThat(revision.changed().getFirst().to().asString()).isEqualTo("Closing the gap");
        assertThat(revision.changed().getLast().to().isNull()).isTrue();
        assertThat(revision.next().version()).isEqualTo(2);
        assertThat(revision.next().updatedAt()).isEqualTo(LATER);
        assertThat(revision.next().publishedAt()).isEqualTo(Samples.NOW);
    }

    static Stream<UnaryOperator<Content>> matterToCalendars() {
        return Stream.of(
                content -> content.with().startsAt(time("2027-03-04T16:30:00+01:00")).build(),
                content -> content.with().endsAt(time("2027-03-04T19:30:00+01:00")).build(),
                content -> content.with().status(Status.CANCELLED).build(),
                content -> content.with().allDay(true).build(),
                content ->
                        content.with()
                                .timeZone(null)
                                .startsAt(time("2027-03-04T16:00:00Z"))
                                .build(),
                content -> content.with().place(null).build(),
                content ->
                        content.with().url(java.net.URI.create("https://example.org/x")).build());
    }

    @ParameterizedTest
    @MethodSource("matterToCalendars")
    void theSequenceRisesWithWhatMattersToCalendars(UnaryOperator<Content> edit) {
        assertThat(edited(stored(), edit).next().sequence()).isEqualTo(1);
    }

    @Test
    void theSequenceStaysWhenOnlyTheWordingChanges() {
        assertThat(
                        edited(stored(), content -> content.with().title("Other").build())
                                .next()
                                .sequence())
                .isZero();
    }

    @Test
    void keepsTheStartsThatWereToldBefore() {
        var first =
                edited(
                        stored(),
                        content ->
                                content.with()
                                        .startsAt(time("2027-03-05T17:00:00+01:00"))
                                        .endsAt(null)
                                        .build());
        assertThat(first.next().previousStartsAt())
                .containsExactly(time("2027-03-04T17:00:00+01:00"));

        var postponed =
                edited(
                        stored(first.next()),
                        content -> content.with().startsAt(null).status(Status.POSTPONED).build());
        assertThat(postponed.next().previousStartsAt())
                .containsExactly(
                        time("2027-03-04T17:00:00+01:00"), time("2027-03-05T17:00:00+01:00"));

        var back =
                edited(
                        stored(postponed.next()),
                        content ->
                                content.with().startsAt(time("2027-03-04T17:00:00+01:00")).build());
        assertThat(back.next().previousStartsAt())
                .containsExactly(time("2027-03-05T17:00:00+01:00"));
    }

    @Test
    void previousStartsAreBounded() {
        var announcement = Samples.announcement(Samples.webinar());
        for (var day = 1; day <= 2 * Revision.MOST_PREVIOUS_STARTS; day++) {
            var start = time("2027-04-01T17:00:00+02:00").plusDays(day);
            announcement =
                    edited(
                                    stored(announcement),
                                    content -> content.with().startsAt(start).endsAt(null).build())
                            .next();
        }
        assertThat(announcement.previousStartsAt())
                .hasSize(Revision.MOST_PREVIOUS_STARTS)
                .endsWith(
                        time("2027-04-01T17:00:00+02:00")
                                .plusDays(2L * Revision.MOST_PREVIOUS_STARTS - 1));
    }

    @Test
    void undoingTheDifferencesGivesTheVersionBefore() {
        var before = Samples.announcement(Samples.webinar());
        var revision =
                edited(
                        stored(before),
                        content ->
                                content.with()
                                        .title("Other")
                                        .summary(null)
                                        .recordingUrl(
                                                java.net.URI.create("https://example.org/rec"))
                                        .startsAt(time("2027-03-05T17:00:00+01:00"))
                                        .endsAt(null)
                                        .topics(List.of())
                                        .build());
        var change =
                new Change(
                        2,
                        revision.kind(),
                        revision.changed(),
                        revision.earlier(),
                        revision.next(),
                        LATER);
        assertThat(change.before()).contains(before);
        assertThat(change.after()).contains(revision.next());
    }

    @Test
    void aRemovedAnnouncementLeavesATombstoneAndMayComeBack() {
        var removed =
                Objects.requireNonNull(
                        Revision.of(new Write.Remove(ID, Match.ANY), stored(), LATER));
        assertThat(removed.kind()).isEqualTo(Kind.REMOVED);
        assertThat(removed.next().version()).isEqualTo(2);
        assertThat(removed.next().sequence()).isEqualTo(1);

        var tombstone = new Stored(removed.next(), true, new Cursor("e", 2));
        assertThatThrownBy(() -> edit(tombstone, content -> content))
                .isInstanceOf(AnnouncementRemoved.class);
        assertThatThrownBy(() -> Revision.of(new Write.Remove(ID, Match.ANY), tombstone, LATER))
                .isInstanceOf(AnnouncementRemoved.class);

        var back =
                Objects.requireNonNull(
                        Revision.of(
                                new Write.Put(ID, Samples.webinar(), Match.NONE),
                                tombstone,
                                LATER));
        assertThat(back.kind()).isEqualTo(Kind.CREATED);
        assertThat(back.next().version()).isEqualTo(3);
        assertThat(back.next().sequence()).isEqualTo(2);
        assertThat(back.next().publishedAt()).isEqualTo(Samples.NOW);
    }

    @Test
    void refusesWhatTheWriterDoesNotKnow() {
        var stale = new Match.Exactly(Set.of(new Match.Seen(7, null)));
        assertThatThrownBy(() -> Revision.of(new Write.Remove(ID, stale), stored(), LATER))
                .isInstanceOfSatisfying(
                        StaleVersion.class,
                        refusal -> assertThat(refusal.facts()).containsEntry("currentVersion", 1L));
        assertThatThrownBy(() ->
                        Revision.of(
                                new Write.Put(ID, Samples.webinar(), Match.NONE), stored(), LATER))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() ->
                        Revision.of(
                                new Write.Put(ID, Samples.webinar(), Match.EXISTING), null, LATER))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> Revision.of(new Write.Remove(ID, Match.ANY), null, LATER))
                .isInstanceOf(UnknownAnnouncement.class);
    }

    @Test
    void timeNeverRunsBackwardsForAnAnnouncement() {
        var revision =
                Objects.requireNonNull(
                        Revision.of(
                                new Write.Edit(
                                        ID,
                                        content -> content.with().title("x").build(),
                                        Match.ANY),
                                stored(),
                                Samples.NOW.minusSeconds(3600)));
        assertThat(revision.next().updatedAt()).isEqualTo(Samples.NOW);
    }
}
