package io.crier.reading;

import io.crier.syndication.Format;

/** Tells apart, in the tags of answers, what one address can give. */
final class Variants {
    /** To be raised when a form is written in another way, so that nobody keeps the old one. */
    private static final int GENERATION = 1;

    private Variants() {}

    static String of(Format format, Address address) {
        return of(format.suffix(), address);
    }

    /** The base stands in many forms, and a change of settings makes another one of it. */
    static String of(String form, Address address) {
        var written = 31 * address.base().hashCode() + GENERATION;
        return form.replace(".", "") + Integer.toString(written & 0xFFFFF, 36);
    }
}
