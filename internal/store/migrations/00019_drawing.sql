-- +goose Up
-- What the file of an office program looks like as PDF: by the hash of its bytes,
-- the hash of the PDF in the content store. It is made of the file alone and can be
-- made again; no replay rebuilds it.
CREATE TABLE drawing (
    office TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    drawn TEXT NOT NULL,
    size BIGINT NOT NULL,
    why TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, sha256)
);
CREATE INDEX drawing_drawn ON drawing (office, drawn);
