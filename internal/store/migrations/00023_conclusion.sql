-- +goose Up
-- What a conclusion gives out in its half-written sentence, the day of one for which
-- nobody answers yet, and whether its words were corrected after the close. Where
-- those who are called sit.
ALTER TABLE conclusion ADD COLUMN work TEXT NOT NULL DEFAULT '';
ALTER TABLE conclusion ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conclusion ADD COLUMN corrected BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE seating (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    shape TEXT NOT NULL,
    PRIMARY KEY (office, meeting),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE TABLE seating_place (
    office TEXT NOT NULL,
    meeting TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (office, meeting, ord),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE INDEX meeting_closed ON meeting (office, body, closed_at);
