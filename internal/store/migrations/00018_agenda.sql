-- +goose Up
-- The agenda of a meeting in sections, with durations, late and confidential items
-- and who may see these; the matters of a body that wait for an agenda; meetings of
-- which the date is known by a part alone.
ALTER TABLE meeting ADD COLUMN numbering TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN presenter TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN section BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN minutes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN recurs BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE agenda_item ADD COLUMN late BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE agenda_item ADD COLUMN closed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE agenda_item ADD COLUMN matter TEXT NOT NULL DEFAULT '';
CREATE TABLE agenda_section (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    ord BIGINT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (office, meeting, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE agenda_named (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    PRIMARY KEY (office, meeting, item, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE matter (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    lead_seat TEXT NOT NULL,
    by_seat TEXT NOT NULL,
    by_agency TEXT NOT NULL,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    from_meeting TEXT NOT NULL,
    meeting TEXT NOT NULL,
    at BIGINT NOT NULL,
    judged_at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX matter_body ON matter (office, body, state, id);
CREATE INDEX matter_meeting ON matter (office, meeting);
CREATE TABLE foreseen (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    kind TEXT NOT NULL,
    series TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    by_seat TEXT NOT NULL,
    source TEXT NOT NULL,
    settled TEXT NOT NULL,
    dropped BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX foreseen_body ON foreseen (office, body, to_day, id);
