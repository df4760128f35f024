-- +goose Up
-- Opinion rounds: questions, who is asked, texts by version, slips, comments
-- with the drafter's answers, outcomes. A party stands as seat, agency and
-- person, of which one is set.
CREATE TABLE opinion_round (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    matter TEXT NOT NULL,
    authority TEXT NOT NULL,
    title TEXT NOT NULL,
    capacity TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    drafter_seat TEXT NOT NULL,
    drafter_agency TEXT NOT NULL,
    chair TEXT NOT NULL,
    opener TEXT NOT NULL,
    origin_from TEXT NOT NULL,
    origin_number TEXT NOT NULL,
    origin_day BIGINT NOT NULL,
    origin_received BIGINT NOT NULL,
    public BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    closed_by TEXT NOT NULL,
    closing TEXT NOT NULL,
    reply TEXT NOT NULL,
    reply_number TEXT NOT NULL,
    PRIMARY KEY (office, id)
);
CREATE INDEX opinion_round_body ON opinion_round (office, body, deadline, id);
CREATE INDEX opinion_round_deadline ON opinion_round (office, deadline, id);
CREATE TABLE round_question (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    round TEXT NOT NULL,
    ord BIGINT NOT NULL,
    words TEXT NOT NULL,
    choices TEXT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE INDEX round_question_round ON round_question (office, round, ord);
CREATE TABLE round_asked (
    office TEXT NOT NULL,
    round TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (office, round, ord),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE INDEX round_asked_seat ON round_asked (office, seat, round);
CREATE INDEX round_asked_agency ON round_asked (office, agency, round);
CREATE INDEX round_asked_person ON round_asked (office, person, round);
CREATE TABLE round_text (
    office TEXT NOT NULL,
    round TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    changed TEXT NOT NULL,
    changed_papers TEXT NOT NULL,
    PRIMARY KEY (office, round, version),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE TABLE round_paper (
    office TEXT NOT NULL,
    round TEXT NOT NULL,
    version BIGINT NOT NULL,
    ord BIGINT NOT NULL,
    paper TEXT NOT NULL,
    paper_version BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (office, round, version, ord),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE INDEX round_paper_paper ON round_paper (office, paper, round);
CREATE TABLE round_article (
    office TEXT NOT NULL,
    round TEXT NOT NULL,
    version BIGINT NOT NULL,
    ord BIGINT NOT NULL,
    address TEXT NOT NULL,
    heading TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (office, round, version, ord),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE TABLE slip (
    office TEXT NOT NULL,
    round TEXT NOT NULL,
    question TEXT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    person TEXT NOT NULL,
    choice TEXT NOT NULL,
    position TEXT NOT NULL,
    reason TEXT NOT NULL,
    revision BIGINT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    entered BIGINT NOT NULL,
    how TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    PRIMARY KEY (office, round, question, seat, agency, person),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE TABLE slip_comment (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    round TEXT NOT NULL,
    question TEXT NOT NULL,
    seat TEXT NOT NULL,
    agency TEXT NOT NULL,
    person TEXT NOT NULL,
    ord BIGINT NOT NULL,
    address TEXT NOT NULL,
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    charged TEXT NOT NULL,
    charged_due BIGINT NOT NULL,
    reply TEXT NOT NULL,
    reply_words TEXT NOT NULL,
    reply_by TEXT NOT NULL,
    reply_at BIGINT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE INDEX slip_comment_round ON slip_comment (office, round, question, seat, agency, person, ord);
CREATE TABLE round_outcome (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    round TEXT NOT NULL,
    question TEXT NOT NULL,
    ord BIGINT NOT NULL,
    words TEXT NOT NULL,
    side TEXT NOT NULL,
    asked BIGINT NOT NULL,
    votes_for BIGINT NOT NULL,
    votes_against BIGINT NOT NULL,
    votes_other BIGINT NOT NULL,
    silent BIGINT NOT NULL,
    stale_for BIGINT NOT NULL,
    stale_against BIGINT NOT NULL,
    stale_other BIGINT NOT NULL,
    against_majority BOOLEAN NOT NULL,
    task TEXT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, round) REFERENCES opinion_round (office, id)
);
CREATE INDEX round_outcome_round ON round_outcome (office, round, ord);
