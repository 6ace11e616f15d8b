CREATE TABLE tags (
    id         uuid PRIMARY KEY,
    owner_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name       varchar(50) NOT NULL CHECK (name <> '' AND name !~ '[\s,#/]'),
    color      text CHECK (color IN ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'gray')),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    actor      text NOT NULL,
    turn       uuid NOT NULL,
    CONSTRAINT tags_name UNIQUE (owner_id, name)
);
