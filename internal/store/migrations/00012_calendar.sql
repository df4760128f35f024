-- +goose Up
-- Calendars to which a person subscribes. Only the hash of an address's secret is
-- kept; none of this is rebuilt by replaying the acts.
CREATE TABLE calendar (
    office TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (office, token_hash)
);
CREATE UNIQUE INDEX calendar_id ON calendar (office, id);
CREATE INDEX calendar_person ON calendar (office, person);
