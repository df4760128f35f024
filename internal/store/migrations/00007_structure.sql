-- +goose Up
-- A mark that changes whenever agencies, posts, people, bodies, charters, seats
-- or delegations of an office do, so that a program may keep what it has read of
-- them. It is rebuilt by nothing: another database has another mark.
CREATE TABLE structure (
    office TEXT NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (office)
);
