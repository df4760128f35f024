package ui

import "nghisu/internal/app"

// RoundTitle is what an opinion round is called to the reader: by its title, or, where
// its matter has become confidential, by saying so.
func (p *Page) RoundTitle(l app.RoundLine) string {
	if l.Veiled {
		return p.T("round.veiled-name")
	}
	return l.Title
}

// PaperTitle is what a paper that a round binds is called to the reader; one that the
// reader no longer sees bears no title, and leads nowhere.
func (p *Page) PaperTitle(title string) string {
	if title == "" {
		return p.T("round.veiled-paper")
	}
	return title
}

// LetterAbout is what the thing is called that a letter which came in is about.
func (p *Page) LetterAbout(x app.IncomingLine) string {
	if x.What == "" && x.Veiled {
		return p.T("round.veiled-name")
	}
	return x.What
}

// NameVeiled puts words of the reader's language where a round has none for the reader:
// its own title and questions, and the papers on which own slips wait. The papers that
// it binds are left without, so that they are seen to lead nowhere.
func (p *Page) NameVeiled(r *app.RoundPage) {
	for _, s := range r.Stale {
		for i, title := range s.Papers {
			s.Papers[i] = p.PaperTitle(title)
		}
	}
	if !r.Line.Veiled {
		return
	}
	r.Line.Title = p.RoundTitle(r.Line)
	r.Round.Title = r.Line.Title
	for i := range r.Round.Questions {
		r.Round.Questions[i].Text = r.Line.Title
	}
	for i := range r.Questions {
		r.Questions[i].Question.Text = r.Line.Title
	}
}
