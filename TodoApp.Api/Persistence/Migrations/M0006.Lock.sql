-- For the WHERE of a statement that writes rows: takes the owner's journal when the first row is found, which is before it is
-- locked. Whoever has the journal already, as transactions of several statements do, never waits for somebody who has a row
-- and waits for the journal. Dear, so that it is asked last, of rows that fit.
CREATE FUNCTION journal_locked(owner uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE COST 10000 AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(owner::text, 0));
    RETURN true;
END $$;
