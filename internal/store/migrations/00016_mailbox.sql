-- +goose Up
-- Who is no longer called to a meeting is told so by a sending of its own.
ALTER TABLE invitation ADD COLUMN dropped BOOLEAN NOT NULL DEFAULT FALSE;
-- For whom a letter is meant, when it goes to somebody else: the staff of a member
-- are told what waits for the member.
ALTER TABLE letter ADD COLUMN about TEXT NOT NULL DEFAULT '';
DROP INDEX letter_once;
CREATE UNIQUE INDEX letter_once ON letter (office, kind, object, version, party, about) WHERE state <> 'recalled';
CREATE INDEX letter_about ON letter (office, object, party, about);
CREATE INDEX letter_ref ON letter (office, ref);
-- Letters that came in, each once by what it says. Neither they nor the settings
-- below are rebuilt by replaying the acts: what counts of them is the act.
CREATE TABLE incoming (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    sender TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    files TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    proof TEXT NOT NULL,
    letter TEXT NOT NULL,
    thing TEXT NOT NULL,
    object TEXT NOT NULL,
    party TEXT NOT NULL,
    about TEXT NOT NULL,
    kind TEXT NOT NULL,
    says TEXT NOT NULL,
    why TEXT NOT NULL,
    why_args TEXT NOT NULL,
    state TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT NOT NULL,
    code_until BIGINT NOT NULL,
    done_by TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE UNIQUE INDEX incoming_once ON incoming (office, digest);
CREATE INDEX incoming_new ON incoming (office, state, taken_at, id);
CREATE INDEX incoming_code ON incoming (office, code);
-- How far the mailbox has been read.
CREATE TABLE mailbox (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    validity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    looked_at BIGINT NOT NULL,
    failed TEXT NOT NULL,
    PRIMARY KEY (office, place)
);
-- What a person wants to be sent, and on which days the office reminds.
CREATE TABLE mail_wish (
    office TEXT NOT NULL,
    person TEXT NOT NULL,
    digest BOOLEAN NOT NULL,
    reminders BOOLEAN NOT NULL,
    PRIMARY KEY (office, person)
);
CREATE TABLE mail_rule (
    office TEXT NOT NULL,
    days TEXT NOT NULL,
    PRIMARY KEY (office)
);
