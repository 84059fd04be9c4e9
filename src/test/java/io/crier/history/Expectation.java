package io.crier.history;

import io.crier.history.Table.Held;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client with a filter is to be told. */
record Expectation(
        Table table,
        View view,
        Interest interest,
        Told told,
        Prunings prunings,
        WriteCheck writes) {

    /** What is wrong with a change that was told. */
    record Wrong(Invariant invariant, String evidence) {}

    @Nullable Wrong wrong(Receipt receipt) {
        var row = table.at(receipt.position());
        var payload = told.get(receipt.fingerprint());
        if (row == null) {
            return new Wrong(
                    Invariant.HAS_NO_PHANTOMS,
                    "told of %s at %d, where the log has nothing"
                            .formatted(payload, receipt.position()));
        }
        if (row.told() != receipt.fingerprint()) {
            var phantom = payload != null && !writes.mayBeWritten(payload.mark());
            return new Wrong(
                    phantom ? Invariant.HAS_NO_PHANTOMS : Invariant.AGREES,
                    "told of %s, the log has %s".formatted(payload, row));
        }
        var kind = view.at(receipt.position());
        if (kind != receipt.kind()) {
            return new Wrong(
                    Invariant.AGREES,
                    "told %s where %s is right, with %s: %s"
                            .formatted(
                                    receipt.kind(),
                                    kind == null ? "nothing" : kind,
                                    interest,
                                    row));
        }
        return null;
    }

    /** What a list gives just after the position. */
    Map<UUID, Held> stateAt(long position) {
        return table.stateAt(interest, position);
    }

    String describe(long position) {
        return "%d%s (%s)"
                .formatted(
                        position,
                        writes.isAcknowledged(position) ? ", which was acknowledged" : "",
                        table.at(position));
    }
}
