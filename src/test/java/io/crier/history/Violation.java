package io.crier.history;

/**
 * A promise that was not kept.
 *
 * @param who the client, the writer or the replica that saw it
 * @param evidence what was expected, what was there, and at which position
 */
public record Violation(Invariant invariant, String who, String evidence) {
    @Override
    public String toString() {
        return "%s: %s: %s".formatted(invariant, who, evidence);
    }
}
