-- +goose Up
-- Notes and highlights that a reader makes on a paper for himself. They are no acts
-- and nobody else sees them; no replay rebuilds them. The place is told by the words
-- that are marked, so that it can be found again in a new version.
CREATE TABLE mark (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    paper TEXT NOT NULL,
    person TEXT NOT NULL,
    n BIGINT NOT NULL,
    page BIGINT NOT NULL,
    quote TEXT NOT NULL,
    ahead TEXT NOT NULL,
    behind TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX mark_paper ON mark (office, paper, person, page, id);
