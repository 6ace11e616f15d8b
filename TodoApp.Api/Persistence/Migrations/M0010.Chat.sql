-- One conversation makes one answer at a time: busy_until is a lease that ends by itself when a process does, busy_with
-- the answer that is being made.
CREATE TABLE conversations (
    id         uuid PRIMARY KEY,
    owner_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    title      varchar(200) NOT NULL CHECK (length(title) > 0),
    messages   integer NOT NULL CHECK (messages BETWEEN 0 AND 400),
    busy_until timestamptz,
    busy_with  uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (id, owner_id)
);
CREATE INDEX conversations_recent ON conversations (owner_id, updated_at DESC, id DESC);

-- What a person said (role 0), or an answer (role 1): its text, its steps with their calls and results, the turn of what
-- it wrote, and what it waits for a person to allow.
CREATE TABLE messages (
    id              uuid PRIMARY KEY,
    conversation_id uuid NOT NULL,
    owner_id        uuid NOT NULL,
    seq             integer NOT NULL,
    role            smallint NOT NULL CHECK (role IN (0, 1)),
    text            text NOT NULL CHECK (length(text) <= 40000),
    steps           jsonb,
    turn            uuid,
    consent         jsonb,
    stopped         text CHECK (stopped IN ('running', 'interrupted', 'steps', 'tokens', 'time', 'spend', 'model')),
    request_key     varchar(255),
    request_hash    text CHECK (length(request_hash) = 64),
    created_at      timestamptz NOT NULL,
    FOREIGN KEY (conversation_id, owner_id) REFERENCES conversations (id, owner_id) ON DELETE CASCADE,
    UNIQUE (conversation_id, seq),
    CHECK ((role = 1) = (turn IS NOT NULL)),
    CHECK ((request_key IS NULL) = (request_hash IS NULL))
);
CREATE UNIQUE INDEX messages_request ON messages (owner_id, request_key) WHERE request_key IS NOT NULL;

-- Tokens of language models, for each account and day (UTC).
CREATE TABLE chat_spend (
    owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    day      date NOT NULL,
    tokens   bigint NOT NULL CHECK (tokens >= 0),
    PRIMARY KEY (owner_id, day)
);
CREATE INDEX chat_spend_day ON chat_spend (day);
