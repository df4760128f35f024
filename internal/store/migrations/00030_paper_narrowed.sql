-- +goose Up
-- When a paper's sight was narrowed to those called; 0: it was not, or was widened again.
ALTER TABLE paper ADD COLUMN narrowed_at BIGINT NOT NULL DEFAULT 0;
