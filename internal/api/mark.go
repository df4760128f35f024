package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// markView is a note or highlight of the caller's own on a paper (ghi chú riêng).
type markView struct {
	ID      string    `json:"id"`
	Version int       `json:"version"`
	Page    int       `json:"page"`
	Quote   string    `json:"quote" doc:"Trống: cả trang · empty: the page as a whole"`
	Before  string    `json:"before,omitempty"`
	After   string    `json:"after,omitempty"`
	Words   string    `json:"words" doc:"Trống: chỉ tô · empty: only highlighted"`
	At      time.Time `json:"at"`
}

// markIn makes a mark.
type markIn struct {
	Version int    `json:"version" minimum:"1"`
	Page    int    `json:"page" minimum:"1"`
	Quote   string `json:"quote,omitempty"`
	Before  string `json:"before,omitempty" doc:"Chữ quanh đoạn tô, để tìm lại ở bản mới · words around it, to find it in a new version"`
	After   string `json:"after,omitempty"`
	Words   string `json:"words,omitempty"`
}

// ByMark asks of one mark.
type ByMark struct {
	ByPaper
	Mark string `path:"mark"`
}

// marks registers the caller's own notes on papers. They are nobody else's, and no
// acts of the register.
func (s *server) marks() {
	const tag = "papers"
	list := func(ctx context.Context, c *call, id committee.PaperID, err error) (page[markView], error) {
		if err != nil {
			return page[markView]{}, err
		}
		own, err := s.App.Marks(ctx, c.by, id)
		return whole(own, func(m app.Mark) markView {
			return markView{m.ID, m.Version, m.Page, m.Quote, m.Before, m.After, m.Words, m.At}
		}), err
	}
	look(s, tag, "list-marks", "/papers/{id}/marks", "Ghi chú riêng của người gọi · The caller's own notes", func(ctx context.Context, c *call, in *ByPaper) (page[markView], error) {
		return list(ctx, c, in.ID, nil)
	})
	act(s, http.MethodPost, tag, "put-mark", "/papers/{id}/marks", "Thêm ghi chú riêng · Add a note of one's own", 0, func(ctx context.Context, c *call, in *struct {
		ByPaper
		Body markIn
	},
	) (page[markView], error) {
		b := in.Body
		return list(ctx, c, in.ID, s.App.PutMark(ctx, c.by, app.MarkIn{
			Paper: in.ID, Version: b.Version, Page: b.Page, Quote: committee.Prose(b.Quote), Before: b.Before, After: b.After, Words: committee.Prose(b.Words),
		}))
	})
	act(s, http.MethodPut, tag, "change-mark", "/papers/{id}/marks/{mark}", "Sửa lời ghi chú · Change the words of a note", 0, func(ctx context.Context, c *call, in *struct {
		ByMark
		Body struct {
			Words string `json:"words"`
		}
	},
	) (page[markView], error) {
		return list(ctx, c, in.ID, s.App.PutMark(ctx, c.by, app.MarkIn{Paper: in.ID, ID: in.Mark, Words: committee.Prose(in.Body.Words)}))
	})
	act(s, http.MethodDelete, tag, "drop-mark", "/papers/{id}/marks/{mark}", "Bỏ ghi chú · Take a note away", 0, func(ctx context.Context, c *call, in *ByMark) (page[markView], error) {
		return list(ctx, c, in.ID, s.App.DropMark(ctx, c.by, in.ID, in.Mark))
	})
}
