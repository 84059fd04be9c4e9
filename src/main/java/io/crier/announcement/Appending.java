package io.crier.announcement;

import io.crier.announcement.WriteBatch.Chain;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one statement that writes announcements: the function {@code append_timed}, which promises
 * what the first migration says of {@code append}.
 */
@Component
class Appending {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DatabaseClient database;
    private final WriteMeters meters;

    Appending(DatabaseClient database, WriteMeters meters) {
        this.database = database;
        this.meters = meters;
    }

    /**
     * What became of the chains that were handed in.
     *
     * @param positions of the changes appended, by id and version
     * @param repeated the first write under the same key, for each new announcement that was not
     *     its first
     */
    record Appended(Map<UUID, Map<Long, Long>> positions, Map<UUID, FirstWrite> repeated) {
        /** Position of the last change appended, 0 if there is none. */
        long last() {
            return positions.values().stream()
                    .flatMap(versions -> versions.values().stream())
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        }
    }

    record FirstWrite(UUID id, String fingerprint) {}

    private record Row(
            UUID id,
            @Nullable Long version,
            @Nullable Long position,
            @Nullable UUID firstId,
            @Nullable String fingerprint,
            long waitedMicros) {}

    /** Appends all that still apply; durable when it completes. */
    Mono<Appended> append(List<Chain> chains) {
        return Mono.defer(() -> {
            var since = System.nanoTime();
            return appendNow(chains).doOnNext(_ -> meters.appended(System.nanoTime() - since));
        });
    }

    private Mono<Appended> appendNow(List<Chain> chains) {
        return database.sql(
                        """
                        SELECT
                            id,
                            version,
                            position,
                            first_id,
                            fingerprint,
                            waited
                        FROM append_timed(CAST(:entries AS jsonb), CAST(:changes AS jsonb))
                        """)
                .bind("entries", entries(chains).toString())
                .bind("changes", changes(chains).toString())
                .map(row ->
                        new Row(
                                Rows.required(row, "id", UUID.class),
                                row.get("version", Long.class),
                                row.get("position", Long.class),
                                row.get("first_id", UUID.class),
                                row.get("fingerprint", String.class),
                                Rows.required(row, "waited", Long.class)))
                .all()
                .collectList()
                .doOnNext(this::measure)
                .map(Appending::appended);
    }

    /** It is the same with every row; a batch of which nothing applies any more has none. */
    private void measure(List<Row> rows) {
        if (!rows.isEmpty()) {
            meters.waited(rows.getFirst().waitedMicros());
        }
    }

    private static Appended appended(List<Row> rows) {
        var positions = new HashMap<UUID, Map<Long, Long>>();
        var repeated = new HashMap<UUID, FirstWrite>();
        for (var row : rows) {
            if (row.version() != null && row.position() != null) {
                positions
                        .computeIfAbsent(row.id(), _ -> new HashMap<>())
                        .put(row.version(), row.position());
            } else if (row.firstId() != null && row.fingerprint() != null) {
                repeated.put(row.id(), new FirstWrite(row.firstId(), row.fingerprint()));
            }
        }
        return new Appended(positions, repeated);
    }

    private static ArrayNode entries(List<Chain> chains) {
        var entries = NODES.arrayNode();
        chains.forEach(chain -> entries.add(entry(chain)));
        return entries;
    }

    private static ObjectNode entry(Chain chain) {
        var last = chain.revisions().getLast();
        var announcement = last.next();
        var findable = Findable.of(announcement);
        var place = announcement.content().place();
        var entry =
                NODES.objectNode()
                        .put("id", announcement.id().toString())
                        .put("base", chain.base())
                        .put("version", announcement.version())
                        .put("removed", last.kind() == Change.Kind.REMOVED)
                        .put("starts_at", text(findable.span().start()))
                        .put("ends_at", text(findable.span().end()))
                        .put("latitude", place == null ? null : place.latitude())
                        .put("longitude", place == null ? null : place.longitude())
                        .put("words", findable.text().tsvector())
                        .put("published_at", announcement.publishedAt().toString())
                        .put("updated_at", announcement.updatedAt().toString());
        findable.terms().forEach(entry.putArray("terms")::add);
        Counted.of(announcement).forEach(entry.putArray("counted")::add);
        var once = chain.once();
        if (once != null) {
            entry.put("once_key", once.key()).put("once_fingerprint", once.fingerprint());
        }
        return entry;
    }

    private static ArrayNode changes(List<Chain> chains) {
        var changes = NODES.arrayNode();
        for (var chain : chains) {
            for (var revision : chain.revisions()) {
                var announcement = revision.next();
                var change =
                        changes.addObject()
                                .put("id", announcement.id().toString())
                                .put("version", announcement.version())
                                .put("kind", revision.kind().name().toLowerCase(Locale.ROOT));
                change.set("changed", Json.MAPPER.valueToTree(revision.changed()));
                change.set("earlier", Json.MAPPER.valueToTree(revision.earlier()));
                change.set("document", Json.MAPPER.valueToTree(announcement));
            }
        }
        return changes;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
