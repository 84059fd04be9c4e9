package io.crier.intake;

import io.crier.announcement.Ids;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which announcement an item of a source became, and what it last said. */
@Component
class SourceItems {
    private final DatabaseClient database;

    SourceItems(DatabaseClient database) {
        this.database = database;
    }

    /**
     * An item that its announcement's id is settled of.
     *
     * @param fingerprint nothing until its announcement is known to be written
     * @param seenBefore whether another poll has claimed it, and may have written it
     */
    record Claimed(
            String uid,
            UUID announcementId,
            @Nullable Fingerprint fingerprint,
            boolean seenBefore) {}

    /** What an item is known to have said. */
    record Said(String uid, Fingerprint fingerprint) {}

    /** The items of these keys, each with its announcement's id, by key. */
    Mono<Map<String, Claimed>> claim(UUID source, Collection<String> uids) {
        return find(source, uids, true)
                .flatMap(known -> {
                    var missing = uids.stream().filter(uid -> !known.containsKey(uid)).toList();
                    return missing.isEmpty()
                            ? Mono.just(known)
                            : insert(source, missing)
                                    .then(find(source, missing, false))
                                    .map(claimed -> joined(known, claimed));
                });
    }

    /**
     * Keeps what the items said, once their announcements are written. Their rows are locked in the
     * order of keys, so that two pollers wait for each other rather than deadlock.
     */
    Mono<Void> remember(UUID source, List<Said> said) {
        if (said.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(
                        """
                        WITH said AS MATERIALIZED (
                            SELECT
                                source_item.uid,
                                saying.fingerprint
                            FROM unnest(:uids, :fingerprints) AS saying (uid, fingerprint)
                            JOIN source_item
                              ON source_item.source_id = :source
                             AND source_item.uid = saying.uid
                             AND source_item.fingerprint IS DISTINCT FROM saying.fingerprint
                            ORDER BY source_item.uid
                            FOR NO KEY UPDATE OF source_item
                        )
                        UPDATE source_item
                        SET fingerprint = said.fingerprint
                        FROM said
                        WHERE source_item.source_id = :source
                          AND source_item.uid = said.uid
                        """)
                .bind("source", source)
                .bind("uids", said.stream().map(Said::uid).toArray(String[]::new))
                .bind(
                        "fingerprints",
                        said.stream()
                                .map(one -> one.fingerprint().toString())
                                .toArray(String[]::new))
                .then();
    }

    private Mono<Map<String, Claimed>> find(
            UUID source, Collection<String> uids, boolean seenBefore) {
        return database.sql(
                        """
                        SELECT
                            uid,
                            announcement_id,
                            fingerprint
                        FROM source_item
                        WHERE source_id = :source
                          AND uid = ANY (:uids)
                        """)
                .bind("source", source)
                .bind("uids", uids.toArray(String[]::new))
                .map(row -> claimed(row, seenBefore))
                .all()
                .collectMap(Claimed::uid);
    }

    /** In the order of keys, for the same reason. */
    private Mono<Void> insert(UUID source, List<String> uids) {
        return database.sql(
                        """
                        INSERT INTO source_item (
                            source_id,
                            uid,
                            announcement_id
                        )
                        SELECT
                            :source,
                            claimed.uid,
                            claimed.id
                        FROM unnest(:uids, :ids) AS claimed (uid, id)
                        ORDER BY claimed.uid
                        ON CONFLICT (source_id, uid) DO NOTHING
                        """)
                .bind("source", source)
                .bind("uids", uids.toArray(String[]::new))
                .bind("ids", Stream.generate(Ids::next).limit(uids.size()).toArray(UUID[]::new))
                .then();
    }

    private static Claimed claimed(Readable row, boolean seenBefore) {
        var fingerprint = row.get("fingerprint", String.class);
        return new Claimed(
                SourceRows.required(row, "uid", String.class),
                SourceRows.required(row, "announcement_id", UUID.class),
                fingerprint == null ? null : Fingerprint.parse(fingerprint),
                seenBefore);
    }

    private static Map<String, Claimed> joined(
            Map<String, Claimed> known, Map<String, Claimed> claimed) {
        var joined = new HashMap<>(known);
        joined.putAll(claimed);
        return joined;
    }
}
