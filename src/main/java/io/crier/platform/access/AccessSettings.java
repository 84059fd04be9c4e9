package io.crier.platform.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read.
 *
 * @param reads open, since announcements are made to be known; closed, all that is read of them
 *     needs a token with {@code announcements:read}
 */
@ConfigurationProperties("crier")
record AccessSettings(@DefaultValue("open") Reads reads) {
    enum Reads {
        OPEN,
        CLOSED
    }
}
