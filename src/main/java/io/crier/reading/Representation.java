package io.crier.reading;

import io.crier.announcement.Cursor;
import io.crier.serving.Coding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is held in memory, with its bytes in every coding that was asked for. Its bytes
 * never change; whether they are still the answer is for the {@link Shelf} to say.
 */
public final class Representation {
    /** What it takes besides its bytes and its key: a filter, headers, a node of the cache. */
    private static final int OVERHEAD = 1_000;

    private final Telling.Facts facts;
    private final Body plain;
    private final @Nullable String variant;

    // Two that ask first at the same time may both make one; they come to the same bytes.
    private volatile @Nullable Body gzip;
    private volatile @Nullable Body brotli;

    /** Up to where in the log it is known to be true. */
    private volatile Cursor checked;

    /** Its bytes in one coding. */
    public static final class Body {
        private final Coding coding;
        private final byte[] bytes;
        private final String tag;

        private Body(Coding coding, byte[] bytes, String opaque) {
            this.coding = coding;
            this.bytes = bytes;
            this.tag = '"' + opaque + coding.mark() + '"';
        }

        /** In which they are, which may be none though another was asked for. */
        public Coding coding() {
            return coding;
        }

        /** Not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        /** The entity tag, in quotes. */
        public String tag() {
            return tag;
        }
    }

    Representation(Telling.Facts facts, byte[] plain) {
        this.facts = facts;
        this.plain = new Body(Coding.PLAIN, plain, facts.tag());
        this.variant = Tag.parse(facts.tag()).map(Tag::variant).orElse(null);
        this.checked = facts.place();
    }

    public Telling.Facts facts() {
        return facts;
    }

    /** Which of the resource's forms it is, where its tag tells that. */
    @Nullable String variant() {
        return variant;
    }

    /** Its bytes for who takes the coding; {@code null} if they are not made yet. */
    public @Nullable Body body(Coding coding) {
        return switch (coding) {
            case PLAIN -> plain;
            case GZIP -> gzip;
            case BROTLI -> brotli;
        };
    }

    /** Its bytes for who takes the coding, made now if they are not there; not on an event loop. */
    Body make(Coding coding) {
        var known = body(coding);
        if (known != null) {
            return known;
        }
        var made =
                coding.encoded(plain.bytes())
                        .map(bytes -> new Body(coding, bytes, facts.tag()))
                        .orElse(plain);
        if (coding == Coding.GZIP) {
            gzip = made;
        } else {
            brotli = made;
        }
        return made;
    }

    /** Whether the opaque part of an entity tag is its own, in the coding or in none. */
    public boolean isTagged(String opaque, Coding coding) {
        if (!opaque.startsWith(facts.tag())) {
            return false;
        }
        var mark = opaque.substring(facts.tag().length());
        return mark.isEmpty() || mark.equals(coding.mark());
    }

    /** Up to where in the log it is known to be true; whoever has it may go on from there. */
    public Cursor checked() {
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
        return OVERHEAD + facts.interest().weight() + 2 * plain.bytes().length;
    }
}
