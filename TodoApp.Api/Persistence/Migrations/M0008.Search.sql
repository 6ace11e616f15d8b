CREATE EXTENSION IF NOT EXISTS btree_gin;

-- What is searched of a todo. A table of its own, so that doing, moving and rescheduling, which change no word, write no
-- index of words. The triggers below are the only ones to write it.
CREATE TABLE todo_words (
    todo_id  uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    title    text NOT NULL,
    words    tsvector NOT NULL
);

-- Lower case, without accents.
CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT lower(unaccent($1))
$$;

-- Each word begins with its owner's mark, so that an index of everybody's words holds each account's own side by side: one
-- that is looked for by its beginning is read from there, however many others have words like it. Two owners of one mark are
-- told apart by owner_id. In the text of a tsvector or tsquery, only the beginning of a word is a blank and an apostrophe.
CREATE FUNCTION marked(uuid, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(' ' || $2, ' ''', ' ''' || right($1::text, 12))
$$;

-- The parser of PostgreSQL would take example.org/path or 3-4 for one word; people search for any part of them.
CREATE FUNCTION words_of(uuid, text) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT marked($1, to_tsvector('simple', translate(fold($2), '-+/._:@#''"()[]{}<>,;!?=&%*|\~^$', '                               '))::text)::tsvector
$$;

-- What to_tsquery understands, once its letters are folded. One of them folds to an apostrophe and an n.
CREATE FUNCTION words_asked(uuid, text) RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT marked($1, to_tsquery('simple', translate(fold($2), '''', ' '))::text)::tsquery
$$;

-- A word of the title counts for more than one of the notes.
CREATE FUNCTION words_of(owner uuid, title text, notes text) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN notes IS NULL THEN setweight(words_of(owner, title), 'A')
                ELSE setweight(words_of(owner, title), 'A') || setweight(words_of(owner, notes), 'B') END
$$;

CREATE FUNCTION keep_todo_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO todo_words (todo_id, owner_id, title, words)
        VALUES (NEW.id, NEW.owner_id, fold(NEW.title), words_of(NEW.owner_id, NEW.title, NEW.notes));
    ELSIF TG_OP = 'UPDATE' THEN
        UPDATE todo_words
        SET title = fold(NEW.title), words = words_of(NEW.owner_id, NEW.title, NEW.notes)
        WHERE todo_id = NEW.id;
    ELSE
        DELETE FROM todo_words WHERE todo_id = OLD.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER todos_keep_words AFTER INSERT OR DELETE ON todos FOR EACH ROW EXECUTE FUNCTION keep_todo_words();
CREATE TRIGGER todos_keep_changed_words AFTER UPDATE OF title, notes ON todos
    FOR EACH ROW WHEN (NEW.title <> OLD.title OR NEW.notes IS DISTINCT FROM OLD.notes) EXECUTE FUNCTION keep_todo_words();

INSERT INTO todo_words (todo_id, owner_id, title, words)
SELECT id, owner_id, fold(title), words_of(owner_id, title, notes) FROM todos;

CREATE INDEX todo_words_words ON todo_words USING gin (words) WITH (gin_pending_list_limit = 256);
-- With the owner in it, so that everybody searches their own titles however many others have.
CREATE INDEX todo_words_title ON todo_words USING gin (owner_id, title gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- The other ways to page through a person's todos.
CREATE INDEX todos_all ON todos (owner_id, position, id) WHERE deleted_at IS NULL;
CREATE INDEX todos_open_created ON todos (owner_id, created_at, id) WHERE deleted_at IS NULL AND completed_at IS NULL;
CREATE INDEX todos_open_title ON todos (owner_id, title COLLATE "und-x-icu", id) WHERE deleted_at IS NULL AND completed_at IS NULL;
CREATE INDEX todos_open_priority ON todos (owner_id, priority, id) WHERE deleted_at IS NULL AND completed_at IS NULL;
