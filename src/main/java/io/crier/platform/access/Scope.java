package io.crier.platform.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token may be good for, in the words that tokens say it in (RFC 6749 §3.3). */
public enum Scope {
    /** Announcements created, replaced, patched and removed. */
    ANNOUNCEMENTS_WRITE("announcements:write"),
    /** Whatever anybody may read where reads are open. */
    ANNOUNCEMENTS_READ("announcements:read"),
    /** Sources added, changed, removed, polled and looked at before they are added. */
    SOURCES_MANAGE("sources:manage"),
    /** How Crier does. */
    OPERATIONS_READ("operations:read"),
    /** Tokens made, listed and revoked. */
    TOKENS_MANAGE("tokens:manage");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** All words, with commas between. */
    static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
