package io.crier.feed;

import io.crier.announcement.Announcement;
import io.crier.announcement.Change;
import io.crier.announcement.Change.Kind;
import io.crier.announcement.Content;
import io.crier.announcement.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Changes to test with. */
final class Changes {
    static final UUID ID = UUID.fromString("01a206f3-e667-72a6-9ada-f13027f133bc");
    static final Frames FRAMES = new Frames("56fa53d55ffa", InstantSource.fixed(Samples.NOW));

    private Changes() {}

    /** A ring that begins after the head, whose lookups nobody counts. */
    static Ring ring(long head, int maxChanges, long maxSize) {
        return new Ring(head, maxChanges, maxSize, new LogMeters(new SimpleMeterRegistry()));
    }

    static Entry entry(long position) {
        return new Entry(created(position, Samples.webinar()), FRAMES);
    }

    static Change created(long position, Content content) {
        var announcement =
                new Announcement(ID, 1, 0, content, List.of(), null, Samples.NOW, Samples.NOW);
        return new Change(position, Kind.CREATED, List.of(), null, announcement, Samples.NOW);
    }
}
