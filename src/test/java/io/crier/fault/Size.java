package io.crier.fault;

/**
 * How much is done: what a build has time for, or with {@code -Dcrier.faults=full}, as the profile
 * {@code faults} has it, what a night has.
 */
final class Size {
    private static final String ASKED = System.getProperty("crier.faults", "small");

    private Size() {}

    static int of(int small, int full) {
        return switch (ASKED) {
            case "small" -> small;
            case "full" -> full;
            default ->
                    throw new IllegalArgumentException(
                            "crier.faults=%s: it may be small or full, or not set"
                                    .formatted(ASKED));
        };
    }
}
