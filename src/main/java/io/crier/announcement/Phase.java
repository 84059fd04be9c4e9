package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an event stands on the clock; computed when read, never stored. */
public enum Phase {
    @JsonProperty("upcoming")
    UPCOMING,
    @JsonProperty("live")
    LIVE,
    @JsonProperty("ended")
    ENDED,
    /** No start is known. */
    @JsonProperty("undated")
    UNDATED
}
