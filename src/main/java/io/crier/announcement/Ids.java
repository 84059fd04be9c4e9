package io.crier.announcement;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids: UUIDs of version 7 (RFC 9562 §5.7), rising with time, also within a millisecond of this
 * process.
 */
public final class Ids {
    private static final int TEXT_LENGTH = 36;

    // Ids are no secrets. A SecureRandom would read from a device, on threads that must not wait.
    private static final NoArgGenerator GENERATOR =
            Generators.timeBasedEpochGenerator(Random.from(RandomGenerator.of("L64X128MixRandom")));

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /** The UUID that the text is in its one full form; Java itself would take shorter ones. */
    public static Optional<UUID> parse(String text) {
        try {
            return text.length() == TEXT_LENGTH
                    ? Optional.of(UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
