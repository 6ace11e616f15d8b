CREATE TABLE lists (
    id         uuid PRIMARY KEY,
    owner_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name       varchar(100) NOT NULL CHECK (btrim(name) <> ''),
    color      text CHECK (color IN ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'gray')),
    is_inbox   boolean NOT NULL DEFAULT false,
    archived   boolean NOT NULL DEFAULT false,
    position   text COLLATE "C" NOT NULL CHECK (position <> ''),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    actor      text NOT NULL,
    turn       uuid NOT NULL,
    -- Lets a todo refer to its list and its owner at once, so that it can never sit in somebody else's list.
    UNIQUE (id, owner_id),
    CONSTRAINT lists_inbox_stays CHECK (NOT is_inbox OR (NOT archived AND deleted_at IS NULL))
);
CREATE UNIQUE INDEX lists_one_inbox ON lists (owner_id) WHERE is_inbox;
CREATE UNIQUE INDEX lists_name ON lists (owner_id, lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX lists_owner ON lists (owner_id, position);

-- Deferred: an account and its Inbox are inserted together and refer to each other.
ALTER TABLE users ADD CONSTRAINT users_inbox FOREIGN KEY (inbox_id, id) REFERENCES lists (id, owner_id)
    DEFERRABLE INITIALLY DEFERRED;
