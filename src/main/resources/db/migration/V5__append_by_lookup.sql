-- Appends as before, what it promises stands with its first version; but
-- - what is there is looked up one by one, and not joined: a plan that is made while the table is empty, and kept while
--   it grows, otherwise walks through all of it with every write;
-- - idempotency keys are looked after only where there are any.
CREATE OR REPLACE FUNCTION append(entries jsonb, changes jsonb)
    RETURNS TABLE (id uuid, version bigint, "position" bigint, first_id uuid, fingerprint text)
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
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

    IF with_keys THEN
        RETURN QUERY
            SELECT e.id, NULL::bigint, NULL::bigint, k.announcement_id, k.fingerprint
            FROM jsonb_to_recordset(entries) AS e (id uuid, once_key text)
                     CROSS JOIN LATERAL (SELECT * FROM idempotency_key WHERE key = e.once_key) k
            WHERE k.announcement_id <> e.id;
    END IF;
END
$$;
