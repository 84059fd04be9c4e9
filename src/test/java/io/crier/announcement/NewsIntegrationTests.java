package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierTest;
import io.crier.announcement.Change.FieldChange;
import io.crier.announcement.Change.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CrierTest
class NewsIntegrationTests {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Autowired Announcements announcements;

    private final String topic = "t" + UUID.randomUUID();
    private final Filter own = Filter.of(Facet.TOPIC, topic);

    private UUID create(String title) {
        var id = Ids.next();
        put(id, content(title).build());
        return id;
    }

    private ContentBuilder content(String title) {
        return Content.titled(title).topics(List.of(topic));
    }

    private void put(UUID id, Content content) {
        Await.value(announcements.write(new Write.Put(id, content, Match.ANY, null, null, null)));
    }

    private List<NetChange> news(Instant since, int most) {
        return Await.value(announcements.news(own, since, most)).changes();
    }

    private static String title(NetChange change) {
        return change.last().announcement().content().title();
    }

    @Test
    void eachAnnouncementIsToldOnceTheLatestFirst() {
        var first = create("first");
        create("second");
        put(first, content("first again").build());
        assertThat(news(LONG_AGO, 10))
                .extracting(NewsIntegrationTests::title)
                .containsExactly("first again", "second");
        assertThat(news(LONG_AGO, 1)).hasSize(1);
    }

    @Test
    void updatesAreTakenAsOneWithoutTheCreation() {
        var id = create("a");
        put(id, content("b").build());
        put(id, content("b").summary("more").build());
        var change = news(LONG_AGO, 10).getFirst().change();
        assertThat(change.kind()).isEqualTo(Kind.UPDATED);
        assertThat(change.changed())
                .extracting(FieldChange::field)
                .containsExactly("title", "summary");
    }

    @Test
    void whatWasOnlyCreatedIsToldAsThat() {
        create("a");
        var news = news(LONG_AGO, 10).getFirst();
        assertThat(news.isSingle()).isTrue();
        assertThat(news.change().kind()).isEqualTo(Kind.CREATED);
    }

    @Test
    void whatWasRemovedIsNotTold() {
        var id = create("a");
        Await.value(announcements.write(new Write.Remove(id, Match.ANY)));
        assertThat(news(LONG_AGO, 10)).isEmpty();
    }

    @Test
    void whatHappenedBeforeIsNotTold() {
        create("a");
        assertThat(news(Instant.now().plusSeconds(60), 10)).isEmpty();
    }

    @Test
    void itIsTrueAtItsCursor() {
        create("a");
        var news = Await.value(announcements.news(own, LONG_AGO, 10));
        assertThat(news.cursor().position())
                .isGreaterThanOrEqualTo(news.changes().getFirst().last().position());
    }
}
