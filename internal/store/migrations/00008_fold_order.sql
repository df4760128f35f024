-- +goose Up
-- The place in the folding order of a body's newest act stands with its
-- sequence: the next act is never folded before it.
ALTER TABLE body_seq ADD COLUMN fold_at BIGINT NOT NULL DEFAULT 0;
UPDATE body_seq SET fold_at = COALESCE((SELECT MAX(a.fold_at) FROM act a WHERE a.office = body_seq.office AND a.body = body_seq.body), 0);
