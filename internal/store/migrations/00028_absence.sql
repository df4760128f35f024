-- +goose Up
-- Leave given or refused for an absence. It is of one revision of the answer: who
-- answers anew asks anew.
CREATE TABLE absence_ruling (
    office   TEXT    NOT NULL,
    meeting  TEXT    NOT NULL,
    seat     TEXT    NOT NULL,
    revision BIGINT  NOT NULL,
    granted  BOOLEAN NOT NULL,
    reason   TEXT    NOT NULL,
    person   TEXT    NOT NULL,
    at       BIGINT  NOT NULL,
    PRIMARY KEY (office, meeting, seat)
);
