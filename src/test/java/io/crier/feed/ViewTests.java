package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Change;
import io.crier.announcement.Filter;
import io.crier.announcement.QueryReader;
import io.crier.announcement.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTests {
    private static final Announcement WEBINAR = Samples.announcement(Samples.webinar());
    private static final Change CREATED = Changes.created(1, Samples.webinar());
    private static final Change RETITLED =
            Samples.updated(2, WEBINAR, Samples.webinar().with().title("Other").build());
    private static final Change RETOPICED =
            Samples.updated(
                    2, WEBINAR, Samples.webinar().with().topics(List.of("housing")).build());
    private static final Change REMOVED = Samples.removed(2, WEBINAR);

    private static Filter topic(String topic) {
        return QueryReader.filter(Map.of("topic", List.of(topic)), Set.of());
    }

    @Test
    void withoutAFilterEveryChangeIsSeen() {
        assertThat(List.of(CREATED, RETITLED, RETOPICED, REMOVED))
                .allSatisfy(
                        change -> assertThat(View.of(change, Filter.ALL)).isEqualTo(View.WHOLE));
    }

    @Test
    void whatStaysInTheFilterIsSeenAsItIs() {
        assertThat(View.of(CREATED, topic("inclusion"))).isEqualTo(View.WHOLE);
        assertThat(View.of(RETITLED, topic("inclusion"))).isEqualTo(View.WHOLE);
        assertThat(View.of(REMOVED, topic("inclusion"))).isEqualTo(View.WHOLE);
    }

    @Test
    void whatIsOutsideIsNotSeen() {
        assertThat(View.of(CREATED, topic("housing"))).isEqualTo(View.NONE);
        assertThat(View.of(RETITLED, topic("housing"))).isEqualTo(View.NONE);
        assertThat(View.of(REMOVED, topic("housing"))).isEqualTo(View.NONE);
    }

    @Test
    void comingAndGoingIsTold() {
        assertThat(View.of(RETOPICED, topic("inclusion"))).isEqualTo(View.LEFT);
        assertThat(View.of(RETOPICED, topic("housing"))).isEqualTo(View.ENTERED);
    }
}
