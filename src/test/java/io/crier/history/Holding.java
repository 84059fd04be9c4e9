package io.crier.history;

import io.crier.history.Receipt.Kind;
import io.crier.history.Table.Held;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client has that read a list and applies to it what it is told. */
final class Holding {
    private static final int DIFFERENCES_TOLD = 3;

    private final Expectation expected;

    /** {@code null} before there is a list: what the client has then is not known. */
    private @Nullable Map<UUID, Held> held;

    private boolean listing;
    private long listedAt;

    Holding(Expectation expected) {
        this.expected = expected;
    }

    void forget() {
        held = null;
    }

    void list(long position) {
        held = new HashMap<>();
        listing = true;
        listedAt = position;
    }

    void item(long fingerprint) {
        var payload = expected.told().get(fingerprint);
        if (held != null && payload != null) {
            held.put(payload.key(), new Held(payload.version(), fingerprint));
        }
    }

    /** How a list that has just ended differs from what the log makes of it. */
    Optional<String> endOfList() {
        if (!listing) {
            return Optional.empty();
        }
        listing = false;
        return difference(listedAt).map(text -> "the list at %d: %s".formatted(listedAt, text));
    }

    /** A list may be read after a reset and hold later versions than the stream's first ones. */
    void take(Receipt receipt) {
        var row = expected.table().at(receipt.position());
        if (held == null || row == null) {
            return;
        }
        var before = held.get(row.key());
        if (before != null && before.version() >= row.version()) {
            return;
        }
        if (receipt.kind() == Kind.CREATED || receipt.kind() == Kind.UPDATED) {
            held.put(row.key(), new Held(row.version(), row.content()));
        } else {
            held.remove(row.key());
        }
    }

    /** From what a list gives at the position; nothing where the client has read none. */
    Optional<String> difference(long position) {
        if (held == null) {
            return Optional.empty();
        }
        var right = expected.stateAt(position);
        if (right.equals(held)) {
            return Optional.empty();
        }
        var keys = new TreeSet<>(right.keySet());
        keys.addAll(held.keySet());
        var told = new StringBuilder();
        keys.stream()
                .filter(key -> !Objects.equals(right.get(key), heldAs(key)))
                .limit(DIFFERENCES_TOLD)
                .forEach(key ->
                        told.append(
                                "%s is held as %s, right is %s; "
                                        .formatted(key, heldAs(key), right.get(key))));
        return Optional.of(told + "%d held, %d are right".formatted(held.size(), right.size()));
    }

    private @Nullable Held heldAs(UUID key) {
        return held == null ? null : held.get(key);
    }
}
