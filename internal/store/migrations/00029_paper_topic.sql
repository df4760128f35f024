-- +goose Up
-- The working space in which a paper was laid; empty: in none.
ALTER TABLE paper ADD COLUMN topic TEXT NOT NULL DEFAULT '';
CREATE INDEX paper_topic ON paper (office, topic, id);
