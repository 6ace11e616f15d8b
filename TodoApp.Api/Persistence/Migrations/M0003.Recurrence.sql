-- A rule of RFC 5545 stands on the occurrence that is still to be done; with each one done it moves on to the next.
ALTER TABLE todos
    ADD COLUMN recurrence       varchar(200),
    ADD COLUMN recurrence_from  smallint NOT NULL DEFAULT 0 CHECK (recurrence_from IN (0, 1)),
    ADD COLUMN occurrences_done integer NOT NULL DEFAULT 0 CHECK (occurrences_done BETWEEN 0 AND 9999),
    ADD CONSTRAINT todos_recurrence_needs_day CHECK (recurrence IS NULL OR due_on IS NOT NULL),
    ADD CONSTRAINT todos_parts_do_not_recur CHECK (recurrence IS NULL OR parent_id IS NULL),
    ADD CONSTRAINT todos_nothing_to_count CHECK (recurrence IS NOT NULL OR (recurrence_from = 0 AND occurrences_done = 0));

-- UUID version 7 (RFC 9562), for rows that are made of other rows in one statement.
CREATE FUNCTION uuid_v7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT encode(set_bit(set_bit(
        overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send((extract(epoch FROM at) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
        52, 1), 53, 1), 'hex')::uuid
$$;
