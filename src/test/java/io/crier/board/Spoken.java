package io.crier.board;

/** The texts of the interface, for tests. */
final class Spoken {
    private static final Messages MESSAGES = new Messages();

    static final Texts ENGLISH = in("en-GB");

    private Spoken() {}

    static Texts in(String tag) {
        return MESSAGES.of(tag).orElseThrow();
    }

    static Messages messages() {
        return MESSAGES;
    }
}
