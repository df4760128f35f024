-- +goose Up
-- What every command or its folding writes lies in the tree of its key: on SQLite
-- one tree less for each table. An index of tasks leaves out those without the
-- thing that it is about.
CREATE TABLE audience_by_key (
    office TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    who TEXT NOT NULL,
    who_id TEXT NOT NULL,
    level BIGINT NOT NULL,
    PRIMARY KEY (office, kind, object, who, who_id)
) /* sqlite: WITHOUT ROWID */;
INSERT INTO audience_by_key SELECT office, kind, object, who, who_id, level FROM audience;
DROP TABLE audience;
ALTER TABLE audience_by_key RENAME TO audience;
CREATE INDEX audience_who ON audience (office, kind, who, who_id, object);
CREATE TABLE content_by_key (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    act TEXT NOT NULL,
    salt BYTEA NOT NULL,
    value BYTEA NOT NULL,
    erased BOOLEAN NOT NULL,
    PRIMARY KEY (office, id)
) /* sqlite: WITHOUT ROWID */;
INSERT INTO content_by_key SELECT office, id, act, salt, value, erased FROM content;
DROP TABLE content;
ALTER TABLE content_by_key RENAME TO content;
CREATE INDEX content_act ON content (office, act);
CREATE TABLE log_entry_by_key (
    office TEXT NOT NULL,
    idx BIGINT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (office, idx),
    UNIQUE (office, act)
) /* sqlite: WITHOUT ROWID */;
INSERT INTO log_entry_by_key SELECT office, idx, act FROM log_entry;
DROP TABLE log_entry;
ALTER TABLE log_entry_by_key RENAME TO log_entry;
CREATE TABLE log_hash_by_key (
    office TEXT NOT NULL,
    idx BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (office, idx)
) /* sqlite: WITHOUT ROWID */;
INSERT INTO log_hash_by_key SELECT office, idx, hash FROM log_hash;
DROP TABLE log_hash;
ALTER TABLE log_hash_by_key RENAME TO log_hash;
DROP INDEX task_person;
CREATE INDEX task_person ON task (office, person, due_order, id) WHERE person <> '';
DROP INDEX task_subassigned;
CREATE INDEX task_subassigned ON task (office, subassigned, due_order, id) WHERE subassigned <> '';
DROP INDEX task_source;
CREATE INDEX task_source ON task (office, source_kind, source_id) WHERE source_id <> '';
