package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTests {
    @Test
    void headingsStandBelowThePagesOwn() {
        assertThat(Prose.fitted("<h1>a</h1><h2>b</h2><h6>c</h6>"))
                .isEqualTo("<h2>a</h2><h3>b</h3><h6>c</h6>");
    }

    @Test
    void picturesTellNobodyWhoLooks() {
        assertThat(Prose.fitted("<p><img src=\"https://example.org/a.png\"></p>"))
                .isEqualTo(
                        "<p><img src=\"https://example.org/a.png\" loading=\"lazy\""
                                + " referrerpolicy=\"no-referrer\" alt=\"\"></p>");
    }

    @Test
    void picturesWithoutEncryptionAreTheirText() {
        assertThat(Prose.fitted("<p><img src=\"http://example.org/a.png\" alt=\"A &lt;bell\"></p>"))
                .isEqualTo("<p>A &lt;bell</p>");
    }
}
