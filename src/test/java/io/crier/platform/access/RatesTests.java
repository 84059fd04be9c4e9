package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class RatesTests {
    @Test
    void tenSecondsWorthComesAtOnceAndNoMore() {
        var rates = new Rates("reads", 3);
        for (var i = 0; i < 30; i++) {
            assertThat(rates.probe("one").isConsumed()).isTrue();
        }
        var probe = rates.probe("one");
        assertThat(probe.isConsumed()).isFalse();
        assertThat(Rates.wait(probe)).isEqualTo(1);
        assertThat(rates.probe("other").isConsumed()).isTrue();
        var headers = new HttpHeaders();
        rates.tell(headers, probe);
        assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("\"reads\";q=30;w=10");
        assertThat(headers.getFirst("RateLimit")).isEqualTo("\"reads\";r=0;t=10");
    }

    /** However many there are: whoever comes late is let in, and nobody waits. */
    @Test
    void millionsOfAddressesAreNotKept() {
        var rates = new Rates("reads", 1);
        var before = used();
        for (var i = 0; i < 1_000_000; i++) {
            assertThat(rates.probe("client-" + i).isConsumed()).isTrue();
        }
        assertThat(used() - before).isLessThan(50 << 20);
        assertThat(rates.probe("client-1").isConsumed()).isTrue();
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
