package store

import (
	"encoding/hex"

	"nghisu/internal/committee"
)

func (tx *Tx) voteCalled(e committee.VoteCalled) error {
	choices, err := words(e.Options)
	if err != nil {
		return err
	}
	state, opened := committee.VoteOpen, e.At
	if e.Secret {
		state, opened = committee.VotePrepared, 0
	}
	if err := tx.put(`insert into vote (office, id, meeting, body, in_body, item, motion, hash, secret, hidden, choices, opener, called_at, opened_at, until_at,
		state, closed_at, entered_at, closed_by, reason, counts, votes_for, votes_against, votes_other, voted, facts, passed, ballots, void, warning)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, '', '', '[]', 0, 0, 0, 0, '[]', '', '[]', '[]', '')`,
		e.ID, e.Meeting, e.Body, e.In, e.Item, e.Motion, e.Hash, e.Secret, e.Hidden, choices, e.By, e.At, opened, e.Until, state); err != nil {
		return err
	}
	voters := make([][]any, len(e.Voters))
	for i, v := range e.Voters {
		voters[i] = []any{e.ID, i + 1, v.Seat, v.Weight, 0}
	}
	if err := tx.insert("vote_voter (office, vote, ord, seat, weight, cast_at)", voters); err != nil {
		return err
	}
	tellers := make([][]any, len(e.Tellers))
	for i, t := range e.Tellers {
		tellers[i] = []any{e.ID, i + 1, t.Seat, t.Person, "", 0}
	}
	if err := tx.insert("vote_teller (office, vote, ord, seat, person, public_key, laid_at)", tellers); err != nil {
		return err
	}
	return tx.held(e.Meeting)
}

// alterVote sets columns of a vote; the arguments come before the office.
func (tx *Tx) alterVote(id committee.VoteID, set string, args ...any) error {
	n := len(args)
	return tx.alter("vote "+string(id), "update vote set "+set+" where office = $"+number(n+1)+" and id = $"+number(n+2),
		append(args, tx.office, id)...)
}

func (tx *Tx) tellerKeyLaid(e committee.TellerKeyLaid) error {
	if err := tx.alter("teller of "+string(e.Vote), `update vote_teller set public_key = $1, laid_at = $2
		where office = $3 and vote = $4 and seat = $5 and person = $6`,
		e.Public, e.At, tx.office, e.Vote, e.Teller.Seat, e.Teller.Person); err != nil {
		return err
	}
	if !e.Opens {
		return nil
	}
	return tx.alterVote(e.Vote, "state = 'open', opened_at = $1", e.At)
}

// voted notes that a seat has voted.
func (tx *Tx) voted(vote committee.VoteID, seat committee.SeatID, at int64) error {
	return tx.alter("voter of "+string(vote), "update vote_voter set cast_at = $1 where office = $2 and vote = $3 and seat = $4",
		at, tx.office, vote, seat)
}

func (tx *Tx) voteCast(e committee.VoteCast) error {
	if err := tx.put(`insert into vote_cast (office, vote, seat, choice, position, at, how, written) values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (office, vote, seat) do update set choice = excluded.choice, position = excluded.position, at = excluded.at,
		how = excluded.how, written = excluded.written`,
		e.Vote, e.Seat, e.Option, e.Position, e.At, e.How, e.Written); err != nil {
		return err
	}
	return tx.voted(e.Vote, e.Seat, e.At)
}

func (tx *Tx) ballotCast(e committee.BallotCast) error { return tx.voted(e.Vote, e.Seat, e.At) }

func (tx *Tx) voteCounted(e committee.VoteCounted) error {
	counts, err := words(e.Counts)
	if err != nil {
		return err
	}
	facts, err := words(e.Facts)
	if err != nil {
		return err
	}
	ballots, err := words(e.Ballots)
	if err != nil {
		return err
	}
	void, err := words(e.Void)
	if err != nil {
		return err
	}
	return tx.alterVote(e.Vote, `state = 'closed', closed_at = $1, entered_at = $2, closed_by = $3, counts = $4, votes_for = $5, votes_against = $6,
		votes_other = $7, voted = $8, facts = $9, passed = $10, ballots = $11, void = $12, warning = $13`,
		e.At, e.Entered, e.By, counts, e.For, e.Against, e.Other, e.Voted, facts, e.Passed, ballots, void, e.Warning)
}

func (tx *Tx) voteCalledOff(e committee.VoteCalledOff) error {
	return tx.alterVote(e.Vote, "state = 'cancelled', closed_at = $1, entered_at = $2, closed_by = $3, reason = $4", e.At, e.At, e.By, e.Reason)
}

// PutSealed keeps a seat's sealed ballot in the place of its earlier one. It is no
// part of the record: [Tx.Apply] knows nothing of it, and a replay brings none.
func (tx *Tx) PutSealed(vote committee.VoteID, seat committee.SeatID, sealed []byte) error {
	return tx.put(`insert into sealed_ballot (office, vote, seat, sealed) values ($1, $2, $3, $4)
		on conflict (office, vote, seat) do update set sealed = excluded.sealed`, vote, seat, hex.EncodeToString(sealed))
}

// Sealed is a seat's sealed ballot.
type Sealed struct {
	Seat committee.SeatID
	Data []byte
}

// Sealed gives the sealed ballots of a secret vote, by seat.
func (tx *Tx) Sealed(vote committee.VoteID) ([]Sealed, error) {
	return list(tx, func(s *Sealed) []any { return []any{&s.Seat, hexBytes{&s.Data}} },
		"select seat, sealed from sealed_ballot where office = $1 and vote = $2 order by seat", vote)
}

// DropSealed destroys the sealed ballots of a vote. What the engine leaves of them
// in its files is for [Store.Scrub].
func (tx *Tx) DropSealed(vote committee.VoteID) error {
	_, err := tx.exec("delete from sealed_ballot where office = $1 and vote = $2", vote)
	return err
}

const voteColumns = `select v.id, v.meeting, v.body, v.in_body, v.item, v.motion, v.hash, v.secret, v.hidden, v.choices, v.opener, v.called_at, v.opened_at,
	v.until_at, v.state, v.closed_at, v.entered_at, v.closed_by, v.reason, v.counts, v.votes_for, v.votes_against, v.votes_other, v.voted, v.facts,
	v.passed, v.ballots, v.void, v.warning from vote v where v.office = $1`

// voteRow is a vote with its options as they are stored.
type voteRow struct {
	committee.Vote
	options []committee.OptionEntry
}

func scanVote(v *voteRow) []any {
	r := &v.Result
	return []any{
		&v.ID, &v.Meeting, &v.Body, &v.In, &v.Item, &v.Motion, &v.Hash, &v.Secret, &v.Hidden,
		jsonList[committee.OptionEntry]{&v.options},
		&v.Opener,
		instant{&v.Called},
		instant{&v.Opened},
		instant{&v.Until},
		&v.State,
		instant{&r.At},
		instant{&r.Entered},
		&r.By, &r.Reason,
		jsonList[int]{&r.Counts},
		&r.For, &r.Against, &r.Other, &r.Voted,
		jsonList[committee.FactEntry]{&r.Facts},
		&r.Passed,
		jsonList[committee.Ballot]{&r.Ballots},
		jsonList[committee.SeatID]{&r.Void},
		&r.Warning,
	}
}

// Vote gives one vote whole.
func (tx *Tx) Vote(id committee.VoteID) (v committee.Vote, ok bool, err error) {
	rows, err := list(tx, scanVote, voteColumns+" and v.id = $2", id)
	if err != nil || len(rows) == 0 {
		return v, false, err
	}
	v, err = tx.wholeVote(rows[0])
	return v, err == nil, err
}

// Votes gives the votes of a meeting whole, in the order in which they were called.
func (tx *Tx) Votes(meeting committee.MeetingID) ([]committee.Vote, error) {
	return tx.wholeVotes(voteColumns+" and v.meeting = $2 order by v.called_at, v.id", meeting)
}

// VotesAwaiting gives the votes that are open and in which one of the seats has yet to
// vote, whole, in the order in which they were called.
func (tx *Tx) VotesAwaiting(seats []committee.SeatID) ([]committee.Vote, error) {
	var q statement
	q.add(voteColumns + " and v.state = 'open' and exists (select 1 from vote_voter w where w.office = v.office and w.vote = v.id and w.cast_at = 0 and ")
	in(&q, "w.seat", seats)
	q.add(") order by v.called_at, v.id")
	return tx.wholeVotes(q.text.String(), q.args...)
}

// wholeVotes reads votes with all that belongs to them.
func (tx *Tx) wholeVotes(query string, args ...any) (out []committee.Vote, err error) {
	rows, err := list(tx, scanVote, query, args...)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		v, err := tx.wholeVote(r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// wholeVote adds to a vote who may vote, its tellers and who has voted what.
func (tx *Tx) wholeVote(r voteRow) (v committee.Vote, err error) {
	v = r.Vote
	for _, o := range r.options {
		v.Options = append(v.Options, committee.Option{Key: o.Key, Label: string(o.Label), Side: o.Side})
	}
	if v.Voters, err = list(tx, func(x *committee.Voter) []any {
		return []any{
			&x.Seat, &x.Weight,
			instant{&x.Cast},
		}
	}, "select seat, weight, cast_at from vote_voter where office = $1 and vote = $2 order by ord", v.ID); err != nil {
		return v, err
	}
	if v.Secret {
		v.Tellers, err = list(tx, func(x *committee.Teller) []any {
			return []any{
				&x.Seat, &x.Person,
				hexBytes{&x.Public},
				instant{&x.At},
			}
		}, "select seat, person, public_key, laid_at from vote_teller where office = $1 and vote = $2 order by ord", v.ID)
		return v, err
	}
	v.Casts, err = list(tx, func(x *committee.Cast) []any {
		return []any{
			&x.Seat, &x.Option, &x.Position,
			instant{&x.At},
			&x.How, &x.Written,
		}
	}, `select c.seat, c.choice, c.position, c.at, c.how, c.written from vote_cast c
		join vote_voter w on w.office = c.office and w.vote = c.vote and w.seat = c.seat
		where c.office = $1 and c.vote = $2 order by w.ord`, v.ID)
	return v, err
}

// VoteMeeting finds the meeting and the body of a vote.
func (tx *Tx) VoteMeeting(id committee.VoteID) (m committee.MeetingID, body committee.BodyKey, ok bool, err error) {
	type row struct {
		meeting committee.MeetingID
		body    committee.BodyKey
	}
	r, ok, err := one(tx, func(r *row) []any { return []any{&r.meeting, &r.body} }, "select meeting, body from vote where office = $1 and id = $2", id)
	return r.meeting, r.body, ok, err
}

// itemVotes gives each item of a meeting the vote that stands for its positions:
// the one that runs, or else the last that was closed.
func (tx *Tx) itemVotes(meeting committee.MeetingID) (map[committee.ItemID]*committee.ItemVote, error) {
	type row struct {
		committee.ItemVote
		item committee.ItemID
	}
	rows, err := list(tx, func(r *row) []any {
		return []any{&r.item, &r.ID, &r.State, &r.Secret, &r.For, &r.Against, &r.Other, jsonList[committee.FactEntry]{&r.Facts}}
	}, `select item, id, state, secret, votes_for, votes_against, votes_other, facts from vote
		where office = $1 and meeting = $2 and state <> 'cancelled' order by called_at, id`, meeting)
	out := map[committee.ItemID]*committee.ItemVote{}
	for i := range rows {
		out[rows[i].item] = &rows[i].ItemVote
	}
	return out, err
}
