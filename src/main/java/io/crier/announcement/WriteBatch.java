package io.crier.announcement;

import io.crier.announcement.Change.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes that go to the database as one statement, worked out against the states they were read on.
 *
 * <p>Several writes of one announcement follow each other in the order they came, each on what the
 * one before it left; they are appended together or not at all.
 */
final class WriteBatch {
    private final Map<UUID, Chain> chains = new LinkedHashMap<>();

    WriteBatch(List<WaitingWrite> waiting, Map<UUID, Stored> current, Instant now) {
        for (var one : waiting) {
            var id = one.write().id();
            chains.computeIfAbsent(id, _ -> new Chain(current.get(id))).add(one, now);
        }
    }

    /** Those with something to append. */
    List<Chain> changing() {
        return chains.values().stream().filter(chain -> !chain.revisions.isEmpty()).toList();
    }

    /** All, those which only look included. */
    List<Chain> chains() {
        return List.copyOf(chains.values());
    }

    /** What the batch does to one announcement. */
    static final class Chain {
        private final @Nullable Stored base;
        private final List<Revision> revisions = new ArrayList<>();
        private final List<Settlement> settlements = new ArrayList<>();
        private final List<WaitingWrite> later = new ArrayList<>();
        private @Nullable Stored state;

        private Chain(@Nullable Stored base) {
            this.base = base;
            this.state = base;
        }

        private void add(WaitingWrite waiting, Instant now) {
            try {
                var revision = Revision.of(waiting.write(), state, now);
                waiting.remit()
                        .require(
                                state == null ? null : state.announcement(),
                                revision == null ? null : revision.next());
                if (revision != null) {
                    revisions.add(revision);
                    // The position is not known yet, and no revision depends on it.
                    var epoch = state == null ? "" : state.cursor().epoch();
                    state =
                            new Stored(
                                    revision.next(),
                                    revision.kind() == Kind.REMOVED,
                                    new Cursor(epoch, 0));
                }
                settlements.add(new Settlement(waiting, revision, state, null));
            } catch (RuntimeException refused) {
                refuse(waiting, refused);
            }
        }

        /**
         * Nobody is refused for the sake of a revision that is not durable yet: that write waits
         * for the next batch.
         */
        private void refuse(WaitingWrite waiting, RuntimeException refused) {
            if (revisions.isEmpty()) {
                settlements.add(new Settlement(waiting, null, state, refused));
            } else {
                later.add(waiting);
            }
        }

        UUID id() {
            return settlements.getFirst().waiting.write().id();
        }

        /** The version that the revisions were made on, 0 for none. */
        long base() {
            return base == null ? 0 : base.version();
        }

        List<Revision> revisions() {
            return revisions;
        }

        /** The key under which it is done only once. */
        Write.@Nullable Once once() {
            return settlements.getFirst().waiting.write() instanceof Write.Put put
                    ? put.once()
                    : null;
        }

        /** Those that are followed are about to become versions. */
        void follow(Traces traces) {
            for (var settlement : settlements) {
                var trace = settlement.waiting().trace();
                if (trace != null && settlement.revision() != null) {
                    traces.becomes(trace, settlement.revision().next());
                }
            }
        }

        List<WaitingWrite> writes() {
            return settlements.stream().map(Settlement::waiting).toList();
        }

        /** Those to be worked out again, after this batch. */
        List<WaitingWrite> later() {
            return later;
        }

        /** Tells every writer what became of its write, now that it is durable. */
        void settle(Map<Long, Cursor> cursors) {
            var known = new HashMap<>(cursors);
            if (base != null) {
                known.put(base.version(), base.cursor());
            }
            settlements.forEach(settlement -> settlement.settle(known));
        }
    }

    private record Settlement(
            WaitingWrite waiting,
            @Nullable Revision revision,
            @Nullable Stored after,
            @Nullable RuntimeException refused) {

        void settle(Map<Long, Cursor> cursors) {
            if (refused != null || after == null) {
                waiting.fail(
                        refused == null
                                ? new IllegalStateException("a write left nothing")
                                : refused);
                return;
            }
            var announcement = after.announcement();
            var cursor = cursors.get(announcement.version());
            if (cursor == null) {
                waiting.fail(
                        new IllegalStateException("a version was appended without a position"));
                return;
            }
            waiting.succeed(new Outcome(effect(), announcement, cursor, false));
        }

        private Outcome.Effect effect() {
            return revision == null
                    ? Outcome.Effect.UNCHANGED
                    : switch (revision.kind()) {
                        case CREATED -> Outcome.Effect.CREATED;
                        case UPDATED -> Outcome.Effect.UPDATED;
                        case REMOVED -> Outcome.Effect.REMOVED;
                    };
        }
    }
}
