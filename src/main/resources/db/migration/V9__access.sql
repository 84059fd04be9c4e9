-- Tokens that publishers and operators were given.
CREATE TABLE access_token (
    id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    name         text        NOT NULL UNIQUE,
    hash         bytea       NOT NULL UNIQUE, -- SHA-256 of the secret, which is random
    scopes       text[]      NOT NULL,
    topics       text[],                      -- all that its announcements may have; none for a token that is not bound to any
    source       text,                        -- the source that its announcements bear
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,                 -- to some minutes
    expires_at   timestamptz,
    CHECK (topics IS NULL OR source IS NULL)
);

-- Tickets for the opening of one stream. They live for half a minute, so it does no harm that a crash forgets them.
CREATE UNLOGGED TABLE stream_ticket (
    hash            bytea       PRIMARY KEY,
    holder          text        NOT NULL, -- whom it was given to, for logs
    token_id        uuid        REFERENCES access_token ON DELETE CASCADE,
    permitted_until timestamptz,          -- when the stream ends with the token that the ticket was given for
    expires_at      timestamptz NOT NULL
);

CREATE INDEX stream_ticket_by_expiry ON stream_ticket (expires_at);
