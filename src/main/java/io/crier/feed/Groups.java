package io.crier.feed;

import io.crier.announcement.Filter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The groups that somebody is in. */
final class Groups {
    private final Map<Filter, Members> known = new ConcurrentHashMap<>();

    private record Members(Group group, int count) {}

    /** The group of the filter, with one member more. */
    Group join(Filter filter, String snapshot) {
        return known.compute(
                        filter,
                        (_, members) ->
                                members == null
                                        ? new Members(new Group(filter, snapshot), 1)
                                        : new Members(members.group(), members.count() + 1))
                .group();
    }

    void leave(Group group) {
        known.computeIfPresent(
                group.filter(),
                (_, members) ->
                        members.count() == 1
                                ? null
                                : new Members(members.group(), members.count() - 1));
    }

    int size() {
        return known.size();
    }
}
