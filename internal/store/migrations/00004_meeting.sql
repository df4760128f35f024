-- +goose Up
-- Meetings: agenda, invitees, presence, positions, conclusions, proposals.
CREATE TABLE meeting (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    kind TEXT NOT NULL,
    series TEXT NOT NULL,
    title TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    place TEXT NOT NULL,
    mode TEXT NOT NULL,
    chair TEXT NOT NULL,
    convener TEXT NOT NULL,
    afterwards BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    proposal TEXT NOT NULL,
    reason TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX meeting_body ON meeting (office, body, start_at, id);
CREATE INDEX meeting_start ON meeting (office, start_at, id);
CREATE TABLE proposal (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    kind TEXT NOT NULL,
    by_seat TEXT NOT NULL,
    role TEXT NOT NULL,
    reason TEXT NOT NULL,
    meeting TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX proposal_body ON proposal (office, body, id);
CREATE TABLE agenda_item (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting TEXT NOT NULL,
    ord BIGINT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    lead_seat TEXT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE INDEX agenda_item_meeting ON agenda_item (office, meeting, ord);
CREATE TABLE invitee (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    name TEXT NOT NULL,
    present TEXT NOT NULL,
    PRIMARY KEY (office, meeting, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE INDEX invitee_seat ON invitee (office, seat, meeting);
CREATE TABLE stand (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    position TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (office, meeting, item, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE conclusion (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    by_seat TEXT NOT NULL,
    side TEXT NOT NULL,
    votes_for BIGINT NOT NULL,
    votes_against BIGINT NOT NULL,
    against_majority BOOLEAN NOT NULL,
    task TEXT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE INDEX conclusion_meeting ON conclusion (office, meeting, id);
