-- +goose Up
-- Answers to invitations, whom agencies send and who comes instead of a member.
-- One row a party: the answer that stands. The record keeps the earlier ones.
CREATE TABLE invitation_answer (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    answer TEXT NOT NULL,
    reason TEXT NOT NULL,
    channel TEXT NOT NULL,
    revision BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    entered BIGINT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (office, meeting, seat, agency),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE representative (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    ord BIGINT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (office, meeting, seat, agency, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
-- A meeting that is called urgently may be excused from the notice that a charter
-- asks for.
ALTER TABLE meeting ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE;
