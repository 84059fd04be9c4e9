package io.crier.demo;

import io.crier.announcement.Announcement;
import io.crier.announcement.Match;
import io.crier.announcement.Phase;
import io.crier.announcement.Write;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What happens next among the samples. It goes by what is there, so it goes on after a restart, and
 * leaves alone what a publisher has removed. The number of samples stays: whenever half of those
 * that come and go are there, the next one goes. Not for more than one thread.
 */
final class Life {
    /** Every so many changes a sample comes or goes; the others change what one says. */
    private static final int COMING_OR_GOING = 3;

    private final List<Sample> samples;
    private final RandomGenerator random;

    /** Dealt like cards, so that none changes again before most others have. */
    private final Deque<Sample> dealt = new ArrayDeque<>();

    private int changes;

    Life(List<Sample> samples, RandomGenerator random) {
        this.samples = List.copyOf(samples);
        this.random = random;
    }

    /**
     * The next write, or none if there is nothing to do.
     *
     * @param present the announcements of all samples that are there
     */
    Optional<Write> next(List<Announcement> present, Instant now) {
        if (present.isEmpty()) {
            return Optional.empty();
        }
        changes++;
        return changes % COMING_OR_GOING == 0 ? comingOrGoing(present, now) : turn(present, now);
    }

    private Optional<Write> turn(List<Announcement> present, Instant now) {
        for (var tries = 0; tries < 2 * samples.size(); tries++) {
            var sample = deal();
            var found =
                    present.stream()
                            .filter(sample::isOf)
                            .filter(announcement -> sample.hasTurnIn(announcement.phase(now)))
                            .findFirst();
            if (found.isPresent()) {
                return found.map(announcement ->
                        new Write.Edit(
                                announcement.id(),
                                content -> sample.next(content, now),
                                Match.ANY));
            }
        }
        return Optional.empty();
    }

    private Sample deal() {
        if (dealt.isEmpty()) {
            var shuffled = new ArrayList<>(samples);
            Collections.shuffle(shuffled, Random.from(random));
            dealt.addAll(shuffled);
        }
        return dealt.removeFirst();
    }

    private Optional<Write> comingOrGoing(List<Announcement> present, Instant now) {
        var there = new ArrayList<Announcement>();
        var away = new ArrayList<Sample>();
        for (var sample : samples) {
            if (sample.presence() != Presence.STEADY) {
                var found = present.stream().filter(sample::isOf).toList();
                there.addAll(found);
                if (found.isEmpty()) {
                    away.add(sample);
                }
            }
        }
        return there.size() > away.size() || away.isEmpty() ? going(there, now) : coming(away, now);
    }

    /** What is over goes first, then what has been there for longest. */
    private static Optional<Write> going(List<Announcement> there, Instant now) {
        return there.stream()
                .min(
                        Comparator.<Announcement, Boolean>comparing(
                                        announcement -> announcement.phase(now) != Phase.ENDED)
                                .thenComparing(Announcement::updatedAt))
                .map(announcement -> new Write.Remove(announcement.id(), Match.EXISTING));
    }

    private Optional<Write> coming(List<Sample> away, Instant now) {
        var upcoming = away.stream().filter(sample -> sample.hasTurnIn(Phase.UPCOMING)).toList();
        return upcoming.isEmpty()
                ? Optional.empty()
                : Optional.of(upcoming.get(random.nextInt(upcoming.size())).publication(now));
    }
}
