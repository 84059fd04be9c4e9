package io.crier.feed;

import io.crier.announcement.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * All streams that ask for the same. How a change looks to them is worked out once, on whichever
 * event loop comes first; two that come at the same time find the same.
 */
final class Group {
    /** As much goes out as one burst, or else a single frame that is larger. */
    static final int LARGEST_BURST = 32 * 1024;

    /**
     * Changes that are looked through for one burst, from a multiple of it to the next, so that
     * streams that began at different places come to share their bursts.
     */
    static final int BLOCK = 64;

    private final Filter filter;
    private final String snapshot;

    /** How the latest changes look, each at its position modulo the size. */
    private final AtomicReferenceArray<Seen> latest = new AtomicReferenceArray<>(BLOCK);

    private record Seen(long position, View view) {}

    /**
     * @param snapshot where the list of what the filter lets through is read
     */
    Group(Filter filter, String snapshot) {
        this.filter = filter;
        this.snapshot = snapshot;
    }

    Filter filter() {
        return filter;
    }

    String snapshot() {
        return snapshot;
    }

    View view(Entry entry) {
        if (filter.equals(Filter.ALL)) {
            return View.WHOLE;
        }
        var slot = (int) (entry.position() % BLOCK);
        var known = latest.get(slot);
        if (known != null && known.position() == entry.position()) {
            return known.view();
        }
        var view = entry.view(filter);
        latest.set(slot, new Seen(entry.position(), view));
        return view;
    }

    /** Position of the last change that a burst from here on may hold. */
    static long endOfBlock(long position) {
        return (position / BLOCK + 1) * BLOCK;
    }

    /** What the first of the entries, one at least, are to this group. */
    Burst burst(List<Entry> entries) {
        var frames = new ArrayList<byte[]>();
        var followed = List.<Entry>of();
        @Nullable Instant committed = null;
        var size = 0;
        var position = entries.getFirst().position();
        for (var entry : entries) {
            var view = view(entry);
            if (view != View.NONE) {
                var frame = entry.frame(view);
                if (size > 0 && size + frame.length > LARGEST_BURST) {
                    break;
                }
                committed = committed == null ? entry.change().at() : committed;
                frames.add(frame);
                size += frame.length;
                followed = entry.isFollowed() ? with(followed, entry) : followed;
            }
            position = entry.position();
        }
        return Burst.of(frames, committed, position, followed);
    }

    private static List<Entry> with(List<Entry> few, Entry more) {
        var all = new ArrayList<>(few);
        all.add(more);
        return all;
    }
}
