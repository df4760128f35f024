-- +goose Up
-- The tasks that somebody has given out, by how far they are: the desk asks for
-- those that wait. What a task is from is found by its number alone. An index of
-- papers leaves out those that are bound to nothing, which are most of them.
CREATE INDEX task_assigner ON task (office, assigner, state, due_order, id) WHERE assigner <> '';
DROP INDEX task_source;
CREATE INDEX task_source ON task (office, source_id) WHERE source_id <> '';
DROP INDEX paper_meeting;
CREATE INDEX paper_meeting ON paper (office, meeting, id) WHERE meeting <> '';
DROP INDEX paper_round;
CREATE INDEX paper_round ON paper (office, round, id) WHERE round <> '';
DROP INDEX paper_topic;
CREATE INDEX paper_topic ON paper (office, topic, id) WHERE topic <> '';
