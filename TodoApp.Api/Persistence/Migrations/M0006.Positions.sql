-- Keys that grew before there was a bound are cut; equal ones are told apart when something is moved between them.
UPDATE todos SET position = left(position, 63) || 'V' WHERE length(position) > 64;
UPDATE lists SET position = left(position, 63) || 'V' WHERE length(position) > 64;
-- The journal's triggers of these updates have to run before their tables can be altered.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE todos ADD CONSTRAINT todos_position_length CHECK (length(position) <= 64);
ALTER TABLE lists ADD CONSTRAINT lists_position_length CHECK (length(position) <= 64);

-- Finds a todo's neighbours in its list, whatever their state, and still serves the foreign key.
CREATE INDEX todos_in_list_order ON todos (list_id, owner_id, position, id);
DROP INDEX todos_in_list;
