-- What write_journal() does for any table, for todos alone: making, and doing or reopening one, compare no rows member by
-- member. docs/benchmarks.md measures it. A test holds the list of columns to the table's.
CREATE FUNCTION todo_members(t todos) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT to_jsonb(t) - '{owner_id,updated_at,actor,turn,due_sort}'::text[]
$$;

CREATE FUNCTION write_todo_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public SET timezone = 'UTC' AS $$
DECLARE
    kind_ text;
    before_ jsonb;
    after_ jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.owner_id::text, 0));
        INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at, after)
        VALUES (NEW.owner_id, 'todo', NEW.id, 'created', NEW.actor, NEW.turn, clock_timestamp(),
                to_jsonb(NEW) - '{owner_id,updated_at,actor,turn,due_sort}'::text[]);
        RETURN NULL;
    END IF;

    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM users WHERE id = OLD.owner_id) THEN
            RETURN NULL; -- The account itself is being erased, and its journal with it.
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended(OLD.owner_id::text, 0));
        INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at, before)
        VALUES (OLD.owner_id, 'todo', OLD.id, 'erased', OLD.actor, OLD.turn, clock_timestamp(), todo_members(OLD));
        RETURN NULL;
    END IF;

    IF (NEW.list_id, NEW.parent_id, NEW.title, NEW.notes, NEW.priority, NEW.tags, NEW.due_on, NEW.due_at, NEW.time_zone, NEW.position,
        NEW.created_at, NEW.deleted_at, NEW.recurrence, NEW.recurrence_from, NEW.occurrences_done) IS DISTINCT FROM
       (OLD.list_id, OLD.parent_id, OLD.title, OLD.notes, OLD.priority, OLD.tags, OLD.due_on, OLD.due_at, OLD.time_zone, OLD.position,
        OLD.created_at, OLD.deleted_at, OLD.recurrence, OLD.recurrence_from, OLD.occurrences_done) THEN
        before_ := changed_members(todo_members(OLD), todo_members(NEW));
        after_ := changed_members(todo_members(NEW), todo_members(OLD));
    ELSIF NEW.completed_at IS DISTINCT FROM OLD.completed_at THEN
        before_ := jsonb_build_object('completed_at', OLD.completed_at);
        after_ := jsonb_build_object('completed_at', NEW.completed_at);
    ELSE
        RETURN NULL; -- Nothing that a person can see has changed.
    END IF;

    kind_ := CASE
        WHEN NEW.deleted_at IS DISTINCT FROM OLD.deleted_at THEN CASE WHEN NEW.deleted_at IS NULL THEN 'restored' ELSE 'deleted' END
        WHEN (NEW.completed_at IS NULL) <> (OLD.completed_at IS NULL) THEN CASE WHEN NEW.completed_at IS NULL THEN 'reopened' ELSE 'completed' END
        ELSE 'updated'
    END;
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.owner_id::text, 0));
    INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at, before, after)
    VALUES (NEW.owner_id, 'todo', NEW.id, kind_, NEW.actor, NEW.turn, clock_timestamp(), before_, after_);
    RETURN NULL;
END $$;

DROP TRIGGER todos_write_journal ON todos;
CREATE TRIGGER todos_write_journal AFTER INSERT OR UPDATE OR DELETE ON todos
    FOR EACH ROW EXECUTE FUNCTION write_todo_journal();
