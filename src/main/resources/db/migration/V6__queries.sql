-- What announcements are found by, worked out by the application: the same words and terms that filters of streams are
-- compared with.
ALTER TABLE announcement
    ADD COLUMN terms     text[]   NOT NULL DEFAULT '{}', -- side:value, what filters ask for; and the cells it lies in
    ADD COLUMN counted   text[]   NOT NULL DEFAULT '{}', -- side:value as it is told, what facets are counted from
    ADD COLUMN words     tsvector NOT NULL DEFAULT '',
    ADD COLUMN latitude  double precision,
    ADD COLUMN longitude double precision;

DROP INDEX announcement_by_topic;
DROP INDEX announcement_by_source;
ALTER TABLE announcement
    DROP COLUMN status,
    DROP COLUMN attendance,
    DROP COLUMN language,
    DROP COLUMN topics,
    DROP COLUMN source_id;

-- Not of what is there alone, as the others are: the planner puts two indices together only where one condition does not
-- stand over both.
CREATE INDEX announcement_by_term ON announcement USING gin (terms);
CREATE INDEX announcement_by_word ON announcement USING gin (words);
CREATE INDEX announcement_by_span ON announcement USING gist (tstzrange(starts_at, ends_at))
    WHERE starts_at IS NOT NULL;
CREATE INDEX announcement_removed ON announcement (updated_at, id) WHERE removed;
-- What is looked for in a time, in another order than that of starts, is met in the index alone.
DROP INDEX announcement_by_published;
DROP INDEX announcement_by_updated;
CREATE INDEX announcement_by_published ON announcement (published_at, id, coalesce(starts_at, 'infinity'))
    WHERE NOT removed;
CREATE INDEX announcement_by_updated ON announcement (updated_at, id, coalesce(starts_at, 'infinity'))
    WHERE NOT removed;
-- A random order, to take samples in.
CREATE INDEX announcement_by_hash ON announcement (uuid_hash_extended(id, 0)) WHERE NOT removed;

-- How frequent a value or a word is decides how it is found; what is not among those whose frequency is known is rare.
ALTER TABLE announcement
    ALTER COLUMN terms SET STATISTICS 500,
    ALTER COLUMN words SET STATISTICS 500;

-- The indices of starts know how they are spread, but of a part of the table only, which estimates do not go by.
CREATE STATISTICS announcement_starts ON coalesce(starts_at, 'infinity') FROM announcement;
CREATE STATISTICS announcement_starts_descending ON coalesce(starts_at, '-infinity') FROM announcement;

-- Kilometres between two points on the globe, by the haversine formula.
CREATE FUNCTION distance(latitude double precision, longitude double precision, to_latitude double precision,
                         to_longitude double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 2 * 6371.0088 * asin(least(1.0, sqrt(
    power(sin(radians(latitude - to_latitude) / 2), 2)
        + cos(radians(latitude)) * cos(radians(to_latitude)) * power(sin(radians(longitude - to_longitude) / 2), 2))));

-- Appends as before, what it promises stands with its first version; with the new columns. Plans of what it does are
-- kept, also where connections plan each query anew.
CREATE OR REPLACE FUNCTION append(entries jsonb, changes jsonb)
    RETURNS TABLE (id uuid, version bigint, "position" bigint, first_id uuid, fingerprint text)
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
    SET plan_cache_mode = 'auto'
AS
$$
#variable_conflict use_column
DECLARE
    head      bigint;
    ids       uuid[]  := ARRAY(SELECT e.id FROM jsonb_to_recordset(entries) AS e (id uuid));
    accepted  uuid[];
    with_keys boolean := jsonb_path_exists(entries, '$[*].once_key');
BEGIN
    PERFORM FROM announcement
    WHERE announcement.id = ANY (ids)
    ORDER BY announcement.id
    FOR UPDATE;

    SELECT log.position INTO STRICT head FROM log FOR UPDATE;

    SELECT array_agg(e.id)
    INTO accepted
    FROM jsonb_to_recordset(entries) AS e (id uuid, base bigint)
    WHERE e.base = coalesce((SELECT a.version FROM announcement a WHERE a.id = e.id), 0);

    IF with_keys THEN
        INSERT INTO idempotency_key (key, fingerprint, announcement_id)
        SELECT e.once_key, e.once_fingerprint, e.id
        FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text, once_fingerprint text)
        WHERE e.once_key IS NOT NULL
          AND e.id = ANY (accepted)
        ON CONFLICT (key) DO NOTHING;

        SELECT array_agg(e.id)
        INTO accepted
        FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text)
        WHERE e.id = ANY (accepted)
          AND (e.once_key IS NULL
            OR e.id = (SELECT k.announcement_id FROM idempotency_key k WHERE k.key = e.once_key));
    END IF;

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
                (id, version, position, removed, document, starts_at, ends_at, latitude, longitude, terms, counted, words,
                 published_at, updated_at)
            SELECT e.id, e.version, n.position, e.removed, n.document, e.starts_at, e.ends_at, e.latitude, e.longitude,
                   e.terms, e.counted, CAST(e.words AS tsvector), e.published_at, e.updated_at
            FROM jsonb_to_recordset(entries)
                     AS e (id uuid, version bigint, removed boolean, starts_at timestamptz, ends_at timestamptz,
                           latitude double precision, longitude double precision, terms text[], counted text[],
                           words text, published_at timestamptz, updated_at timestamptz)
                     JOIN numbered n ON n.id = e.id AND n.version = e.version
            ON CONFLICT (id) DO UPDATE
                SET version      = excluded.version,
                    position     = excluded.position,
                    removed      = excluded.removed,
                    document     = excluded.document,
                    starts_at    = excluded.starts_at,
                    ends_at      = excluded.ends_at,
                    latitude     = excluded.latitude,
                    longitude    = excluded.longitude,
                    terms        = excluded.terms,
                    counted      = excluded.counted,
                    words        = excluded.words,
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

    IF with_keys THEN
        RETURN QUERY
            SELECT e.id, NULL::bigint, NULL::bigint, k.announcement_id, k.fingerprint
            FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text)
                     CROSS JOIN LATERAL (SELECT * FROM idempotency_key WHERE key = e.once_key) k
            WHERE k.announcement_id <> e.id;
    END IF;
END
$$;

ALTER FUNCTION prune(timestamptz, bigint, integer) SET plan_cache_mode = 'auto';
