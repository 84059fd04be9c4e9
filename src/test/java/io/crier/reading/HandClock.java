package io.crier.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is turned by hand. */
public final class HandClock implements InstantSource {
    private volatile Instant now;

    public HandClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void turn(Duration forward) {
        now = now.plus(forward);
    }

    public void turnTo(Instant time) {
        now = time;
    }
}
