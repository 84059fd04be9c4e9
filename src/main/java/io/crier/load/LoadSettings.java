package io.crier.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From when on it is too much.
 *
 * @param memory the part of the heap that is still held after the collector has looked at all of
 *     it, from which on no stream is opened; 0.85, for past that it is at work more and more.
 *     Writes are refused from a third of what is left then, readings from two thirds
 * @param freeDescriptors as many files and connections as the process may still open when it opens
 *     no stream any more; 150, more than the pool, sources and probes need together
 * @param waiting how many wait for a connection to the database when nobody else may join them;
 *     200, whose last one is served within the seconds that he would wait
 * @param delay how late event loops are, for three seconds on end, when no stream is opened any
 *     more; 2 s, which is more than thousands of streams cause that come back at once. Writes are
 *     refused from twice that, readings from four times
 */
@ConfigurationProperties("crier.load")
record LoadSettings(
        @DefaultValue("0.85") double memory,
        @DefaultValue("150") int freeDescriptors,
        @DefaultValue("200") int waiting,
        @DefaultValue("2s") Duration delay) {
    LoadSettings {
        if (!(memory > 0 && memory <= 1)) {
            throw new IllegalArgumentException(
                    "crier.load.memory: '%s' refused, expected a part of the heap, more than 0 and at most 1"
                            .formatted(memory));
        }
        if (freeDescriptors < 0 || waiting < 1 || !delay.isPositive()) {
            throw new IllegalArgumentException(
                    "crier.load: free-descriptors must be at least 0, waiting at least 1, delay more than 0");
        }
    }
}
