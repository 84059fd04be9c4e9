package io.crier.reading;

/**
 * What an answer is kept under: all of a request that decides which one it is, but for the coding.
 *
 * @param address whole, with scheme and authority, as it was written
 * @param accept the forms that were asked for, where the address does not tell; otherwise empty
 */
public record Key(String address, String accept) {
    /** A longer one is not worth keeping. */
    private static final int LONGEST = 2_000;

    boolean isShort() {
        return address.length() + accept.length() <= LONGEST;
    }

    int weight() {
        return 2 * (address.length() + accept.length());
    }
}
