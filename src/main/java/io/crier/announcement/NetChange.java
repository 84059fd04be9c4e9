package io.crier.announcement;

import io.crier.announcement.Change.Earlier;
import io.crier.announcement.Change.Kind;
import java.util.List;

/**
 * All changes of one announcement after a position, taken as one.
 *
 * @param first its first change after the position, which knows what was there before
 * @param last its last change, which knows what is there now; the same one if there was only one
 */
public record NetChange(Change first, Change last) {

    /** Whether there was only one. */
    public boolean isSingle() {
        return first.position() == last.position();
    }

    /** Whether the announcement was neither there before nor is there now. */
    public boolean isFleeting() {
        return first.before().isEmpty() && last.after().isEmpty();
    }

    /**
     * The change from what was there before to what is there now, at the position of the last one.
     * Its differences are the net ones: none, if what was changed was changed back; for a removal,
     * those between what was there before and what the announcement last said.
     */
    public Change change() {
        if (isSingle()) {
            return last;
        }
        var now = last.announcement();
        var before = first.before();
        return new Change(
                last.position(),
                last.after().isEmpty()
                        ? Kind.REMOVED
                        : before.isEmpty() ? Kind.CREATED : Kind.UPDATED,
                before.map(then -> Differences.between(then.content(), now.content()))
                        .orElse(List.of()),
                before.map(Earlier::of).orElse(null),
                now,
                last.at());
    }
}
