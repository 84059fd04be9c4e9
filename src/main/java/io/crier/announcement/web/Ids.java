package io.crier.announcement.web;

import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in paths and bodies. */
final class Ids {
    private static final int TEXT_LENGTH = 36;

    private Ids() {}

    /** The UUID that the text is in its one full form; Java itself would take shorter ones. */
    static Optional<UUID> parse(String text) {
        try {
            return text.length() == TEXT_LENGTH
                    ? Optional.of(UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
