-- +goose Up
-- What was sent out: the sendings of invitations, which replaying rebuilds.
CREATE TABLE invitation (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting TEXT NOT NULL,
    version BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    mode TEXT NOT NULL,
    cancels BOOLEAN NOT NULL,
    recalled BOOLEAN NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE INDEX invitation_meeting ON invitation (office, meeting, sent_at, id);
CREATE TABLE invitation_to (
    office TEXT NOT NULL,
    invitation TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    person TEXT NOT NULL,
    agency TEXT NOT NULL,
    PRIMARY KEY (office, invitation, ord),
    FOREIGN KEY (office, invitation) REFERENCES invitation (office, id)
);
-- Where letters go, and each letter with what became of it. Neither is rebuilt by
-- replaying the acts: addresses are no matter of the record.
CREATE TABLE mail_address (
    office TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (office, kind, id)
);
CREATE TABLE letter (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    version BIGINT NOT NULL,
    sending TEXT NOT NULL,
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    sender TEXT NOT NULL,
    ref BIGINT NOT NULL,
    ref_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
-- Nobody is sent the same twice, whatever is pressed and however often.
CREATE UNIQUE INDEX letter_once ON letter (office, kind, object, version, party) WHERE state <> 'recalled';
CREATE INDEX letter_object ON letter (office, kind, object, party);
CREATE INDEX letter_sending ON letter (office, sending);
CREATE INDEX letter_new ON letter (office, created_at, id);
