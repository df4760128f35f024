-- +goose Up
-- Who may sign in. None of this is rebuilt by replaying the acts.
CREATE TABLE account (
    office TEXT NOT NULL,
    login TEXT NOT NULL,
    person TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled BOOLEAN NOT NULL,
    must_change BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (office, login)
);
CREATE INDEX account_person ON account (office, person);
CREATE TABLE session (
    office TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    person TEXT NOT NULL,
    capacity_kind TEXT NOT NULL,
    capacity_id TEXT NOT NULL,
    lang TEXT NOT NULL,
    theme TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    PRIMARY KEY (office, token_hash)
);
CREATE INDEX session_person ON session (office, person);
CREATE INDEX session_expires ON session (office, expires_at);
CREATE TABLE api_token (
    office TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL,
    PRIMARY KEY (office, token_hash)
);
CREATE UNIQUE INDEX api_token_id ON api_token (office, id);
CREATE INDEX api_token_person ON api_token (office, person);
CREATE TABLE login_attempt (
    office TEXT NOT NULL,
    login TEXT NOT NULL,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (office, login)
);
