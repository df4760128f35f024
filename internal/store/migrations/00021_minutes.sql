-- +goose Up
-- The minutes of meetings as they were approved, and what is being written on them.
-- A draft is no act: no replay rebuilds minutes_draft.
CREATE TABLE minutes (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    version BIGINT NOT NULL,
    approved BOOLEAN NOT NULL,
    by_seat TEXT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (office, meeting),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE minutes_part (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    ord BIGINT NOT NULL,
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (office, meeting, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE minutes_draft (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    rev BIGINT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, meeting, item)
);
