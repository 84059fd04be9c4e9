package io.crier.feed;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bursts that streams of one event loop were sent on their way to the head, for those who come
 * the same way. Bounded, and forgotten after a moment.
 */
final class Bursts {
    /** At 32 KiB, what is usually the most for a burst, 4 MiB. */
    private static final int MOST = 128;

    private final LinkedHashMap<Place, Burst> known = new LinkedHashMap<>(MOST, 0.75f, true);

    private record Place(Cohort cohort, long from) {}

    @Nullable Burst get(Cohort cohort, long from) {
        return known.isEmpty() ? null : known.get(new Place(cohort, from));
    }

    Burst remember(Cohort cohort, long from, Burst burst) {
        var former = known.put(new Place(cohort, from), burst);
        if (former != null) {
            former.release();
        }
        if (known.size() > MOST) {
            known.pollFirstEntry().getValue().release();
        }
        return burst;
    }

    void forget() {
        known.values().forEach(Burst::release);
        known.clear();
    }
}
