-- +goose Up
-- Whether a seat stands on a meeting's list because it came, without having been
-- chosen. Who was chosen sees the meeting by a line of the audience of its own.
ALTER TABLE invitee ADD COLUMN uncalled BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE invitee SET uncalled = TRUE
WHERE seat <> '' AND present <> '' AND NOT EXISTS (
    SELECT 1 FROM audience a
    WHERE a.office = invitee.office AND a.kind = 'meeting' AND a.object = invitee.meeting AND a.who = 'seat' AND a.who_id = invitee.seat
);
