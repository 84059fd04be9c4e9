package io.crier.intake.web;

import io.crier.announcement.Ids;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.RequestParameters;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which page of the sources is asked for.
 *
 * @param after the last source of the page before
 */
record SourceList(@Nullable UUID after, int limit) {
    private static final int USUAL = 20;
    private static final int LARGEST = 100;

    /**
     * What the parameters ask for.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    static SourceList of(MultiValueMap<String, String> parameters) {
        var read = new RequestParameters(parameters);
        read.refuseAllBut(Set.of("limit", "page"));
        var limit = read.number("limit", "a whole number", 1, LARGEST).orElse(USUAL);
        var after = read.one("page", Ids::parse, "the 'next' of another page of this list");
        read.end();
        return new SourceList(after.orElse(null), limit);
    }
}
