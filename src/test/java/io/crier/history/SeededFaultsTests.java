package io.crier.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker finds what is wrong, and nothing where nothing is. */
class SeededFaultsTests {
    private final long seed = new Random().nextLong();

    @ParameterizedTest
    @EnumSource
    void findsEachFaultByItsInvariant(Fault fault) {
        var violations = ModelFeed.run(seed, fault);
        assertThat(violations.invariants())
                .as("seed %d: %s", seed, violations)
                .contains(fault.violated);
    }

    @RepeatedTest(20)
    void findsNothingWhereNothingIsWrong() {
        var violations = ModelFeed.run(seed, null);
        assertThat(violations.count()).as("seed %d: %s", seed, violations).isZero();
    }

    @Test
    void keepsTheEvidenceOfAFewAndCountsTheOthers() {
        var violations = ModelFeed.run(seed, Fault.DROPS_ON_OVERFLOW);
        assertThat(violations.count()).as("seed %d", seed).isGreaterThan(violations.some().size());
        assertThat(violations.some()).hasSizeLessThanOrEqualTo(10 * Invariant.values().length);
        assertThat(violations.toString()).contains("I5").contains("was left out before");
    }
}
