package app

import (
	"context"
	"errors"
	"os"
	"slices"
	"time"

	"nghisu/internal/blob"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/upload"
)

// PaperLine is a paper as a reader sees it.
type PaperLine struct {
	Paper    committee.Paper // without versions for who may not open it
	By       string          // who laid it
	Versions []VersionLine   // the newest first
	Open     bool            // the reader may open its files
	Readable bool            // the newest version can be read in the page
	New      bool            // the newest version is one that the reader has not opened
	Again    bool            // … though an older one has been
	Late     bool            // laid, or changed, when the meeting had begun
	May      bool            // the reader may add versions, withdraw it, say who reads it
}

// VersionLine is a version of a paper with who made it and who has read it.
type VersionLine struct {
	committee.PaperVersion
	Who     string   // who made it
	Readers []Reader // who has opened it; for those who may act on the paper
}

// Reader is who has opened a version of a paper, and when first (đã xem).
type Reader struct {
	Name string
	At   time.Time
}

// meetingPapers gives the papers of a meeting as a reader sees them, and on which
// items the reader may lay more.
func (a *App) meetingPapers(tx *store.Tx, v *view, m committee.Meeting) ([]PaperLine, map[committee.ItemID]bool, error) {
	papers, err := tx.Papers(store.PaperFilter{Meeting: m.ID})
	if err != nil {
		return nil, nil, err
	}
	lines, err := a.paperLines(tx, v, papers, &m)
	if err != nil {
		return nil, nil, err
	}
	may := map[committee.ItemID]bool{}
	switch m.State {
	case committee.Convened, committee.Postponed, committee.Held:
		items := []committee.ItemID{""}
		for _, i := range m.Agenda {
			items = append(items, i.ID)
		}
		for _, id := range items {
			ok, err := a.mayOnPaper(v, m.Body, committee.ActLayPaper, func(k *call, q *question) {
				k.relatePlace(q, committee.LayPaperState{Meeting: &m}, id)
			})
			if err != nil {
				return nil, nil, err
			}
			may[id] = ok
		}
	}
	return lines, may, nil
}

// mayOnPaper asks whether the reader may do an act on papers.
func (a *App) mayOnPaper(v *view, body committee.BodyKey, act charter.Act, relate func(k *call, q *question)) (bool, error) {
	k := &call{view: v, body: body}
	q := question{act: act, body: body}
	relate(k, &q)
	offers, err := a.offers(v, body, []question{q})
	return err == nil && offers[0].Allowed, err
}

// paperLines words papers of one meeting, or of none, for a reader; what the
// reader may not see is left out.
func (a *App) paperLines(tx *store.Tx, v *view, papers []committee.Paper, m *committee.Meeting) ([]PaperLine, error) {
	seen, err := v.seenPapers(papers, m)
	if err != nil {
		return nil, err
	}
	papers = slices.DeleteFunc(slices.Clone(papers), func(p committee.Paper) bool { return seen[p.ID] < seesLine })
	ids := make([]committee.PaperID, len(papers))
	for i, p := range papers {
		ids[i] = p.ID
	}
	reads, err := tx.PaperReads(ids)
	if err != nil {
		return nil, err
	}
	people := make([]committee.PersonID, len(reads))
	for i, r := range reads {
		people[i] = r.Person
	}
	names, err := tx.Names(people)
	if err != nil {
		return nil, err
	}
	out := make([]PaperLine, len(papers))
	for i, p := range papers {
		l := PaperLine{Paper: p, Open: seen[p.ID] >= seesFile}
		if l.By, err = a.doer(tx, p.By, p.Person, p.At); err != nil {
			return nil, err
		}
		if !l.Open {
			l.Paper.Versions = nil
			out[i] = l
			continue
		}
		t, err := some(p.Topic, tx.Topic)
		if err != nil {
			return nil, err
		}
		over := t != nil && t.State == committee.TopicDone || m != nil && m.State != committee.Convened && m.State != committee.Postponed && m.State != committee.Held
		if !p.Withdrawn && !over {
			if l.May, err = a.mayOnPaper(v, p.Body, committee.ActVersionPaper, func(k *call, q *question) {
				q.in = p.In
				k.relatePaper(q, committee.PaperNow{Paper: &p, Meeting: m, Topic: t})
			}); err != nil {
				return nil, err
			}
		}
		newest := p.Newest()
		l.Readable = a.inPage(newest)
		l.Late = m != nil && newest.At.After(m.Start)
		l.New = newest.Person != v.by.Person && !p.Withdrawn
		for _, r := range reads {
			if r.Paper == p.ID && r.Person == v.by.Person {
				l.New = l.New && r.N != newest.N
				l.Again = l.Again || r.N != newest.N
			}
		}
		l.Again = l.Again && l.New
		if l.Versions, err = a.versionLines(tx, p, reads, names, l.May || v.keeper); err != nil {
			return nil, err
		}
		out[i] = l
	}
	return out, nil
}

// versionLines words the versions of a paper, the newest first; with who has read
// them, for those who may know.
func (a *App) versionLines(tx *store.Tx, p committee.Paper, reads []store.PaperRead, names map[committee.PersonID]string, readers bool) ([]VersionLine, error) {
	var out []VersionLine
	for _, x := range slices.Backward(p.Versions) {
		l := VersionLine{PaperVersion: x}
		var err error
		if l.Who, err = a.doer(tx, x.By, x.Person, x.At); err != nil {
			return nil, err
		}
		for _, r := range reads {
			if readers && r.Paper == p.ID && r.N == x.N {
				l.Readers = append(l.Readers, Reader{Name: names[r.Person], At: r.First})
			}
		}
		out = append(out, l)
	}
	return out, nil
}

// doer names who did something: the seat with its holder of the day, or the
// person.
func (a *App) doer(tx *store.Tx, seat committee.SeatID, person committee.PersonID, at time.Time) (string, error) {
	if seat != "" {
		return a.seatName(tx, seat, a.dayOf(tx, at))
	}
	names, err := tx.Names([]committee.PersonID{person})
	return names[person], err
}

// PaperPage is one paper whole, with where it lies.
type PaperPage struct {
	Line    PaperLine
	Meeting MeetingLine // zero: of no meeting
	Item    string      // title of the item, or empty
	Topic   string      // title of the working space in which it lies; empty: in none
	Changed int64
}

// Paper is one paper whole.
func (a *App) Paper(ctx context.Context, by Actor, id committee.PaperID) (out PaperPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		p, err := a.paperFor(tx, v, id, seesLine)
		if err != nil {
			return err
		}
		m, err := some(p.Meeting, tx.Meeting)
		if err != nil {
			return err
		}
		if m != nil {
			lines, err := a.meetingLines(tx, []committee.Meeting{*m})
			if err != nil {
				return err
			}
			out.Meeting, out.Item = lines[0], itemOf(*m, p.Item).Title
		}
		lines, err := a.paperLines(tx, v, []committee.Paper{p}, m)
		if err != nil {
			return err
		}
		out.Line = lines[0]
		t, err := some(p.Topic, tx.Topic)
		if err != nil {
			return err
		}
		if t != nil {
			out.Topic = t.Title
		}
		out.Changed, err = tx.Seq(p.Body)
		return err
	})
	return out, err
}

// PaperFilter narrows a list of papers to those of one meeting, one round, one
// working space, or of a body's that lie in none of them.
type PaperFilter struct {
	Body    committee.BodyKey
	Meeting committee.MeetingID
	Round   committee.RoundID
	Topic   committee.TopicID
}

// Papers lists the papers of a meeting, of a round, of a working space, or prepared
// for a body, as the reader sees them.
func (a *App) Papers(ctx context.Context, by Actor, f PaperFilter) (out []PaperLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		q := store.PaperFilter{Body: f.Body, Meeting: f.Meeting, Round: f.Round, Topic: f.Topic, Unbound: f.Meeting == "" && f.Round == "" && f.Topic == ""}
		papers, err := tx.Papers(q)
		if err != nil {
			return err
		}
		m, err := some(f.Meeting, tx.Meeting)
		if err != nil {
			return err
		}
		out, err = a.paperLines(tx, v, papers, m)
		return err
	})
	return out, err
}

// PaperFile is the file of one version of a paper, open for reading.
type PaperFile struct {
	Paper   committee.Paper
	Version committee.PaperVersion
	File    *os.File // the caller closes it
}

// OpenPaper opens the file of a version of a paper, for who may read it; version
// 0 is the newest. The media type is one that the system itself found. With note
// set it is noted that the reader has opened it: no act, and nothing of it goes
// into the register.
func (a *App) OpenPaper(ctx context.Context, by Actor, id committee.PaperID, version int, note bool) (out PaperFile, err error) {
	if a.files == nil {
		return out, &committee.Fault{Kind: committee.Busy, Code: "file.no-store"}
	}
	if err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		out.Paper, err = a.paperFor(tx, v, id, seesFile)
		return err
	}); err != nil {
		return out, err
	}
	if version == 0 {
		version = out.Paper.Newest().N
	}
	x, ok := out.Paper.Version(version)
	if !ok || upload.OfMedia(x.MediaType) == "" {
		return PaperFile{}, committee.Missing("paper.no-version", itoa(version))
	}
	out.Version = x
	out.File, err = a.files.store.Get(string(by.Office), x.SHA256)
	if errors.Is(err, blob.ErrMissing) {
		a.log.Error("a paper's file is not in the store", "paper", id, "version", version, "sha256", x.SHA256)
		err = &committee.Fault{Kind: committee.Busy, Code: "file.lost"}
	}
	if err == nil && note && by.Person != "" {
		if err := a.noteReading(ctx, by, id, version); err != nil {
			a.log.Error("a reading was not noted", "paper", id, "err", err) // it can be read all the same
		}
	}
	return out, err
}

// paperReadKey is the queue of what is written on readings; it is no body's key.
const paperReadKey committee.BodyKey = "~paper-read"

func (a *App) noteReading(ctx context.Context, by Actor, id committee.PaperID, version int) error {
	now := a.now().UnixMicro()
	return a.store.Write(ctx, by.Office, []committee.BodyKey{paperReadKey}, func(tx *store.Tx) error {
		return tx.ReadPaper(id, version, by.Person, now)
	})
}
