-- What an agent asked a person to allow. The row is good for one call: whoever sets used_at may make it.
CREATE TABLE consents (
    id         uuid PRIMARY KEY,
    owner_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    channel    varchar(100) NOT NULL,
    tool       varchar(64) NOT NULL,
    arguments  bytea NOT NULL CHECK (length(arguments) = 32),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX consents_owner ON consents (owner_id, expires_at);
CREATE INDEX consents_expiry ON consents (expires_at);
