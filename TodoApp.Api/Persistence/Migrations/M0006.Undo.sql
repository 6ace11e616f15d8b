-- As before, but what was erased comes back before what refers to it: lists, then wholes, then parts.
CREATE OR REPLACE FUNCTION undo_turn(owner uuid, undone_turn uuid, by text, as_turn uuid, now timestamptz)
RETURNS TABLE (entity text, entity_id uuid, outcome text) LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    entry journal;
BEGIN
    PERFORM lock_journal(owner);
    INSERT INTO undos (turn, owner_id, undone, at) VALUES (as_turn, owner, undone_turn, now);
    -- Renamed tags first: a todo that gets its old tag back would otherwise make that tag anew.
    FOR entry IN SELECT * FROM journal j WHERE j.owner_id = owner AND j.turn = undone_turn
                 ORDER BY (j.entity = 'tag' AND j.kind = 'updated') DESC,
                          CASE WHEN j.kind <> 'erased' OR j.entity = 'tag' THEN 3
                               WHEN j.entity = 'list' THEN 0
                               WHEN j.before ->> 'parent_id' IS NULL THEN 1
                               ELSE 2 END,
                          j.seq DESC LOOP
        entity := entry.entity;
        entity_id := entry.entity_id;
        outcome := revert_entry(entry, by, as_turn, now);
        RETURN NEXT;
    END LOOP;
END $$;
