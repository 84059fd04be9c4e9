-- Changes are forgotten by number as well as by age.
DROP FUNCTION prune(timestamptz, integer);

-- Forgets the oldest changes: those from before a time, and those that are more than are kept, at most so many at once.
-- A change is forgotten together with all that came before it, so that what remains has no hole. Gives how many were
-- forgotten.
CREATE FUNCTION prune(older_than timestamptz, most_kept bigint, most integer) RETURNS bigint
    LANGUAGE plpgsql
    SET lock_timeout = '5s'
AS
$$
DECLARE
    lowest    bigint;
    head      bigint;
    furthest  bigint;
    new_floor bigint;
    forgotten bigint;
BEGIN
    SELECT floor, position INTO STRICT lowest, head FROM log;
    furthest := least(lowest + most, head);

    -- Times are taken while the log is locked, so they rise with the positions as far as the clock does. The first that
    -- is young enough ends the search, which where nothing is old is the first that is looked at.
    SELECT position - 1
    INTO new_floor
    FROM change
    WHERE position > lowest
      AND position <= furthest
      AND at >= older_than
    ORDER BY position
    LIMIT 1;
    new_floor := greatest(coalesce(new_floor, furthest), least(head - most_kept, furthest));

    DELETE FROM change WHERE position > lowest AND position <= new_floor;
    GET DIAGNOSTICS forgotten = ROW_COUNT;

    -- Last, for it locks the log.
    UPDATE log SET floor = new_floor WHERE floor < new_floor;
    RETURN forgotten;
END
$$;
