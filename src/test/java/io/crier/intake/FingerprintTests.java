package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTests {
    private static final Content TOLD =
            Content.titled("Fair")
                    .summary("In short")
                    .url(URI.create("https://x.example/1"))
                    .topics(List.of("Music"))
                    .language("en")
                    .build();

    @Test
    void isReadAsItIsWritten() {
        var fingerprint = Fingerprint.of(TOLD);
        assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
        assertThat(fingerprint.toString()).hasSizeLessThan(200).doesNotContain("body");
        assertThat(Fingerprint.parse("nonsense")).isEqualTo(Fingerprint.NONE);
    }

    @Test
    void tellsEveryField() {
        var changes =
                List.of(
                        TOLD.with().title("x").build(),
                        TOLD.with().summary("x").build(),
                        TOLD.with().body("x").build(),
                        TOLD.with().url(null).build(),
                        TOLD.with().topics(List.of()).build(),
                        TOLD.with().language("de").build());
        assertThat(changes.stream().map(Fingerprint::of).distinct())
                .hasSize(changes.size())
                .doesNotContain(Fingerprint.of(TOLD));
    }

    @Test
    void editsOnlyWhatTheItemHasChanged() {
        var edited = TOLD.with().title("By a publisher").body("<p>More</p>").build();
        var next = TOLD.with().summary("Shorter").build();
        assertThat(Fingerprint.of(TOLD).edit(next).apply(edited))
                .isEqualTo(edited.with().summary("Shorter").build());
    }

    @Test
    void leavesWhatTheItemNoLongerTells() {
        var next = Content.titled("Fair").build();
        assertThat(Fingerprint.of(TOLD).edit(next).apply(TOLD)).isEqualTo(TOLD);
    }

    @Test
    void clearsTheFieldThatATextHasMovedFrom() {
        var grown = TOLD.with().summary(null).body("<p>At length</p>").build();
        assertThat(Fingerprint.of(TOLD).edit(grown).apply(TOLD)).isEqualTo(grown);
        assertThat(Fingerprint.of(grown).edit(TOLD).apply(grown)).isEqualTo(TOLD);
    }

    @Test
    void writesAllThatIsToldWhereNothingIsKnown() {
        var other = Content.titled("Other").body("<p>Stays</p>").build();
        assertThat(Fingerprint.NONE.edit(TOLD).apply(other))
                .isEqualTo(TOLD.with().body("<p>Stays</p>").build());
    }
}
