package io.crier.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many of something for each client at once, so that one leaves some to the others. */
public final class Shares {
    private final int most;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * @param most for each; 0 for no limit
     */
    public Shares(int most) {
        this.most = most;
    }

    /** Whether the client may have one more, which it then has until it is given back. */
    public boolean take(String client) {
        if (most == 0) {
            return true;
        }
        if (taken.merge(client, 1, Integer::sum) > most) {
            giveBack(client);
            return false;
        }
        return true;
    }

    /** To be called once for each that was taken. */
    public void giveBack(String client) {
        taken.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    public int most() {
        return most;
    }
}
