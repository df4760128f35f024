package api

import (
	"context"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// letterFile is what came attached to a letter.
type letterFile struct {
	N       int      `json:"n"`
	Name    string   `json:"name"`
	Media   string   `json:"media_type,omitempty"`
	Size    int64    `json:"size"`
	Remarks []string `json:"remarks"`
	Kept    bool     `json:"kept"`
	Why     string   `json:"why,omitempty" doc:"Mã lý do không giữ · code of why it was not kept"`
}

// calendarSaid is what a calendar program answers to an invitation.
type calendarSaid struct {
	Answer   string     `json:"answer" enum:"accepted,declined,tentative,delegated,counter"`
	Comment  string     `json:"comment,omitempty"`
	Delegate string     `json:"delegate,omitempty"`
	Start    *time.Time `json:"start" nullable:"true"`
}

// incoming is a letter that came in, with what was made of it (thư đến).
type incoming struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind" enum:"answer,progress,calendar,other,stranger,auto,bounce,secret,unreadable"`
	State    string          `json:"state" enum:"counted,waiting,tray,placed,aside"`
	From     string          `json:"from" doc:"Như thư ghi, chưa phải bằng chứng · as it says; no proof"`
	Name     string          `json:"name"`
	Subject  string          `json:"subject"`
	Text     string          `json:"text"`
	Names    []string        `json:"file_names"`
	Files    []letterFile    `json:"files"`
	Sent     *time.Time      `json:"sent" nullable:"true"`
	Received time.Time       `json:"received"`
	Proof    string          `json:"proof" enum:"pass,none,fail"`
	Thing    string          `json:"thing" enum:",round,task,meeting"`
	Object   string          `json:"object"`
	What     string          `json:"what"`
	Party    string          `json:"party" doc:"Nơi được hỏi · who was asked"`
	Why      string          `json:"why,omitempty" doc:"Mã lý do chưa ghi nhận · code of what stands against it"`
	Calendar *calendarSaid   `json:"calendar,omitempty"`
	Act      committee.ActID `json:"act"`
	DoneBy   string          `json:"done_by"`
	Done     *time.Time      `json:"done" nullable:"true"`
	Note     string          `json:"note"`
}

func (c *call) incoming(x app.IncomingLine) incoming {
	what := x.What
	if what == "" && x.Veiled {
		what = c.veiledRound()
	}
	out := incoming{
		ID: x.ID, Kind: x.Kind, State: x.State, From: x.From, Name: x.Name, Subject: x.Subject, Text: x.Text, Names: some(x.Files), Sent: instant(x.Sent),
		Received: x.Received, Proof: string(x.Proof), Thing: x.Thing, Object: x.Object, What: what, Party: x.Party, Act: x.Act, DoneBy: x.DoneBy,
		Done: instant(x.Done), Note: x.Note,
		Files: each(x.Kept, func(f app.LetterFile) letterFile {
			y := letterFile{N: f.N, Name: f.Name, Media: f.Media, Size: f.Size, Remarks: some(f.Remarks), Kept: f.Fault == nil}
			if f.Fault != nil {
				y.Why = f.Fault.Code
			}
			return y
		}),
	}
	if x.Fault != nil {
		out.Why = x.Fault.Code
	}
	if k := x.Calendar; k.Answer != "" {
		out.Calendar = &calendarSaid{k.Answer, k.Comment, k.Delegate, instant(k.Start)}
	}
	return out
}

// ByLetter asks of one letter that came in.
type ByLetter struct {
	ID string `path:"id"`
}

// tray registers the letters that came in and wait for somebody.
func (s *server) tray() {
	const tag = "letters"
	look(s, tag, "list-tray", "/tray", "Khay thư · The tray of letters that came in", func(ctx context.Context, c *call, in *struct {
		State string `query:"state" enum:"tray,waiting,counted,placed,aside" default:"tray"`
	},
	) (page[incoming], error) {
		list, err := s.App.Tray(ctx, c.by, in.State)
		return whole(list, c.incoming), err
	})
	one := func(ctx context.Context, c *call, id string, err error) (incoming, error) {
		if err != nil {
			return incoming{}, err
		}
		x, err := s.App.TrayLetter(ctx, c.by, id)
		return c.incoming(x), err
	}
	look(s, tag, "get-tray-letter", "/tray/{id}", "Một thư đến · A letter that came in", func(ctx context.Context, c *call, in *ByLetter) (incoming, error) {
		return one(ctx, c, in.ID, nil)
	})
	look(s, tag, "get-letter-file", "/tray/{id}/files/{n}", "Tệp kèm thư · A file that came with a letter", s.letterFile)
	act(s, http.MethodPost, tag, "place-letter", "/tray/{id}/placement", "Xếp thư vào việc, ghi hộ ý kiến từ thư, hoặc để riêng · Place a letter, write an answer down from it, or put it aside", 0, func(ctx context.Context, c *call, in *struct {
		ByLetter
		Body struct {
			Thing  string   `json:"thing,omitempty" enum:"round,meeting,task" doc:"Để trống: để riêng · empty: it is put aside"`
			Object string   `json:"object,omitempty"`
			By     party    `json:"by,omitzero" doc:"Đợt lấy ý kiến: ý kiến của ai · of a round: whose answer it is"`
			Slips  []slipIn `json:"slips,omitempty"`
			Note   string   `json:"note,omitempty"`
		}
	},
	) (incoming, error) {
		b := in.Body
		err := s.App.PlaceLetter(ctx, c.by, app.PlaceIn{ID: in.ID, Thing: b.Thing, Object: b.Object, By: app.PartyIn(b.By), Slips: slipsIn(b.Slips), Note: b.Note})
		return one(ctx, c, in.ID, err)
	})
}

// letterFile gives the bytes of a file that came with a letter.
func (s *server) letterFile(ctx context.Context, c *call, in *struct {
	ByLetter
	N int `path:"n" minimum:"1"`
},
) (func(huma.Context), error) {
	f, err := s.App.OpenLetterFile(ctx, c.by, in.ID, in.N)
	if err != nil {
		return nil, err
	}
	return func(ctx huma.Context) {
		defer f.File.Close()
		r, w := humaRequest(ctx)
		w.Header().Set("Content-Type", f.Media)
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
		http.ServeContent(w, r, "", time.Time{}, f.File)
	}, nil
}
