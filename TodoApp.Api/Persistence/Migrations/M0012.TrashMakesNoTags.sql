-- A tag exists as soon as a todo outside the trash carries it: taking back the erasing of one that was in the trash made its tags.
CREATE OR REPLACE TRIGGER todos_make_tags_on_insert AFTER INSERT ON todos
    FOR EACH ROW WHEN (NEW.tags <> '{}' AND NEW.deleted_at IS NULL) EXECUTE FUNCTION make_tags();
CREATE OR REPLACE TRIGGER todos_make_tags_on_update AFTER UPDATE OF tags, deleted_at ON todos
    FOR EACH ROW WHEN (NEW.tags <> '{}' AND NEW.deleted_at IS NULL AND (NEW.tags <> OLD.tags OR OLD.deleted_at IS NOT NULL))
    EXECUTE FUNCTION make_tags();
