-- +goose Up
-- The office, its tree of agencies, its posts and people. A day is counted from
-- 1970-01-01; zero says that no day is known or that the period is open.
CREATE TABLE office (
    office TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (office)
);
CREATE TABLE agency (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    parent TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short TEXT NOT NULL,
    successor TEXT NOT NULL,
    PRIMARY KEY (office, id, from_day)
);
CREATE INDEX agency_parent ON agency (office, parent, id);
CREATE TABLE post (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    agency TEXT NOT NULL,
    kind TEXT NOT NULL,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    leads BOOLEAN NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX post_agency ON post (office, agency, id);
CREATE TABLE person (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE TABLE holding (
    office TEXT NOT NULL,
    post TEXT NOT NULL,
    person TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (office, post, person, from_day)
);
CREATE INDEX holding_person ON holding (office, person, post);
CREATE TABLE assistance (
    office TEXT NOT NULL,
    assistant TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    PRIMARY KEY (office, assistant, kind, id, from_day)
);
CREATE TABLE keeper (
    office TEXT NOT NULL,
    person TEXT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    PRIMARY KEY (office, person, from_day)
);
