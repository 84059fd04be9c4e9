-- Places outside that announcements are taken in from.
CREATE TABLE source (
    id uuid PRIMARY KEY,
    url text NOT NULL UNIQUE,
    -- What an operator calls it, before what the feed calls itself.
    title text,
    feed_title text,
    enabled boolean NOT NULL DEFAULT true,
    interval_seconds integer NOT NULL CHECK (interval_seconds > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- One that was removed keeps its items, so that adding it again makes no second announcements.
    removed_at timestamptz,
    -- What the server gave to tell whether its document has changed.
    etag text,
    last_modified text,
    last_polled_at timestamptz,
    last_succeeded_at timestamptz,
    -- When a whole document was read last; a poll may succeed without one.
    last_read_at timestamptz,
    last_error text,
    last_poll jsonb,
    failures integer NOT NULL DEFAULT 0,
    next_poll_at timestamptz NOT NULL DEFAULT now(),
    -- Whoever polls holds a lease, so that no two replicas do; it runs out if the replica dies.
    lease uuid,
    leased_until timestamptz
);

CREATE INDEX source_due ON source (next_poll_at) WHERE enabled AND removed_at IS NULL;

-- Which announcement an item of a source became.
CREATE TABLE source_item (
    source_id uuid NOT NULL REFERENCES source,
    -- What the source calls the item, in the form in which two are compared.
    uid text NOT NULL,
    -- Claimed before the announcement is written: of two pollers, or of a poller and the one after
    -- its crash, both write the same announcement.
    announcement_id uuid NOT NULL UNIQUE,
    -- What the item last said; none until its announcement was written.
    fingerprint text,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_id, uid)
);
