package io.crier.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Guard;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Texts are taken apart on event loops, where nothing may wait, on several at once. */
class SearchBlockHoundTests {

    @BeforeAll
    static void install() {
        Guard.install();
        SearchText.prepare();
    }

    @Test
    void neverWaitsOnceItIsPrepared() {
        var found =
                Flux.range(0, 4)
                        .flatMap(seed ->
                                Mono.fromCallable(() -> work(seed))
                                        .subscribeOn(Schedulers.parallel()))
                        .collectList()
                        .block();
        assertThat(found).hasSize(4).allMatch(count -> count > 0);
    }

    private static long work(int seed) {
        var random = new Random(seed);
        var found = 0;
        for (var i = 0; i < 500; i++) {
            var text =
                    SearchText.of(
                            RandomTexts.language(random),
                            RandomTexts.odd(random, 40),
                            List.of(RandomTexts.text(random, 40)));
            found += TextQuery.parse(RandomTexts.query(random)).matches(text) ? 1 : 0;
        }
        return found;
    }
}
