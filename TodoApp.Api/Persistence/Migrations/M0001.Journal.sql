CREATE TABLE journal (
    seq       bigint GENERATED ALWAYS AS IDENTITY,
    owner_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    entity    text NOT NULL CHECK (entity IN ('todo', 'list', 'tag')),
    entity_id uuid NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('created', 'updated', 'completed', 'reopened', 'deleted', 'restored', 'erased')),
    actor     text NOT NULL,
    turn      uuid NOT NULL,
    at        timestamptz NOT NULL,
    before    jsonb,
    after     jsonb,
    PRIMARY KEY (owner_id, seq)
);
CREATE INDEX journal_entity ON journal (entity_id, seq);
CREATE INDEX journal_turn ON journal (turn);

-- Entries of one owner get their numbers in the order in which they commit: the lock is held until then. Whoever has
-- read up to N will never see a number at or below N appear later. A transaction of several statements takes this
-- lock first, so that two of them cannot wait for each other.
CREATE FUNCTION lock_journal(owner uuid) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(owner::text, 0))
$$;

-- The members of a that differ from those of b.
CREATE FUNCTION changed_members(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(a) WHERE b -> key IS DISTINCT FROM value
$$;

-- Runs with the owner's rights, so that the application's role can append through writes and in no other way.
CREATE FUNCTION write_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public SET timezone = 'UTC' AS $$
DECLARE
    bookkeeping CONSTANT text[] := ARRAY['owner_id', 'updated_at', 'actor', 'turn', 'due_sort'];
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    row_ jsonb := coalesce(new_row, old_row);
    owner uuid := row_ ->> 'owner_id';
    before_ jsonb := old_row - bookkeeping;
    after_ jsonb := new_row - bookkeeping;
    kind_ text;
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM users WHERE id = owner) THEN
        RETURN NULL; -- The account itself is being erased, and its journal with it.
    END IF;
    kind_ := CASE
        WHEN TG_OP = 'INSERT' THEN 'created'
        WHEN TG_OP = 'DELETE' THEN 'erased'
        WHEN after_ -> 'deleted_at' IS DISTINCT FROM before_ -> 'deleted_at'
            THEN CASE WHEN after_ ->> 'deleted_at' IS NULL THEN 'restored' ELSE 'deleted' END
        WHEN (after_ ->> 'completed_at' IS NULL) <> (before_ ->> 'completed_at' IS NULL)
            THEN CASE WHEN after_ ->> 'completed_at' IS NULL THEN 'reopened' ELSE 'completed' END
        ELSE 'updated'
    END;
    IF TG_OP = 'UPDATE' THEN
        SELECT changed_members(before_, after_), changed_members(after_, before_) INTO before_, after_;
        IF after_ IS NULL THEN
            RETURN NULL; -- Nothing that a person can see has changed.
        END IF;
    END IF;
    PERFORM lock_journal(owner);
    INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at, before, after)
    VALUES (owner, TG_ARGV[0], (row_ ->> 'id')::uuid, kind_,
            row_ ->> 'actor', (row_ ->> 'turn')::uuid, clock_timestamp(), before_, after_);
    RETURN NULL;
END $$;

CREATE TRIGGER todos_write_journal AFTER INSERT OR UPDATE OR DELETE ON todos
    FOR EACH ROW EXECUTE FUNCTION write_journal('todo');
CREATE TRIGGER lists_write_journal AFTER INSERT OR UPDATE OR DELETE ON lists
    FOR EACH ROW EXECUTE FUNCTION write_journal('list');
CREATE TRIGGER tags_write_journal AFTER INSERT OR UPDATE OR DELETE ON tags
    FOR EACH ROW EXECUTE FUNCTION write_journal('tag');
