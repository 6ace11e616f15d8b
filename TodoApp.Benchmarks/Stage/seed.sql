-- The accounts of the benchmark: 1,000 with 200 todos each, and account 1,001 with 100,000. Ids are numbers in disguise,
-- so that any of them can be named without asking. Replica mode leaves triggers and foreign keys out while it fills.
SET session_replication_role = replica;

INSERT INTO users (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
                   display_name, time_zone, locale, inbox_id, created_at)
SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(u), 12, '0'))::uuid, e, upper(e), e, upper(e), true, '{password_hash}', md5(e),
       'User ' || u, 'Europe/Berlin', 'en', ('00000000-0000-7000-9000-' || lpad(to_hex(u), 12, '0'))::uuid, now()
FROM generate_series(1, 1001) u, format('user%s@example.org', u) e;

INSERT INTO lists (id, owner_id, name, is_inbox, position, created_at, updated_at, actor, turn)
SELECT inbox_id, id, 'Inbox', true, 'V', now(), now(), 'user', id FROM users;

INSERT INTO sessions (id, user_id, client, device, created_at, last_seen_at, expires_at)
SELECT ('00000000-0000-7000-a000-' || right(id::text, 12))::uuid, id, 1, 'benchmark', now(), now(), now() + interval '30 days' FROM users;

INSERT INTO tags (id, owner_id, name, created_at, updated_at, actor, turn)
SELECT gen_random_uuid(), id, 'tag' || t, now(), now(), 'user', id FROM users, generate_series(0, 9) t;

INSERT INTO todos (id, owner_id, list_id, title, notes, completed_at, priority, tags, due_on, position, created_at, updated_at, actor, turn)
SELECT ('00000000-' || lpad(to_hex(u), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad(to_hex(u), 12, '0'))::uuid,
       ('00000000-0000-7000-9000-' || lpad(to_hex(u), 12, '0'))::uuid,
       format('%s %s %s %s', w[1 + (n * 7 + u) % 40], w[1 + (n * 11 + u) % 40], w[1 + (n * 13 + u / 40) % 40],
              CASE WHEN u = 1001 AND n = 77777 THEN 'zeppelin' ELSE n::text END),
       CASE WHEN n % 4 = 0 THEN format('Do not forget the %s before %s', w[1 + (n * 3) % 40], w[1 + (n * 5) % 40]) END,
       CASE WHEN n % 5 = 0 THEN now() - n * interval '1 minute' END,
       n % 4, CASE WHEN n % 3 = 0 THEN ARRAY['tag' || n % 10] ELSE '{}' END,
       CASE WHEN n % 2 = 0 THEN current_date + n % 60 END,
       'T' || lpad(n::text, 9, '0') || 'V', now() - n * interval '1 second', now() - n * interval '1 second', 'user',
       ('00000000-0000-7000-b000-' || lpad(to_hex(u), 12, '0'))::uuid
FROM generate_series(1, 1001) u
CROSS JOIN LATERAL generate_series(1, CASE WHEN u = 1001 THEN 100000 ELSE 200 END) n
CROSS JOIN (SELECT string_to_array('pay rent call dentist water plants buy milk bread coffee write report answer letter book train ' ||
    'ticket clean kitchen repair bike plan holiday sort photos read chapter visit grandma bake cake paint fence send parcel ' ||
    'review budget renew passport', ' ') AS w) words;

INSERT INTO todo_words (todo_id, owner_id, title, words)
SELECT id, owner_id, fold(title), words_of(owner_id, title, notes) FROM todos;

INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at, after)
SELECT owner_id, 'todo', id, 'created', actor, turn, created_at, to_jsonb(t) - ARRAY['owner_id', 'updated_at', 'actor', 'turn', 'due_sort']
FROM todos t ORDER BY owner_id, created_at;

SET session_replication_role = DEFAULT;
VACUUM ANALYZE;
