package api

import (
	"context"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// Paper is a paper laid before a meeting or a round (tài liệu).
type Paper struct {
	ID        committee.PaperID    `json:"id"`
	Body      committee.BodyKey    `json:"body"`
	In        string               `json:"in"`
	Title     string               `json:"title"`
	Kind      committee.PaperKind  `json:"kind"`
	Meeting   committee.MeetingID  `json:"meeting"`
	Item      committee.ItemID     `json:"item"`
	Round     committee.RoundID    `json:"round"`
	Topic     committee.TopicID    `json:"topic" doc:"Chuyên đề · the working space in which it lies"`
	Sight     committee.PaperSight `json:"sight" enum:"called,body"`
	By        string               `json:"by"`
	At        time.Time            `json:"at"`
	Withdrawn bool                 `json:"withdrawn"`
	Why       string               `json:"why" doc:"Lý do rút · why it was withdrawn"`
	Open      bool                 `json:"open" doc:"Người gọi mở được tệp · the caller may open its files"`
	New       bool                 `json:"new" doc:"Bản mới nhất người gọi chưa mở · the caller has not opened the newest version"`
	Versions  []PaperVersion       `json:"versions" doc:"Mới nhất trước · the newest first"`
}

// PaperVersion is a version of a paper (phiên bản tài liệu).
type PaperVersion struct {
	Version   int       `json:"version"`
	SHA256    string    `json:"sha256"`
	Name      string    `json:"name"`
	MediaType string    `json:"media_type"`
	Size      int64     `json:"size" doc:"Byte"`
	Remarks   []string  `json:"remarks" doc:"external: lấy nội dung từ nơi khác; embedded: mang tệp bên trong"`
	Note      string    `json:"note" doc:"Điều đã đổi · what changed"`
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}

func (c *call) paper(l app.PaperLine) Paper {
	p := l.Paper
	return Paper{
		p.ID, p.Body, p.In, p.Title, p.Kind, p.Meeting, p.Item, p.Round, p.Topic, p.Sight, l.By, p.At, p.Withdrawn, p.Why, l.Open, l.New,
		each(l.Versions, func(v app.VersionLine) PaperVersion {
			return PaperVersion{v.N, v.SHA256, v.Name, v.MediaType, v.Size, some(v.Remarks), v.Note, v.Who, v.At}
		}),
	}
}

// paperDone is a paper after an act on it.
type paperDone struct {
	Paper
	Done
}

// Sent is the file that a request carries as its body, read from the connection
// as the act takes it: no file is ever held in memory.
type Sent struct {
	Name string `query:"name" required:"true" doc:"Tên tệp · name of the file"`
	body io.Reader
}

// Resolve implements [huma.Resolver].
func (f *Sent) Resolve(ctx huma.Context) []error {
	_, w := humaRequest(ctx)
	// A large file on a slow line takes longer than a question may.
	lines := http.NewResponseController(w)
	_ = lines.SetReadDeadline(time.Time{})
	_ = lines.SetWriteDeadline(time.Time{})
	f.body = ctx.BodyReader()
	return nil
}

func (f *Sent) upload() app.Upload { return app.Upload{Name: f.Name, Data: f.body} }

// papers registers papers, their versions and files.
func (s *server) papers() {
	const tag = "papers"
	look(s, tag, "list-papers", "/papers", "Tài liệu của phiên họp, đợt lấy ý kiến hoặc cơ quan · Papers of a meeting, a round or a body", func(ctx context.Context, c *call, in *struct {
		Meeting committee.MeetingID `query:"meeting"`
		Round   committee.RoundID   `query:"round"`
		Topic   committee.TopicID   `query:"topic"`
		Of      committee.BodyKey   `query:"body"`
	},
	) (page[Paper], error) {
		list, err := s.App.Papers(ctx, c.by, app.PaperFilter{Body: in.Of, Meeting: in.Meeting, Round: in.Round, Topic: in.Topic})
		return whole(list, c.paper), err
	})
	look(s, tag, "get-paper", "/papers/{id}", "Một tài liệu · A paper", func(ctx context.Context, c *call, in *ByPaper) (Paper, error) {
		p, err := s.App.Paper(ctx, c.by, in.ID)
		return c.paper(p.Line), err
	})
	look(s, tag, "get-paper-file", "/papers/{id}/versions/{version}/file", "Tệp của một bản; 0: bản mới nhất · The file of a version; 0: the newest", s.paperFile)
	act(s, http.MethodPost, tag, "lay-paper", "/papers", "Gửi tài liệu; thân yêu cầu là tệp · Lay a paper; the body is the file", 0, func(ctx context.Context, c *call, in *struct {
		Sent
		Of      committee.BodyKey    `query:"body"`
		In      string               `query:"in"`
		Meeting committee.MeetingID  `query:"meeting"`
		Item    committee.ItemID     `query:"item"`
		Round   committee.RoundID    `query:"round"`
		Topic   committee.TopicID    `query:"topic"`
		Title   string               `query:"title"`
		Kind    committee.PaperKind  `query:"kind" required:"true"`
		Sight   committee.PaperSight `query:"sight" enum:"called,body"`
		Secrecy string               `query:"secrecy" doc:"Độ mật của văn bản; none: không mật · the mark that the document bears"`
		Checked bool                 `query:"checked" doc:"Đã xem: không phải văn bản mật · looked at: no state secret"`
		Note    string               `query:"note"`
	},
	) (paperDone, error) {
		r, err := s.App.LayPaper(ctx, c.by, app.LayPaperIn{
			Body: in.Of, In: in.In, Title: committee.Prose(in.Title), Kind: in.Kind, Meeting: in.Meeting, Item: in.Item, Round: in.Round, Topic: in.Topic,
			Sight: in.Sight, Secrecy: in.Secrecy, Checked: in.Checked, Note: committee.Prose(in.Note), Upload: in.upload(),
		})
		return s.paperAfter(ctx, c, r, err)
	})
	act(s, http.MethodPost, tag, "add-paper-version", "/papers/{id}/versions", "Gửi bản mới; thân yêu cầu là tệp · Add a version; the body is the file", 0, func(ctx context.Context, c *call, in *struct {
		Sent
		ByPaper
		After   int    `query:"after" minimum:"0" doc:"Bản mới nhất đã xem · the newest version looked at"`
		Note    string `query:"note" doc:"Điều đã đổi · what changed"`
		Secrecy string `query:"secrecy"`
		Checked bool   `query:"checked"`
	},
	) (paperDone, error) {
		r, err := s.App.AddVersion(ctx, c.by, app.AddVersionIn{
			Paper: in.ID, After: in.After, Note: committee.Prose(in.Note), Secrecy: in.Secrecy, Checked: in.Checked, Upload: in.upload(),
		})
		return s.paperAfter(ctx, c, r, err)
	})
	act(s, http.MethodPost, tag, "withdraw-paper", "/papers/{id}/withdrawal", "Rút tài liệu · Take a paper back", 0, func(ctx context.Context, c *call, in *struct {
		ByPaper
		Body struct {
			Reason string `json:"reason"`
			Seen   int64  `json:"seen,omitempty"`
		}
	},
	) (paperDone, error) {
		r, err := s.App.WithdrawPaper(ctx, c.by, app.WithdrawPaperIn{Paper: in.ID, Reason: committee.Prose(in.Body.Reason), Seen: in.Body.Seen})
		return s.paperAfter(ctx, c, r, err)
	})
	act(s, http.MethodPut, tag, "show-paper", "/papers/{id}/sight", "Đổi phạm vi xem · Say anew who may read a paper", 0, func(ctx context.Context, c *call, in *struct {
		ByPaper
		Body struct {
			Sight committee.PaperSight `json:"sight" enum:"called,body"`
			Seen  int64                `json:"seen,omitempty"`
		}
	},
	) (paperDone, error) {
		r, err := s.App.ShowPaper(ctx, c.by, app.ShowPaperIn{Paper: in.ID, Sight: in.Body.Sight, Seen: in.Body.Seen})
		return s.paperAfter(ctx, c, r, err)
	})
	for _, path := range []string{"/papers", "/papers/{id}/versions"} {
		s.api.OpenAPI().Paths[prefix+path].Post.RequestBody = &huma.RequestBody{
			Required: true, Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}},
		}
	}
}

// ByPaper asks of one paper.
type ByPaper struct {
	ID committee.PaperID `path:"id"`
}

// paperFile gives the bytes of a version, whole or in parts.
func (s *server) paperFile(ctx context.Context, c *call, in *struct {
	ByPaper
	Version int `path:"version" minimum:"0"`
},
) (func(huma.Context), error) {
	f, err := s.App.OpenPaper(ctx, c.by, in.ID, in.Version, true)
	if err != nil {
		return nil, err
	}
	return func(ctx huma.Context) {
		defer f.File.Close()
		r, w := humaRequest(ctx)
		_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
		h := w.Header()
		h.Set("Content-Type", f.Version.MediaType)
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Version.Name}))
		h.Set("ETag", `"`+f.Version.SHA256+`"`)
		http.ServeContent(w, r, "", f.Version.At, f.File)
	}, nil
}

// paperAfter answers an act on a paper with the paper as it is now.
func (s *server) paperAfter(ctx context.Context, c *call, r app.Receipt, err error) (paperDone, error) {
	if err != nil {
		return paperDone{}, err
	}
	out := paperDone{Done: doneOf(r)}
	p, err := s.App.Paper(ctx, c.by, committee.PaperID(r.Ref))
	if err == nil {
		out.Paper = c.paper(p.Line)
	}
	out.ID = committee.PaperID(r.Ref)
	return out, passOver(err)
}
