-- +goose Up
-- What came attached to letters: kept by its hash, or why it was not. Like the
-- letters these rows are not rebuilt by replaying the acts.
CREATE TABLE incoming_file (
    office TEXT NOT NULL,
    incoming TEXT NOT NULL,
    n BIGINT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media TEXT NOT NULL,
    size BIGINT NOT NULL,
    remarks TEXT NOT NULL,
    why TEXT NOT NULL,
    why_args TEXT NOT NULL,
    PRIMARY KEY (office, incoming, n),
    FOREIGN KEY (office, incoming) REFERENCES incoming (office, id)
);
CREATE INDEX incoming_file_sum ON incoming_file (office, sha256);
CREATE INDEX incoming_about ON incoming (office, thing, object, state);
