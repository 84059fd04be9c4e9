package io.crier.reading;

import io.crier.announcement.Cursor;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is held in memory, with its bytes in every coding that was asked for. Its bytes
 * never change; whether they are still the answer is for the {@link Shelf} to say.
 */
public final class Representation {
    /** What it takes besides its bytes and its key: a filter, headers, a node of the cache. */
    private static final int OVERHEAD = 1_000;

    private final Telling.Facts facts;
    private final byte[] plain;
    private final AtomicReferenceArray<Body> bodies =
            new AtomicReferenceArray<>(Coding.values().length);

    /** Up to where in the log it is known to be true. */
    private volatile Cursor checked;

    /**
     * Its bytes in one coding.
     *
     * @param coding in which they are, which may be none though another was asked for
     * @param bytes not to be changed
     * @param tag the entity tag, in quotes
     */
    public record Body(Coding coding, byte[] bytes, String tag) {}

    Representation(Telling.Facts facts, byte[] plain) {
        this.facts = facts;
        this.plain = plain;
        this.checked = facts.place();
        bodies.set(Coding.PLAIN.ordinal(), body(Coding.PLAIN, plain));
    }

    public Telling.Facts facts() {
        return facts;
    }

    /** Its bytes for who takes the coding; {@code null} if they are not made yet. */
    public @Nullable Body body(Coding coding) {
        return bodies.get(coding.ordinal());
    }

    /** Its bytes for who takes the coding, made now if they are not there; not on an event loop. */
    Body make(Coding coding) {
        var known = bodies.get(coding.ordinal());
        if (known != null) {
            return known;
        }
        var coded = coding.encoded(plain);
        var made = body(coded == plain ? Coding.PLAIN : coding, coded);
        bodies.set(coding.ordinal(), made);
        return made;
    }

    private Body body(Coding coding, byte[] bytes) {
        return new Body(coding, bytes, '"' + facts.tag() + coding.mark() + '"');
    }

    /** Whether the opaque part of an entity tag is that of one of its codings. */
    public boolean isTagged(String opaque) {
        if (!opaque.startsWith(facts.tag())) {
            return false;
        }
        var mark = opaque.substring(facts.tag().length());
        for (var coding : Coding.values()) {
            if (coding.mark().equals(mark)) {
                return true;
            }
        }
        return false;
    }

    Cursor checked() {
        return checked;
    }

    void check(Cursor place) {
        checked = place;
    }

    boolean isPast(Instant now) {
        var until = facts.until();
        return until != null && !now.isBefore(until);
    }

    /** In bytes; a coding that does not halve them is not kept, so that two are as many as one. */
    int weight() {
        return OVERHEAD + 2 * plain.length;
    }
}
