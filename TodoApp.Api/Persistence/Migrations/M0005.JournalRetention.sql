-- Where what can be told of an account begins: entries numbered up to seq, written before at, may be gone.
CREATE TABLE journal_starts (
    owner_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    seq      bigint NOT NULL,
    at       timestamptz NOT NULL
);

-- What retention looks for. An entry 'created' stays as long as what it created, so it is not looked at again and again.
CREATE INDEX journal_age ON journal (at) WHERE kind <> 'created';
CREATE INDEX undos_age ON undos (at);

-- Forgets up to at_most entries from before the horizon and says how many it looked at: fewer than at_most when none is left.
-- Of a thing that lives its entry 'created' stays. Runs with the owner's rights, since the application's role can only
-- read the journal; and refuses to forget the last week, so that history cannot be rewritten through it.
CREATE FUNCTION compact_journal(horizon timestamptz, at_most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public AS $$
DECLARE
    found_ integer;
BEGIN
    IF horizon > clock_timestamp() - interval '7 days' THEN
        RAISE EXCEPTION 'The journal keeps at least a week.' USING ERRCODE = 'TD002';
    END IF;
    -- One replica at a time; the others have nothing to wait for.
    IF NOT pg_try_advisory_xact_lock(7264002) THEN
        RETURN 0;
    END IF;

    DELETE FROM undos WHERE turn IN (SELECT turn FROM undos WHERE at < horizon ORDER BY at LIMIT at_most);

    -- Accounts first, as erasing one does, and without those that are being erased: so the two cannot wait for each other.
    WITH old AS MATERIALIZED (
        SELECT j.owner_id, j.seq, j.entity_id, j.kind
        FROM journal j JOIN users u ON u.id = j.owner_id
        WHERE j.at < horizon AND j.kind <> 'created'
        ORDER BY j.at LIMIT at_most
        FOR KEY SHARE OF u SKIP LOCKED
    ), starts AS (
        INSERT INTO journal_starts (owner_id, seq, at)
        SELECT owner_id, max(seq), horizon FROM old GROUP BY owner_id ORDER BY owner_id
        ON CONFLICT (owner_id) DO UPDATE
            SET seq = greatest(journal_starts.seq, excluded.seq), at = greatest(journal_starts.at, excluded.at)
    ), births AS (
        DELETE FROM journal j USING old o
        WHERE o.kind = 'erased' AND j.entity_id = o.entity_id AND j.owner_id = o.owner_id AND j.seq < o.seq AND j.kind = 'created'
    ), forgotten AS (
        DELETE FROM journal j USING old o WHERE j.owner_id = o.owner_id AND j.seq = o.seq
    )
    SELECT count(*) INTO found_ FROM old;
    RETURN found_;
END $$;

-- As before, but says nothing of turns that reach back to where the journal begins.
CREATE OR REPLACE FUNCTION last_turn(owner uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT j.turn
    FROM (SELECT turn, seq FROM journal WHERE owner_id = owner
            AND seq > coalesce((SELECT s.seq FROM journal_starts s WHERE s.owner_id = owner), 0)
          ORDER BY seq DESC LIMIT 10000) j
    WHERE NOT EXISTS (SELECT FROM undos u WHERE u.owner_id = owner AND (u.undone = j.turn OR u.turn = j.turn))
    ORDER BY j.seq DESC LIMIT 1
$$;
