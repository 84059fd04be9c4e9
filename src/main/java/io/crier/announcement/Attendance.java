package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How one takes part in an event. */
public enum Attendance {
    @JsonProperty("in-person")
    IN_PERSON,
    @JsonProperty("online")
    ONLINE,
    @JsonProperty("hybrid")
    HYBRID
}
