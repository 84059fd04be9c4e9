package io.crier.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;

/** The conditions that a query sets, each a whole fragment with the values it names. */
record Conditions(List<String> fragments, Map<String, Object> values) {
    static Conditions of(Query asked, Instant now) {
        var filter = asked.filter();
        var conditions =
                new Conditions(new ArrayList<>(List.of("NOT removed")), new LinkedHashMap<>());
        if (!filter.topics().isEmpty()) {
            conditions.add("topics && :topics", "topics", filter.topics().toArray(String[]::new));
        }
        if (!filter.statuses().isEmpty()) {
            conditions.add("status = ANY (:statuses)", "statuses", names(filter.statuses()));
        }
        if (!filter.attendances().isEmpty()) {
            conditions.add(
                    "attendance = ANY (:attendances)", "attendances", names(filter.attendances()));
        }
        if (!filter.languages().isEmpty()) {
            conditions.add(
                    "(language || '-') LIKE ANY (:languages)",
                    "languages",
                    filter.languages().stream()
                            .map(language -> language + "-%")
                            .toArray(String[]::new));
        }
        if (!filter.sources().isEmpty()) {
            conditions.add(
                    "source_id = ANY (:sources)",
                    "sources",
                    filter.sources().toArray(String[]::new));
        }
        if (filter.from() != null) {
            conditions.add("ends_at > :from", "from", atUtc(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("starts_at < :to", "to", atUtc(filter.to()));
        }
        if (!asked.phases().isEmpty()) {
            conditions.addPhases(asked, now);
        }
        return conditions;
    }

    private void addPhases(Query asked, Instant now) {
        var alternatives =
                asked.phases().stream()
                        .map(phase ->
                                switch (phase) {
                                    case UPCOMING -> "starts_at > :now";
                                    case LIVE -> "(starts_at <= :now AND ends_at > :now)";
                                    case ENDED -> "ends_at <= :now";
                                    case UNDATED -> "starts_at IS NULL";
                                })
                        .toList();
        fragments.add("(" + String.join(" OR ", alternatives) + ")");
        if (alternatives.stream().anyMatch(fragment -> fragment.contains(":now"))) {
            values.put("now", atUtc(now));
        }
    }

    private void add(String fragment, String name, Object value) {
        fragments.add(fragment);
        values.put(name, value);
    }

    DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement) {
        return statement.bindValues(values);
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return String.join(" AND ", fragments);
    }
}
