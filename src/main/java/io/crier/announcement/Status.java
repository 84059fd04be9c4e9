package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an event stands in its life, as its organiser tells it. */
public enum Status {
    /** A save the date: not settled yet. */
    @JsonProperty("tentative")
    TENTATIVE,
    @JsonProperty("scheduled")
    SCHEDULED,
    /** Takes place at another time than was told before. */
    @JsonProperty("rescheduled")
    RESCHEDULED,
    /** Will not take place as told, a new time is not known. */
    @JsonProperty("postponed")
    POSTPONED,
    /** Takes place, but no longer in a room. */
    @JsonProperty("moved-online")
    MOVED_ONLINE,
    @JsonProperty("cancelled")
    CANCELLED
}
