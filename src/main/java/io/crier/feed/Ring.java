package io.crier.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latest entries of the log, without a hole, bounded by number and by size. One thread at a
 * time appends, any number reads; a reader that is overtaken finds itself behind.
 */
final class Ring {
    private final AtomicReferenceArray<Entry> slots;
    private final long maxSize;
    private final LogMeters meters;

    /** Of one writer, for any reader. */
    private volatile long size;

    /** Position of the oldest entry, one more than the head where there is none. */
    private volatile long first;

    private volatile long head;

    /** What a reader finds. */
    sealed interface Found {
        /** The entries that follow. */
        record Next(List<Entry> entries) implements Found {}

        /** Nothing follows yet. */
        record UpToDate() implements Found {}

        /** What follows is no longer here. */
        record Behind() implements Found {}
    }

    private static final Found UP_TO_DATE = new Found.UpToDate();
    private static final Found BEHIND = new Found.Behind();

    /** An empty ring whose next entry follows the given head. */
    Ring(long head, int maxChanges, long maxSize, LogMeters meters) {
        this.slots = new AtomicReferenceArray<>(maxChanges);
        this.maxSize = maxSize;
        this.meters = meters;
        this.head = head;
        this.first = head + 1;
    }

    /** Position of the last entry. */
    long head() {
        return head;
    }

    /** Position of the oldest entry, one more than the head where there is none. */
    long first() {
        return first;
    }

    /** How many entries are here. */
    long count() {
        return Math.max(0, head + 1 - first);
    }

    /** Roughly how much memory the entries take. */
    long size() {
        return size;
    }

    /** Whether what follows the position is no longer here. */
    boolean isBehind(long position) {
        return position + 1 < first;
    }

    /** Whether fewer entries before the position are here than after it, or none. */
    boolean isInOlderHalf(long position) {
        return position < (first + head) / 2;
    }

    void append(Entry entry) {
        if (entry.position() != head + 1) {
            throw new IllegalStateException(
                    "the log has a hole: %d follows %d".formatted(entry.position(), head));
        }
        while (first <= head
                && (head + 1 - first >= slots.length() || size + entry.size() > maxSize)) {
            dropFirst();
        }
        slots.set(slot(entry.position()), entry);
        var more = size + entry.size();
        size = more;
        head = entry.position();
    }

    /** Forgets everything; the next entry follows the given head. */
    void restart(long newHead) {
        while (first <= head) {
            dropFirst();
        }
        first = newHead + 1;
        head = newHead;
    }

    private void dropFirst() {
        var oldest = first;
        first = oldest + 1;
        var dropped = slots.getAndSet(slot(oldest), null);
        var left = size - (dropped == null ? 0 : dropped.size());
        size = left;
    }

    /** What follows the position, at most so many entries. */
    Found after(long position, int most) {
        var end = head;
        if (position >= end) {
            return UP_TO_DATE;
        }
        if (position + 1 < first) {
            return behind();
        }
        var entries = new ArrayList<Entry>();
        for (var next = position + 1; next <= end && entries.size() < most; next++) {
            var entry = slots.get(slot(next));
            if (entry == null || entry.position() != next) {
                return entries.isEmpty() ? behind() : next(entries);
            }
            entries.add(entry);
        }
        return next(entries);
    }

    private Found next(List<Entry> entries) {
        meters.found();
        return new Found.Next(entries);
    }

    private Found behind() {
        meters.missed();
        return BEHIND;
    }

    private int slot(long position) {
        return (int) (position % slots.length());
    }
}
