-- +goose Up
-- Votes on items of meetings: motion, who may vote, tellers with the public halves
-- of their keys, named votes, results. sealed_ballot lies outside the record: one
-- row a seat of a secret vote that runs, destroyed with its end.
CREATE TABLE vote (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting TEXT NOT NULL,
    body TEXT NOT NULL,
    in_body TEXT NOT NULL,
    item TEXT NOT NULL,
    motion TEXT NOT NULL,
    hash TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    hidden BOOLEAN NOT NULL,
    choices TEXT NOT NULL,
    opener TEXT NOT NULL,
    called_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    closed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    counts TEXT NOT NULL,
    votes_for BIGINT NOT NULL,
    votes_against BIGINT NOT NULL,
    votes_other BIGINT NOT NULL,
    voted BIGINT NOT NULL,
    facts TEXT NOT NULL,
    passed TEXT NOT NULL,
    ballots TEXT NOT NULL,
    void TEXT NOT NULL,
    warning TEXT NOT NULL,
    PRIMARY KEY (office, id),
    FOREIGN KEY (office, meeting) REFERENCES meeting (office, id)
);
CREATE INDEX vote_meeting ON vote (office, meeting, called_at, id);
CREATE INDEX vote_state ON vote (office, state, until_at);
CREATE TABLE vote_voter (
    office TEXT NOT NULL,
    vote TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    weight BIGINT NOT NULL,
    cast_at BIGINT NOT NULL,
    PRIMARY KEY (office, vote, seat),
    FOREIGN KEY (office, vote) REFERENCES vote (office, id)
);
CREATE TABLE vote_teller (
    office TEXT NOT NULL,
    vote TEXT NOT NULL,
    ord BIGINT NOT NULL,
    seat TEXT NOT NULL,
    person TEXT NOT NULL,
    public_key TEXT NOT NULL,
    laid_at BIGINT NOT NULL,
    PRIMARY KEY (office, vote, ord),
    FOREIGN KEY (office, vote) REFERENCES vote (office, id)
);
CREATE TABLE vote_cast (
    office TEXT NOT NULL,
    vote TEXT NOT NULL,
    seat TEXT NOT NULL,
    choice TEXT NOT NULL,
    position TEXT NOT NULL,
    at BIGINT NOT NULL,
    how TEXT NOT NULL,
    written BOOLEAN NOT NULL,
    PRIMARY KEY (office, vote, seat),
    FOREIGN KEY (office, vote) REFERENCES vote (office, id)
);
CREATE TABLE sealed_ballot (
    office TEXT NOT NULL,
    vote TEXT NOT NULL,
    seat TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (office, vote, seat)
);
