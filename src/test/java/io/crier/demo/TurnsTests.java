package io.crier.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Phase;
import io.crier.announcement.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TurnsTests {
    private static final Instant NOW = Instant.parse("2026-03-27T09:00:00Z");
    static final List<Sample> SAMPLES = Samples.read();

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void leadBackToWhereTheyBeganAndEachSaysSomethingElse(Sample sample) {
        var said = new ArrayList<Content>();
        var content = beginning(sample);
        for (var turn = 0; turn < sample.turns().size(); turn++) {
            said.add(content);
            content = sample.next(content, NOW);
        }
        assertThat(said).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
        assertThat(content).isEqualTo(said.getFirst());
        for (var again : said) {
            assertThat(content).isEqualTo(again);
            content = sample.next(content, NOW);
        }
    }

    /** Days lie between, the calendar's weeks and an hour of summer time go by. */
    @ParameterizedTest
    @FieldSource("SAMPLES")
    void goOnFromWhatWasSaidWeeksAgo(Sample sample) {
        var content = beginning(sample);
        var texts = new HashSet<String>();
        for (var day = 1; day <= 40; day += 3) {
            var next = sample.next(content, NOW.plus(Duration.ofDays(day)));
            assertThat(next).isNotEqualTo(content);
            content = next;
            texts.add(content.title() + content.summary() + content.body());
        }
        assertThat(texts).hasSizeLessThanOrEqualTo(sample.turns().size());
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void beginAnewWhereAPublisherSaysSomethingElse(Sample sample) {
        var edited = Content.titled("Something else").status(Status.CANCELLED);
        assertThat(sample.next(edited.build(), NOW).title()).isNotBlank();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void fitTheirTimeOnTheClock(Sample sample) {
        var present = FakeStock.filled(List.of(sample), NOW).present();
        assertThat(present)
                .extracting((Announcement announcement) -> announcement.phase(NOW))
                .allMatch(sample::hasTurnIn);
        assertThat(sample.hasTurnIn(Phase.ENDED)).isNotEqualTo(sample.hasTurnIn(Phase.UPCOMING));
    }

    private static Content beginning(Sample sample) {
        var content = sample.says().first(NOW);
        for (var telling : sample.since()) {
            content = telling.after(content, NOW);
        }
        return content;
    }
}
