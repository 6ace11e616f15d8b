-- The first answer to a POST with an Idempotency-Key. A second request with the same key waits on the primary key until
-- the first one's transaction has ended, and then finds its answer here.
CREATE TABLE idempotency_keys (
    owner_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    key         varchar(255) NOT NULL,
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
    status      integer,
    headers     jsonb,
    body        bytea,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (owner_id, key)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (created_at);
