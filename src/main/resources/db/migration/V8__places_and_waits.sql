-- Where the log was last found, by which one that was restored is told from the one that it is a copy of; and how long a
-- write waits for the log.
ALTER TABLE log
    ADD COLUMN place    text, -- server, database and table
    ADD COLUMN timeline text; -- the part of that server's history: one that takes over from another begins a new one

-- Where the log is now; nothing where the server does not tell, as some that are hosted do not.
CREATE FUNCTION whereabouts(OUT place text, OUT timeline text)
    LANGUAGE plpgsql
    STABLE
AS
$$
BEGIN
    SELECT concat_ws('/', c.system_identifier, d.oid, CAST(CAST('log' AS regclass) AS oid)),
           left(pg_walfile_name(pg_current_wal_lsn()), 8)
    INTO place, timeline
    FROM pg_control_system() c,
         pg_database d
    WHERE d.datname = current_database();
EXCEPTION
    WHEN insufficient_privilege OR feature_not_supported OR undefined_function THEN
        place := NULL;
        timeline := NULL;
END
$$;

-- Gives the log another name, so that every client begins anew. To be called after a restore that cannot be told from
-- what was there before, such as that of a disk; gives the name.
CREATE FUNCTION new_epoch() RETURNS text
    LANGUAGE sql
    SET lock_timeout = '5s'
AS
$$
    UPDATE log
    SET epoch    = left(replace(gen_random_uuid()::text, '-', ''), 12),
        place    = here.place,
        timeline = here.timeline
    FROM whereabouts() here
    RETURNING epoch
$$;

-- Gives the log another name where it is not what it was: where changes that were told of are gone, or others, or where
-- it is found in another place than before. A server that took over from another does not know whether it lost changes;
-- so a new timeline is taken for that of a restored backup, unless somebody who has told of changes finds the last of
-- them where it was.
--
--   known_epoch, known_position, known_at: the last change that the caller knows of; null where it knows of none
--
-- Gives whether it has another name now.
CREATE FUNCTION recognise(known_epoch text, known_position bigint, known_at timestamptz) RETURNS boolean
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
AS
$$
DECLARE
    it    record;
    here  record;
    knows boolean;
    lost  boolean;
    moved boolean;
BEGIN
    IF pg_is_in_recovery() THEN
        RETURN false;
    END IF;
    SELECT * INTO STRICT it FROM log;
    SELECT * INTO STRICT here FROM whereabouts();
    knows := it.epoch IS NOT DISTINCT FROM known_epoch;
    lost := knows AND (it.position < known_position
        OR it.floor < known_position AND known_at IS NOT NULL
            AND NOT EXISTS (SELECT FROM change c WHERE c.position = known_position AND c.at = known_at));
    moved := coalesce(it.place <> here.place OR it.timeline <> here.timeline AND NOT knows, false);
    IF lost OR moved THEN
        UPDATE log
        SET epoch    = left(replace(gen_random_uuid()::text, '-', ''), 12),
            place    = here.place,
            timeline = here.timeline
        WHERE log.epoch = it.epoch
          AND (log.place, log.timeline) IS NOT DISTINCT FROM (it.place, it.timeline);
        -- Where there is no such row by now, somebody else was first.
        RETURN FOUND;
    END IF;
    IF here.place IS NOT NULL AND (it.place, it.timeline) IS DISTINCT FROM (here.place, here.timeline) THEN
        UPDATE log SET place = here.place, timeline = here.timeline WHERE log.epoch = it.epoch;
    END IF;
    RETURN false;
END
$$;

-- Appends as append() did, what it promises stands with its first version; and gives with every row how many microseconds
-- it waited for the log, which another writer had.
CREATE FUNCTION append_timed(entries jsonb, changes jsonb)
    RETURNS TABLE (id uuid, version bigint, "position" bigint, first_id uuid, fingerprint text, waited bigint)
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
    SET plan_cache_mode = 'auto'
AS
$$
#variable_conflict use_column
DECLARE
    head      bigint;
    since     timestamptz;
    ids       uuid[]  := ARRAY(SELECT e.id FROM jsonb_to_recordset(entries) AS e (id uuid));
    accepted  uuid[];
    with_keys boolean := jsonb_path_exists(entries, '$[*].once_key');
BEGIN
    PERFORM FROM announcement
    WHERE announcement.id = ANY (ids)
    ORDER BY announcement.id
    FOR UPDATE;

    since := clock_timestamp();
    SELECT log.position INTO STRICT head FROM log FOR UPDATE;
    waited := extract(EPOCH FROM clock_timestamp() - since) * 1000000;

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
        SELECT n.id, n.version, n.position, NULL::uuid, NULL::text, waited
        FROM numbered n
        ORDER BY n.position;

    IF with_keys THEN
        RETURN QUERY
            SELECT e.id, NULL::bigint, NULL::bigint, k.announcement_id, k.fingerprint, waited
            FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text)
                     CROSS JOIN LATERAL (SELECT * FROM idempotency_key WHERE key = e.once_key) k
            WHERE k.announcement_id <> e.id;
    END IF;
END
$$;

-- What Criers of the version before call.
CREATE OR REPLACE FUNCTION append(entries jsonb, changes jsonb)
    RETURNS TABLE (id uuid, version bigint, "position" bigint, first_id uuid, fingerprint text)
    LANGUAGE sql
AS
$$
    SELECT a.id, a.version, a.position, a.first_id, a.fingerprint FROM append_timed(entries, changes) a
$$;
