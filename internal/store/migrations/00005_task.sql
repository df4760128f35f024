-- +goose Up
-- Tasks and the evidence of duties. due_order is due, with no date put last.
CREATE TABLE task (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    lead_agency TEXT NOT NULL,
    accountable TEXT NOT NULL,
    person TEXT NOT NULL,
    due BIGINT NOT NULL,
    due_order BIGINT NOT NULL,
    first_due BIGINT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    state TEXT NOT NULL,
    progress BIGINT NOT NULL,
    note TEXT NOT NULL,
    assigner TEXT NOT NULL,
    subassigned TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    finished BIGINT NOT NULL,
    asked_until BIGINT NOT NULL,
    urged BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX task_due ON task (office, due_order, id);
CREATE INDEX task_body ON task (office, body, due_order, id);
CREATE INDEX task_lead ON task (office, lead_agency, due_order, id);
CREATE INDEX task_accountable ON task (office, accountable, due_order, id);
CREATE INDEX task_person ON task (office, person, due_order, id);
CREATE INDEX task_subassigned ON task (office, subassigned, due_order, id);
CREATE INDEX task_source ON task (office, source_kind, source_id);
CREATE TABLE task_coordinator (
    office TEXT NOT NULL,
    task TEXT NOT NULL,
    ord BIGINT NOT NULL,
    agency TEXT NOT NULL,
    PRIMARY KEY (office, task, ord),
    FOREIGN KEY (office, task) REFERENCES task (office, id)
);
CREATE TABLE evidence (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    rule TEXT NOT NULL,
    due BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    note TEXT NOT NULL,
    met BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX evidence_body ON evidence (office, body, due, id);
