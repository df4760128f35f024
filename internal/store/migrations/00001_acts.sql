-- +goose Up
-- What every command writes beside its own tables: sequences, acts, refusals,
-- answers kept for repeated requests, sight, jobs, the log.
CREATE TABLE body_seq (
    office TEXT NOT NULL,
    body TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (office, body)
);
CREATE TABLE act (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    body_seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    fold_at BIGINT NOT NULL,
    person TEXT NOT NULL,
    capacity_kind TEXT NOT NULL,
    capacity_id TEXT NOT NULL,
    on_behalf TEXT NOT NULL,
    via TEXT NOT NULL,
    simulated BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    clauses TEXT NOT NULL,
    leaf BYTEA NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE UNIQUE INDEX act_body ON act (office, body, body_seq);
CREATE INDEX act_at ON act (office, at, id);
CREATE INDEX act_person ON act (office, person, at, id);
CREATE INDEX act_name ON act (office, name, at, id);
CREATE INDEX act_ref ON act (office, kind, ref, at, id);
CREATE TABLE content (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    act TEXT NOT NULL,
    salt BYTEA NOT NULL,
    value BYTEA NOT NULL,
    erased BOOLEAN NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX content_act ON content (office, act);
CREATE TABLE refusal (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    body TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    clauses TEXT NOT NULL,
    who_could TEXT NOT NULL,
    input TEXT NOT NULL,
    via TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX refusal_at ON refusal (office, at, id);
CREATE INDEX refusal_body ON refusal (office, body, at, id);
CREATE INDEX refusal_person ON refusal (office, person, at, id);
CREATE TABLE idempotency (
    office TEXT NOT NULL,
    person TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, person, key)
);
CREATE INDEX idempotency_at ON idempotency (office, at);
CREATE TABLE audience (
    office TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    who TEXT NOT NULL,
    who_id TEXT NOT NULL,
    level BIGINT NOT NULL,
    PRIMARY KEY (office, kind, object, who, who_id)
);
CREATE INDEX audience_who ON audience (office, kind, who, who_id, object);
CREATE TABLE job (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload BYTEA NOT NULL,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (office, id),
    UNIQUE (office, kind, key)
);
CREATE INDEX job_due ON job (office, state, run_at, id);
CREATE TABLE log_entry (
    office TEXT NOT NULL,
    idx BIGINT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (office, idx),
    UNIQUE (office, act)
);
CREATE TABLE log_hash (
    office TEXT NOT NULL,
    idx BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (office, idx)
);
CREATE TABLE log_body (
    office TEXT NOT NULL,
    body TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (office, body)
);
CREATE TABLE checkpoint (
    office TEXT NOT NULL,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, size)
);
