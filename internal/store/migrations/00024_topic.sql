-- +goose Up
-- Who is asked is found by the whole party: where a thousand experts are asked,
-- "no seat" alone finds all of them.
DROP INDEX round_asked_seat;
DROP INDEX round_asked_agency;
DROP INDEX round_asked_person;
CREATE INDEX round_asked_party ON round_asked (office, seat, agency, person, round);
-- A round may be about a draft that stands on an agenda.
ALTER TABLE opinion_round ADD COLUMN meeting TEXT NOT NULL DEFAULT '';
ALTER TABLE opinion_round ADD COLUMN item TEXT NOT NULL DEFAULT '';
CREATE INDEX opinion_round_meeting ON opinion_round (office, meeting, deadline, id);
-- Working spaces by topic: who takes part, what they lead to, what is said, who is
-- called to it. When somebody last read one is no act: no replay rebuilds topic_read.
CREATE TABLE topic (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    wide BOOLEAN NOT NULL,
    host_seat TEXT NOT NULL,
    host_agency TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    newest_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX topic_newest ON topic (office, newest_at, id);
CREATE INDEX topic_body ON topic (office, body, newest_at, id);
CREATE TABLE topic_party (
    office TEXT NOT NULL,
    topic TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (office, topic, ord),
    FOREIGN KEY (office, topic) REFERENCES topic (office, id)
);
CREATE TABLE topic_link (
    office TEXT NOT NULL,
    topic TEXT NOT NULL,
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    PRIMARY KEY (office, topic, ord),
    FOREIGN KEY (office, topic) REFERENCES topic (office, id)
);
CREATE TABLE remark (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    expert TEXT NOT NULL,
    person TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, topic) REFERENCES topic (office, id)
);
CREATE INDEX remark_topic ON remark (office, topic, at, id);
CREATE TABLE remark_mention (
    office TEXT NOT NULL,
    remark TEXT NOT NULL,
    topic TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (office, remark, ord),
    FOREIGN KEY (office, remark) REFERENCES remark (office, id)
);
CREATE INDEX remark_mention_party ON remark_mention (office, seat, agency, person, topic);
CREATE TABLE topic_read (
    office TEXT NOT NULL,
    topic TEXT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, topic, person)
);
