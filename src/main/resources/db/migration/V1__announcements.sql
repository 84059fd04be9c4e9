-- The state, the log of its changes, and the one row that numbers them.

CREATE TABLE announcement (
    id           uuid        PRIMARY KEY,
    version      bigint      NOT NULL,
    position     bigint      NOT NULL, -- of the latest change
    removed      boolean     NOT NULL, -- a tombstone
    document     jsonb       NOT NULL, -- the announcement; the columns below repeat what is asked for
    starts_at    timestamptz,
    ends_at      timestamptz,          -- also where none was told, see Span
    status       text        NOT NULL,
    attendance   text,
    language     text,                 -- lower case
    topics       text[]      NOT NULL, -- lower case
    source_id    text,
    published_at timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);

-- One for each sort; an undated announcement is the last one in either order of starts.
CREATE INDEX announcement_by_start ON announcement (coalesce(starts_at, 'infinity'), id) WHERE NOT removed;
CREATE INDEX announcement_by_start_descending ON announcement (coalesce(starts_at, '-infinity'), id) WHERE NOT removed;
CREATE INDEX announcement_by_published ON announcement (published_at, id) WHERE NOT removed;
CREATE INDEX announcement_by_updated ON announcement (updated_at, id) WHERE NOT removed;
CREATE INDEX announcement_by_end ON announcement (ends_at) WHERE NOT removed;
CREATE INDEX announcement_by_topic ON announcement USING gin (topics) WHERE NOT removed;
CREATE INDEX announcement_by_source ON announcement (source_id, published_at, id) WHERE NOT removed AND source_id IS NOT NULL;

CREATE TABLE change (
    position        bigint      PRIMARY KEY, -- dense, in commit order
    announcement_id uuid        NOT NULL,
    version         bigint      NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('created', 'updated', 'removed')),
    changed         jsonb       NOT NULL,    -- [{field, from, to}]
    earlier         jsonb,                   -- what undoing the differences does not bring back, null for created
    document        jsonb       NOT NULL,    -- the announcement as of this version
    at              timestamptz NOT NULL,
    UNIQUE (announcement_id, version)
);

CREATE TABLE log (
    is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    epoch    text    NOT NULL, -- tells this log from every other one
    position bigint  NOT NULL, -- of the last change
    floor    bigint  NOT NULL, -- changes up to here are no longer kept
    CHECK (0 <= floor AND floor <= position)
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- The first 48 bits of a UUID of version 4 are random.
INSERT INTO log (epoch, position, floor) VALUES (left(replace(gen_random_uuid()::text, '-', ''), 12), 0, 0);

CREATE TABLE idempotency_key (
    key             text        PRIMARY KEY,
    fingerprint     text        NOT NULL,
    announcement_id uuid        NOT NULL,
    at              timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (at);

-- Appends changes to the log and brings the state up to date, in one commit.
--
-- The log's row is locked from before the first number is drawn until the commit, so that numbers are dense, and given
-- in the order in which changes become visible; a write that is rolled back leaves no hole. Row locks are taken before
-- it and in one order, so that no two writers wait for each other and nobody waits while holding the log.
--
--   entries  [{id, base, version, removed, starts_at, …, once_key, once_fingerprint}]: the state after the changes; base
--            is the version that they were made on, 0 for none
--   changes  [{id, version, kind, changed, earlier, document}]
--
-- Gives a row for each change that was appended, and one with first_id for each entry whose key was used before. An
-- entry for which there is no row at all lost a race: another version is current.
CREATE FUNCTION append(entries jsonb, changes jsonb)
    RETURNS TABLE (id uuid, version bigint, "position" bigint, first_id uuid, fingerprint text)
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
AS
$$
#variable_conflict use_column
DECLARE
    head     bigint;
    accepted uuid[];
BEGIN
    PERFORM FROM announcement
    WHERE announcement.id IN (SELECT e.id FROM jsonb_to_recordset(entries) AS e (id uuid))
    ORDER BY announcement.id
    FOR UPDATE;

    SELECT log.position INTO STRICT head FROM log FOR UPDATE;

    SELECT array_agg(e.id)
    INTO accepted
    FROM jsonb_to_recordset(entries) AS e (id uuid, base bigint)
             LEFT JOIN announcement a ON a.id = e.id
    WHERE coalesce(a.version, 0) = e.base;

    INSERT INTO idempotency_key (key, fingerprint, announcement_id)
    SELECT e.once_key, e.once_fingerprint, e.id
    FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text, once_fingerprint text)
    WHERE e.once_key IS NOT NULL
      AND e.id = ANY (accepted)
    ON CONFLICT (key) DO NOTHING;

    SELECT array_agg(e.id)
    INTO accepted
    FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text)
             LEFT JOIN idempotency_key k ON k.key = e.once_key
    WHERE e.id = ANY (accepted)
      AND (e.once_key IS NULL OR k.announcement_id = e.id);

    RETURN QUERY
        WITH numbered AS (
            SELECT c.*, head + row_number() OVER (ORDER BY c.id, c.version) AS position
            FROM jsonb_to_recordset(changes)
                     AS c (id uuid, version bigint, kind text, changed jsonb, earlier jsonb, document jsonb)
            WHERE c.id = ANY (accepted)
        ),
        logged AS (
            INSERT INTO change (position, announcement_id, version, kind, changed, earlier, document, at)
            SELECT n.position, n.id, n.version, n.kind, n.changed, n.earlier, n.document, clock_timestamp()
            FROM numbered n
        ),
        kept AS (
            INSERT INTO announcement
                (id, version, position, removed, document, starts_at, ends_at, status, attendance, language, topics,
                 source_id, published_at, updated_at)
            SELECT e.id, e.version, n.position, e.removed, n.document, e.starts_at, e.ends_at, e.status, e.attendance,
                   e.language, e.topics, e.source_id, e.published_at, e.updated_at
            FROM jsonb_to_recordset(entries)
                     AS e (id uuid, version bigint, removed boolean, starts_at timestamptz, ends_at timestamptz,
                           status text, attendance text, language text, topics text[], source_id text,
                           published_at timestamptz, updated_at timestamptz)
                     JOIN numbered n ON n.id = e.id AND n.version = e.version
            ON CONFLICT (id) DO UPDATE
                SET version      = excluded.version,
                    position     = excluded.position,
                    removed      = excluded.removed,
                    document     = excluded.document,
                    starts_at    = excluded.starts_at,
                    ends_at      = excluded.ends_at,
                    status       = excluded.status,
                    attendance   = excluded.attendance,
                    language     = excluded.language,
                    topics       = excluded.topics,
                    source_id    = excluded.source_id,
                    published_at = excluded.published_at,
                    updated_at   = excluded.updated_at
        ),
        moved AS (
            UPDATE log SET position = head + (SELECT count(*) FROM numbered)
            WHERE EXISTS (SELECT FROM numbered)
        )
        SELECT n.id, n.version, n.position, NULL::uuid, NULL::text
        FROM numbered n
        ORDER BY n.position;

    RETURN QUERY
        SELECT e.id, NULL::bigint, NULL::bigint, k.announcement_id, k.fingerprint
        FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text)
                 JOIN idempotency_key k ON k.key = e.once_key
        WHERE k.announcement_id <> e.id;
END
$$;

-- Forgets the oldest changes, at most the given number of them. A change is forgotten together with all that came before it, so that what remains has no hole. Gives how many were forgotten.
CREATE FUNCTION prune(older_than timestamptz, most integer) RETURNS bigint
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
AS
$$
DECLARE
    lowest    bigint;
    new_floor bigint;
    forgotten bigint;
BEGIN
    SELECT floor INTO STRICT lowest FROM log;

    -- Times are taken while the log is locked, so they rise with the positions as far as the clock does.
    SELECT coalesce(min(position) FILTER (WHERE at >= older_than) - 1, max(position), lowest)
    INTO new_floor
    FROM (SELECT position, at FROM change WHERE position > lowest ORDER BY position LIMIT most) oldest;

    DELETE FROM change WHERE position > lowest AND position <= new_floor;
    GET DIAGNOSTICS forgotten = ROW_COUNT;

    -- Last, for it locks the log.
    UPDATE log SET floor = new_floor WHERE floor < new_floor;
    RETURN forgotten;
END
$$;
