-- +goose Up
-- A meeting while it runs: presence over time, items in hand, the floor, what
-- members say beforehand. Presence entered from paper has number 0 and knows no
-- instants but the meeting's end; what was entered before this migration is such.
CREATE TABLE presence (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    seat TEXT NOT NULL,
    n BIGINT NOT NULL,
    how TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    PRIMARY KEY (office, meeting, seat, n),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
INSERT INTO presence
SELECT i.office, i.meeting, i.seat, 0, i.present, 0, m.closed_at
FROM invitee i JOIN meeting m ON m.office = i.office AND m.id = i.meeting
WHERE i.seat <> '' AND i.present IN ('present', 'online', 'substitute');
CREATE TABLE item_time (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    n BIGINT NOT NULL,
    item TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    PRIMARY KEY (office, meeting, n),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE speech (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    n BIGINT NOT NULL,
    seat TEXT NOT NULL,
    item TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (office, meeting, n),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE prior_position (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    seat TEXT NOT NULL,
    say TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, meeting, item, seat),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
