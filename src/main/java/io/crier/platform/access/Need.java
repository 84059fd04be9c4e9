package io.crier.platform.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be shown to be let in.
 *
 * @param token whether there must be a token at all
 * @param anyOf the scopes of which the token has one at least; empty where any token will do
 */
record Need(boolean token, Set<Scope> anyOf) {
    static final Need NOTHING = new Need(false, Set.of());
    static final Need TOKEN = new Need(true, Set.of());

    static Need anyOf(Scope... scopes) {
        return new Need(true, EnumSet.copyOf(Arrays.asList(scopes)));
    }

    boolean isMetBy(Set<Scope> scopes) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(scopes::contains);
    }

    /** The scopes, with spaces between (RFC 6749 §3.3). */
    String words() {
        return anyOf.stream().map(Scope::word).collect(Collectors.joining(" "));
    }
}
