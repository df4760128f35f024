package store

import (
	"time"

	"nghisu/internal/committee"
)

func (tx *Tx) paperLaid(e committee.PaperLaid) error {
	return tx.put(`insert into paper (office, id, body, in_body, title, kind, meeting, item, round, topic, sight, by_seat, person, laid_at, withdrawn, why)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '')`,
		e.ID, e.Body, e.In, e.Title, e.Kind, e.Meeting, e.Item, e.Round, e.Topic, e.Sight, e.By, e.Person, tx.at, false)
}

func (tx *Tx) paperVersioned(e committee.PaperVersioned) error {
	remarks, err := words(e.Remarks)
	if err != nil {
		return err
	}
	return tx.put(`insert into paper_version (office, paper, n, sha256, name, media_type, size, remarks, note, by_seat, person, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		e.Paper, e.N, e.SHA256, e.Name, e.MediaType, e.Size, remarks, e.Note, e.By, e.Person, tx.at)
}

func (tx *Tx) paperWithdrawn(e committee.PaperWithdrawn) error {
	return tx.alter("paper "+string(e.Paper), "update paper set withdrawn = $1, why = $2 where office = $3 and id = $4",
		true, e.Reason, tx.office, e.Paper)
}

func (tx *Tx) paperShown(e committee.PaperShown) error {
	narrowed := int64(0) // widened, it is as if it had never been narrower
	if e.Sight != committee.ForBody {
		narrowed = tx.at
	}
	return tx.alter("paper "+string(e.Paper), "update paper set sight = $1, narrowed_at = $2 where office = $3 and id = $4", e.Sight, narrowed, tx.office, e.Paper)
}

const paperColumns = `select p.id, p.body, p.in_body, p.title, p.kind, p.meeting, p.item, p.round, p.topic, p.sight, p.by_seat, p.person, p.laid_at,
	p.withdrawn, p.why, p.narrowed_at from paper p where p.office = $1`

func scanPaper(p *committee.Paper) []any {
	return []any{
		&p.ID, &p.Body, &p.In, &p.Title, &p.Kind, &p.Meeting, &p.Item, &p.Round, &p.Topic, &p.Sight, &p.By, &p.Person,
		instant{&p.At},
		&p.Withdrawn, &p.Why,
		instant{&p.Narrowed},
	}
}

// PaperFilter narrows a list of papers; a zero field narrows nothing.
type PaperFilter struct {
	Body    committee.BodyKey
	Meeting committee.MeetingID
	Round   committee.RoundID
	Topic   committee.TopicID
	IDs     []committee.PaperID
	Unbound bool // of no meeting, no round and no working space
}

// Papers lists papers with their versions, in the order in which they were laid.
// What a reader may see of them is for the caller to ask.
func (tx *Tx) Papers(f PaperFilter) ([]committee.Paper, error) {
	var q statement
	q.add(paperColumns)
	if f.Body != "" {
		q.add(" and p.body = ?", f.Body)
	}
	if f.Meeting != "" {
		q.add(" and p.meeting = ? and p.meeting <> ''", f.Meeting)
	}
	if f.Round != "" {
		q.add(" and p.round = ? and p.round <> ''", f.Round)
	}
	if f.Topic != "" {
		q.add(" and p.topic = ? and p.topic <> ''", f.Topic)
	}
	if len(f.IDs) > 0 {
		q.add(" and ")
		in(&q, "p.id", f.IDs)
	}
	if f.Unbound {
		q.add(" and p.meeting = '' and p.round = '' and p.topic = ''")
	}
	q.add(" order by p.laid_at, p.id")
	papers, err := list(tx, scanPaper, q.text.String(), q.args...)
	if err != nil || len(papers) == 0 {
		return nil, err
	}
	at := make(map[committee.PaperID]int, len(papers))
	ids := make([]committee.PaperID, len(papers))
	for i, p := range papers {
		at[p.ID], ids[i] = i, p.ID
	}
	type version struct {
		committee.PaperVersion
		of committee.PaperID
	}
	var v statement
	v.add("select paper, n, sha256, name, media_type, size, remarks, note, by_seat, person, at from paper_version where office = $1 and ")
	in(&v, "paper", ids)
	v.add(" order by paper, n")
	versions, err := list(tx, func(x *version) []any {
		return []any{
			&x.of, &x.N, &x.SHA256, &x.Name, &x.MediaType, &x.Size,
			jsonList[string]{&x.Remarks},
			&x.Note, &x.By, &x.Person,
			instant{&x.At},
		}
	}, v.text.String(), v.args...)
	for _, x := range versions {
		p := &papers[at[x.of]]
		p.Versions = append(p.Versions, x.PaperVersion)
	}
	return papers, err
}

// Paper gives one paper with its versions.
func (tx *Tx) Paper(id committee.PaperID) (p committee.Paper, ok bool, err error) {
	all, err := tx.Papers(PaperFilter{IDs: []committee.PaperID{id}})
	if err != nil || len(all) == 0 {
		return p, false, err
	}
	return all[0], true, nil
}

// NamesFile reports whether any version of a paper is the file with a hash, was
// drawn as it, or a letter brought it, for whoever sweeps the content store of files that no act names.
func (tx *Tx) NamesFile(sha256 string) (bool, error) {
	_, ok, err := one(tx, func(n *int64) []any { return []any{n} },
		`select n from paper_version where office = $1 and sha256 = $2 union all select 1 from drawing where office = $1 and drawn = $2
		union all select n from incoming_file where office = $1 and sha256 = $2 limit 1`, sha256)
	return ok, err
}

// PaperRead is who opened which version of a paper, and when (đã xem).
type PaperRead struct {
	Paper       committee.PaperID
	N           int
	Person      committee.PersonID
	First, Last time.Time
	Times       int
}

// ReadPaper notes that somebody opened a version of a paper at an instant, in
// microseconds UTC.
func (tx *Tx) ReadPaper(paper committee.PaperID, n int, person committee.PersonID, at int64) error {
	return tx.put(`insert into paper_read (office, paper, n, person, first_at, last_at, times) values ($1, $2, $3, $4, $5, $6, 1)
		on conflict (office, paper, n, person) do update set last_at = excluded.last_at, times = paper_read.times + 1`, paper, n, person, at, at)
}

// PaperReads lists who opened which version of some papers, the first first.
func (tx *Tx) PaperReads(papers []committee.PaperID) ([]PaperRead, error) {
	if len(papers) == 0 {
		return nil, nil
	}
	var q statement
	q.add("select paper, n, person, first_at, last_at, times from paper_read where office = $1 and ")
	in(&q, "paper", papers)
	q.add(" order by paper, n, first_at, person")
	return list(tx, func(r *PaperRead) []any {
		return []any{&r.Paper, &r.N, &r.Person, instant{&r.First}, instant{&r.Last}, &r.Times}
	}, q.text.String(), q.args...)
}

// SeenAt gives the level at which a reader sees each thing of a kind; things
// that the reader does not see are not in it.
func (tx *Tx) SeenAt(v Viewer, kind string, objects []string) (map[string]int, error) {
	out := make(map[string]int, len(objects))
	if len(objects) == 0 {
		return out, nil
	}
	if v.Keeper {
		for _, o := range objects {
			out[o] = all
		}
		return out, nil
	}
	var q statement
	q.add("select a.object, max(a.level) from audience a where a.office = $1 and a.kind = ? and ", kind)
	in(&q, "a.object", objects)
	q.add(" and a.level > 0 and ")
	v.among(&q)
	q.add(" group by a.object")
	type line struct {
		object string
		level  int
	}
	lines, err := list(tx, func(l *line) []any { return []any{&l.object, &l.level} }, q.text.String(), q.args...)
	for _, l := range lines {
		out[l.object] = l.level
	}
	return out, err
}

// SeenPapers gives the level at which a reader sees each paper: its own, or full
// sight where the reader sees a round in which it was laid or that binds it, or the
// working space in which it was laid.
func (tx *Tx) SeenPapers(v Viewer, papers []committee.PaperID) (map[committee.PaperID]int, error) {
	out := make(map[committee.PaperID]int, len(papers))
	if len(papers) == 0 {
		return out, nil
	}
	ids := make([]string, len(papers))
	for i, p := range papers {
		ids[i] = string(p)
	}
	seen, err := tx.SeenAt(v, "paper", ids)
	for id, level := range seen {
		out[committee.PaperID(id)] = level
	}
	if err != nil || v.Keeper {
		return out, err
	}
	var q statement
	q.add("select p.id from paper p where p.office = $1 and p.topic <> '' and ")
	in(&q, "p.id", papers)
	v.seesAt(&q, "topic", "p.topic", 1)
	bound, err := list(tx, func(id *committee.PaperID) []any { return []any{id} }, q.text.String(), q.args...)
	for _, id := range bound {
		out[id] = max(out[id], 2)
	}
	return out, err
}

// PaperBound is a round that binds a paper, or for which it was laid.
type PaperBound struct {
	Paper committee.PaperID
	Round committee.RoundID
	At    time.Time // when it was first bound; zero: it was laid for the round
}

// BoundInRounds gives the rounds that a viewer sees from inside and that some papers
// are bound by. The keeper of the books sees papers without them.
func (tx *Tx) BoundInRounds(v Viewer, papers []committee.PaperID) ([]PaperBound, error) {
	if len(papers) == 0 || v.Keeper {
		return nil, nil
	}
	var q statement
	q.add(`select b.paper, b.round, min(t.at) from round_paper b
		join round_text t on t.office = b.office and t.round = b.round and t.version = b.version where b.office = $1 and `)
	in(&q, "b.paper", papers)
	v.seesAt(&q, "round", "b.round", InsideRound)
	q.add(" group by b.paper, b.round union select p.id, p.round, 0 from paper p where p.office = $1 and p.round <> '' and ")
	in(&q, "p.id", papers)
	v.seesAt(&q, "round", "p.round", InsideRound)
	return list(tx, func(b *PaperBound) []any { return []any{&b.Paper, &b.Round, instant{&b.At}} }, q.text.String(), q.args...)
}

// ReplaceAudience lets these audiences see a thing and nobody else.
func (tx *Tx) ReplaceAudience(kind, object string, lines []Audience) error {
	if err := tx.put("delete from audience where office = $1 and kind = $2 and object = $3", kind, object); err != nil {
		return err
	}
	if len(lines) == 0 {
		return nil
	}
	return tx.AddAudiences(kind, object, lines)
}
