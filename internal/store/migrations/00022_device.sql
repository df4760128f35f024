-- +goose Up
-- When an answer was filled in on a device that had no network, by that device's
-- clock, and by how many milliseconds that clock was ahead of the server's when the
-- page was kept and when the answer was sent. 0: filled in where it was sent.
ALTER TABLE slip ADD COLUMN filled BIGINT NOT NULL DEFAULT 0;
ALTER TABLE slip ADD COLUMN filled_kept BIGINT NOT NULL DEFAULT 0;
ALTER TABLE slip ADD COLUMN filled_sent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation_answer ADD COLUMN filled BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation_answer ADD COLUMN filled_kept BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation_answer ADD COLUMN filled_sent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE prior_position ADD COLUMN filled BIGINT NOT NULL DEFAULT 0;
ALTER TABLE prior_position ADD COLUMN filled_kept BIGINT NOT NULL DEFAULT 0;
ALTER TABLE prior_position ADD COLUMN filled_sent BIGINT NOT NULL DEFAULT 0;
-- Devices on which a reader keeps copies of pages for when there is no network. A
-- row that is gone tells the device to wipe them. They are no acts; no replay
-- rebuilds them.
CREATE TABLE device (
    office TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (office, token_hash)
);
CREATE INDEX device_person ON device (office, person);
-- Slips that came after the last day of their round, from devices that say they were
-- filled in before. They count for nothing.
CREATE TABLE late_slip (
    office TEXT NOT NULL,
    round TEXT NOT NULL,
    question TEXT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    person TEXT NOT NULL,
    choice TEXT NOT NULL,
    position TEXT NOT NULL,
    reason TEXT NOT NULL,
    comments TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    filled BIGINT NOT NULL,
    filled_kept BIGINT NOT NULL,
    filled_sent BIGINT NOT NULL,
    PRIMARY KEY (office, round, question, seat, agency, person),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
