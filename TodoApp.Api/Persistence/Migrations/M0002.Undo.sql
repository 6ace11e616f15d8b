-- Which turn took which back; undoing that one again is a redo.
CREATE TABLE undos (
    turn     uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    undone   uuid NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX undos_undone ON undos (owner_id, undone);

-- The newest turn of an owner that was not taken back and takes none back itself. Looks at the newest 10,000 entries.
CREATE FUNCTION last_turn(owner uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT j.turn
    FROM (SELECT turn, seq FROM journal WHERE owner_id = owner ORDER BY seq DESC LIMIT 10000) j
    WHERE NOT EXISTS (SELECT FROM undos u WHERE u.owner_id = owner AND (u.undone = j.turn OR u.turn = j.turn))
    ORDER BY j.seq DESC LIMIT 1
$$;

-- Puts one row back to what it was before one entry. Says 'reverted', or 'changed_since' when a later write touched the
-- same members: that write is left alone.
CREATE FUNCTION revert_entry(entry journal, by text, as_turn uuid, now timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    target regclass := (entry.entity || 's')::regclass;
    current_row jsonb;
    columns text;
BEGIN
    EXECUTE format('SELECT to_jsonb(t) FROM %s t WHERE id = $1 AND owner_id = $2 FOR UPDATE', target)
        INTO current_row USING entry.entity_id, entry.owner_id;

    IF entry.kind = 'erased' THEN
        IF current_row IS NOT NULL THEN RETURN 'changed_since'; END IF;
        SELECT string_agg(quote_ident(key), ', ') INTO columns FROM jsonb_object_keys(entry.before) AS key;
        EXECUTE format('INSERT INTO %1$s (%2$s, owner_id, updated_at, actor, turn)
                        SELECT %2$s, $2, $3, $4, $5 FROM jsonb_populate_record(NULL::%1$s, $1)', target, columns)
            USING entry.before, entry.owner_id, now, by, as_turn;
        RETURN 'reverted';
    END IF;

    IF current_row IS NULL OR changed_members(entry.after, current_row) IS NOT NULL THEN
        RETURN 'changed_since';
    END IF;

    IF entry.kind = 'created' AND entry.entity = 'tag' THEN
        IF EXISTS (SELECT FROM todos WHERE owner_id = entry.owner_id AND deleted_at IS NULL AND tags @> ARRAY[current_row ->> 'name']) THEN
            RETURN 'changed_since';
        END IF;
        UPDATE tags SET actor = by, turn = as_turn WHERE id = entry.entity_id;
        DELETE FROM tags WHERE id = entry.entity_id;
    ELSIF entry.kind = 'created' THEN
        EXECUTE format('UPDATE %s SET deleted_at = $2, updated_at = $2, actor = $3, turn = $4 WHERE id = $1', target)
            USING entry.entity_id, now, by, as_turn;
    ELSE
        SELECT string_agg(format('%1$I = r.%1$I', key), ', ') INTO columns FROM jsonb_object_keys(entry.before) AS key;
        EXECUTE format('UPDATE %1$s t SET %2$s, updated_at = $3, actor = $4, turn = $5
                        FROM jsonb_populate_record(NULL::%1$s, $2) r WHERE t.id = $1', target, columns)
            USING entry.entity_id, entry.before, now, by, as_turn;
    END IF;
    RETURN 'reverted';
END $$;

-- Takes a turn back, newest entry first, and says of each row what became of it.
CREATE FUNCTION undo_turn(owner uuid, undone_turn uuid, by text, as_turn uuid, now timestamptz)
RETURNS TABLE (entity text, entity_id uuid, outcome text) LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    entry journal;
BEGIN
    PERFORM lock_journal(owner);
    INSERT INTO undos (turn, owner_id, undone, at) VALUES (as_turn, owner, undone_turn, now);
    -- Renamed tags first: a todo that gets its old tag back would otherwise make that tag anew.
    FOR entry IN SELECT * FROM journal j WHERE j.owner_id = owner AND j.turn = undone_turn
                 ORDER BY (j.entity = 'tag' AND j.kind = 'updated') DESC, j.seq DESC LOOP
        entity := entry.entity;
        entity_id := entry.entity_id;
        outcome := revert_entry(entry, by, as_turn, now);
        RETURN NEXT;
    END LOOP;
END $$;
