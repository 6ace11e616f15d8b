CREATE TABLE todos (
    id           uuid PRIMARY KEY,
    owner_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    list_id      uuid NOT NULL,
    parent_id    uuid,
    title        varchar(200) NOT NULL CHECK (btrim(title) <> ''),
    notes        varchar(10000),
    completed_at timestamptz,
    priority     smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
    tags         text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20),
    due_on       date,
    due_at       time,
    time_zone    varchar(64),
    position     text COLLATE "C" NOT NULL CHECK (position <> ''),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    deleted_at   timestamptz,
    due_sort     timestamp NOT NULL GENERATED ALWAYS AS (coalesce(due_on + coalesce(due_at, '23:59:59.999999'::time), 'infinity'::timestamp)) STORED,
    actor        text NOT NULL,
    turn         uuid NOT NULL,
    UNIQUE (id, owner_id),
    CONSTRAINT todos_list FOREIGN KEY (list_id, owner_id) REFERENCES lists (id, owner_id),
    CONSTRAINT todos_parent FOREIGN KEY (parent_id, owner_id) REFERENCES todos (id, owner_id),
    CONSTRAINT todos_not_its_own_parent CHECK (parent_id <> id),
    CONSTRAINT todos_time_needs_day CHECK (due_at IS NULL OR due_on IS NOT NULL),
    CONSTRAINT todos_zone_with_time CHECK ((due_at IS NULL) = (time_zone IS NULL))
);

-- One index for each way to page through a person's todos (keyset: owner, sort key, id).
CREATE INDEX todos_open ON todos (owner_id, position, id) WHERE deleted_at IS NULL AND completed_at IS NULL;
CREATE INDEX todos_open_in_list ON todos (owner_id, list_id, position, id) WHERE deleted_at IS NULL AND completed_at IS NULL;
CREATE INDEX todos_open_due ON todos (owner_id, due_sort, id) WHERE deleted_at IS NULL AND completed_at IS NULL;
CREATE INDEX todos_completed ON todos (owner_id, completed_at, id) WHERE deleted_at IS NULL AND completed_at IS NOT NULL;
CREATE INDEX todos_trash ON todos (owner_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX todos_expiry ON todos (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX todos_in_list ON todos (list_id, owner_id);
CREATE INDEX todos_children ON todos (parent_id, owner_id) WHERE parent_id IS NOT NULL;

-- A tag exists as soon as a todo outside the trash carries it. SQLSTATE TD001 is ours: too many of something.
CREATE FUNCTION make_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Waits for a transaction that is deleting or renaming one of them, and then sees what it did.
    PERFORM lock_journal(NEW.owner_id);
    INSERT INTO tags (id, owner_id, name, created_at, updated_at, actor, turn)
    SELECT gen_random_uuid(), NEW.owner_id, given.name, NEW.updated_at, NEW.updated_at, NEW.actor, NEW.turn
    FROM unnest(NEW.tags) AS given (name)
    WHERE NOT EXISTS (SELECT FROM tags t WHERE t.owner_id = NEW.owner_id AND t.name = given.name)
    ON CONFLICT (owner_id, name) DO NOTHING;
    IF FOUND AND (SELECT count(*) FROM tags WHERE owner_id = NEW.owner_id) > 1000 THEN
        RAISE EXCEPTION 'An account has at most 1000 tags.' USING ERRCODE = 'TD001';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER todos_make_tags_on_insert AFTER INSERT ON todos
    FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION make_tags();
CREATE TRIGGER todos_make_tags_on_update AFTER UPDATE OF tags, deleted_at ON todos
    FOR EACH ROW WHEN (NEW.tags <> '{}' AND (NEW.tags <> OLD.tags OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL))) EXECUTE FUNCTION make_tags();
