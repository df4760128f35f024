-- +goose Up
-- Papers laid before meetings and rounds, and their versions by the hash of the
-- file; the files lie in the content store.
CREATE TABLE paper (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    round TEXT NOT NULL,
    sight TEXT NOT NULL,
    by_seat TEXT NOT NULL,
    person TEXT NOT NULL,
    laid_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX paper_meeting ON paper (office, meeting, id);
CREATE INDEX paper_round ON paper (office, round, id);
CREATE INDEX paper_body ON paper (office, body, id);
CREATE TABLE paper_version (
    office TEXT NOT NULL,
    paper TEXT NOT NULL,
    n BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    remarks TEXT NOT NULL,
    note TEXT NOT NULL,
    by_seat TEXT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, paper, n),
    FOREIGN KEY (office, paper) REFERENCES paper (office, id)
);
CREATE INDEX paper_version_sha256 ON paper_version (office, sha256);
-- Who opened which version when. Reading is no act: no replay rebuilds this.
CREATE TABLE paper_read (
    office TEXT NOT NULL,
    paper TEXT NOT NULL,
    n BIGINT NOT NULL,
    person TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (office, paper, n, person)
);
CREATE INDEX paper_read_person ON paper_read (office, person, paper);
