-- +goose Up
-- Bodies, their charters, decisions, seats and delegations.
CREATE TABLE body (
    office TEXT NOT NULL,
    body TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    host TEXT NOT NULL,
    superior TEXT NOT NULL,
    standing TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    dissolved BOOLEAN NOT NULL,
    reenacted BIGINT NOT NULL,
    decision TEXT NOT NULL,
    closed TEXT NOT NULL,
    PRIMARY KEY (office, body)
);
CREATE TABLE charter_version (
    office TEXT NOT NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL,
    hash TEXT NOT NULL,
    source TEXT NOT NULL,
    draft BOOLEAN NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (office, body, version)
);
CREATE TABLE decision (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    date_from BIGINT NOT NULL,
    date_to BIGINT NOT NULL,
    effect BIGINT NOT NULL,
    signed_by TEXT NOT NULL,
    corrects TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX decision_body ON decision (office, body, effect, id);
CREATE TABLE seat (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    role TEXT NOT NULL,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    ord BIGINT NOT NULL,
    fill TEXT NOT NULL,
    ref TEXT NOT NULL,
    regime TEXT NOT NULL,
    fields TEXT NOT NULL,
    places TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    opened TEXT NOT NULL,
    closed TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX seat_body ON seat (office, body, ord, id);
CREATE INDEX seat_ref ON seat (office, fill, ref, id);
CREATE TABLE seat_delegate (
    office TEXT NOT NULL,
    seat TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (office, seat, from_day),
    FOREIGN KEY (office, seat) REFERENCES seat (office, id)
);
CREATE INDEX seat_delegate_person ON seat_delegate (office, person, seat);
CREATE TABLE seat_portfolio (
    office TEXT NOT NULL,
    seat TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    fields TEXT NOT NULL,
    places TEXT NOT NULL,
    PRIMARY KEY (office, seat, from_day),
    FOREIGN KEY (office, seat) REFERENCES seat (office, id)
);
CREATE TABLE seat_refill (
    office TEXT NOT NULL,
    seat TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    ref TEXT NOT NULL,
    PRIMARY KEY (office, seat, from_day),
    FOREIGN KEY (office, seat) REFERENCES seat (office, id)
);
CREATE INDEX seat_refill_ref ON seat_refill (office, ref, seat);
CREATE TABLE handover (
    office TEXT NOT NULL,
    body TEXT NOT NULL,
    from_seat TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing TEXT NOT NULL,
    to_seat TEXT NOT NULL,
    PRIMARY KEY (office, body, from_seat, kind, thing)
);
CREATE TABLE delegation (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    from_seat TEXT NOT NULL,
    to_seat TEXT NOT NULL,
    acts TEXT NOT NULL,
    cause TEXT NOT NULL,
    scope TEXT NOT NULL,
    meeting TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    revoked BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX delegation_body ON delegation (office, body, since, id);
