package io.crier.intake.web;

import io.crier.announcement.Ids;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        var violations = new ArrayList<Violation>();
        for (var name : parameters.keySet()) {
            if (!List.of("limit", "page").contains(name)) {
                violations.add(
                        new Violation(name, null, "no such parameter, but any of limit, page"));
            }
        }
        var limit = parameters.getFirst("limit");
        var size = limit == null ? Optional.of(USUAL) : size(limit);
        if (size.isEmpty()) {
            violations.add(new Violation("limit", limit, "a whole number from 1 to " + LARGEST));
        }
        var page = parameters.getFirst("page");
        var after = page == null ? Optional.<UUID>empty() : Ids.parse(page);
        if (page != null && after.isEmpty()) {
            violations.add(new Violation("page", page, "the 'next' of another page of this list"));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return new SourceList(after.orElse(null), size.orElse(USUAL));
    }

    private static Optional<Integer> size(String text) {
        return text.matches("\\d{1,3}")
                ? Optional.of(Integer.valueOf(text)).filter(size -> size >= 1 && size <= LARGEST)
                : Optional.empty();
    }
}
