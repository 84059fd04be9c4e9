package io.crier.platform.server;

import io.crier.load.Descriptors;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a connection may take, so that those who are slow, or pretend to be, hold up nobody.
 *
 * @param headTimeout within which the head of a request must be there, from its first byte on; 10
 *     s, some twenty round trips of a bad mobile network
 * @param bodyTimeout how long a body may be waited for besides what its size explains; 30 s
 * @param minBodyRate bytes a second that explain a wait; 1 KB, slower than any modem
 * @param writeTimeout how long an answer may wait to be taken besides what its size explains; 60 s.
 *     Streams are not meant: nothing waits for them
 * @param minAnswerRate bytes a second that explain such a wait; 4 KB, slower than any phone, and
 *     fast enough that who is slow on purpose has no export's place for long
 * @param maxConnections open at once, beyond which one more is closed at once; 0 for as many as
 *     there are descriptors, but for 100 that the database, sources and probes need
 * @param maxRequestsPerConnection under way at once on a connection of HTTP/2, streams among them;
 *     250, since a browser's tabs share one
 */
@ConfigurationProperties("crier.server")
record ConnectionSettings(
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("1KB") DataSize minBodyRate,
        @DefaultValue("60s") Duration writeTimeout,
        @DefaultValue("4KB") DataSize minAnswerRate,
        @DefaultValue("0") int maxConnections,
        @DefaultValue("250") int maxRequestsPerConnection) {
    private static final long KEPT_FREE = 100;

    ConnectionSettings {
        if (!headTimeout.isPositive()
                || !bodyTimeout.isPositive()
                || !writeTimeout.isPositive()
                || minBodyRate.toBytes() < 1
                || minAnswerRate.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "crier.server: head-timeout, body-timeout, write-timeout, min-body-rate and min-answer-rate must be more than 0");
        }
        if (maxConnections < 0 || maxRequestsPerConnection < 1) {
            throw new IllegalArgumentException(
                    "crier.server: max-connections must be at least 0, max-requests-per-connection at least 1");
        }
    }

    /** As the server takes it: -1 for no limit. */
    int connectionLimit() {
        if (maxConnections > 0) {
            return maxConnections;
        }
        var most = Descriptors.most() - KEPT_FREE;
        return most > Integer.MAX_VALUE ? -1 : (int) Math.max(1, most);
    }
}
