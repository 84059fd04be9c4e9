package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AdmissionTests {
    private static Admission admission(int perClient) {
        var given =
                new MapConfigurationPropertySource(
                        Map.of(
                                "crier.feed.max-streams",
                                24,
                                "crier.feed.max-streams-per-client",
                                perClient,
                                "crier.feed.max-opens-per-second",
                                1));
        return new Admission(new Binder(given).bindOrCreate("crier.feed", FeedSettings.class));
    }

    @Test
    void whoOpensAndClosesWithoutEndKeepsNobodyElseOut() {
        var admission = admission(12);
        for (var i = 0; i < 12; i++) {
            admission.enter("restless").leave();
        }
        for (var i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> admission.enter("restless"))
                    .isInstanceOf(TooManyStreamsOfClient.class)
                    .hasMessageContaining("1 streams a second");
        }
        assertThat(admission.open()).isZero();
        for (var i = 0; i < 12; i++) {
            admission.enter("other");
        }
        assertThat(admission.open()).isEqualTo(12);
    }

    /** All of a campus come back at once. */
    @Test
    void allThatAClientMayHaveComeBackAtOnce() {
        var admission = admission(12);
        for (var i = 0; i < 12; i++) {
            admission.enter("campus");
        }
        assertThatThrownBy(() -> admission.enter("campus"))
                .isInstanceOf(TooManyStreamsOfClient.class)
                .hasMessageContaining("as may be, 12");
        assertThat(admission.open()).isEqualTo(12);
    }

    @Test
    void withoutALimitOneMayHaveThemAll() {
        var admission = admission(0);
        for (var i = 0; i < 24; i++) {
            admission.enter("one");
        }
        assertThatThrownBy(() -> admission.enter("one")).isInstanceOf(TooManyStreams.class);
    }

    @Test
    void whoMayHaveOneMayOpenItAnewAFewTimes() {
        var admission = admission(1);
        for (var i = 0; i < 10; i++) {
            admission.enter("reader").leave();
        }
        assertThatThrownBy(() -> admission.enter("reader"))
                .isInstanceOf(TooManyStreamsOfClient.class);
    }
}
