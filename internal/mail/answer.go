package mail

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// Why a letter could not be read as an answer; keys of the catalogue.
const (
	whyUnclear   = "inbox.unclear"       // no position where one is to stand
	whyTwo       = "inbox.two-positions" // more than one
	whyQuestions = "inbox.questions"     // several questions, and no numbers
	whyProgress  = "inbox.no-progress"   // neither percent nor done
)

// numbered begins the answer to one of several questions: "1. Đồng ý", "Câu 2: …".
var numbered = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(?:câu(?: hỏi)?|question|q)?\s*(\d{1,2})\s*[.:)\-–]\s*(\S.*)$`)
})

// onArticle begins a comment on a place of the text: "Điều 5: …".
var onArticle = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(điều|article)\s+(\d{1,3}[a-zđ]?)\s*[:.\-–]\s*(\S.*)$`)
})

// Slips reads an answer to a round: the position in the first line, the reason
// below it, and comments on articles in lines that name them. Of several questions
// each answer begins with the question's number. Why is a key of the catalogue when
// the answer cannot be told.
func Slips(text string, r committee.Round) (slips []app.SlipIn, why string) {
	if strings.TrimSpace(text) == "" {
		return nil, whyUnclear
	}
	if len(r.Questions) == 1 {
		s, why := slip(text, r, r.Questions[0])
		if why != "" {
			return nil, why
		}
		return []app.SlipIn{s}, ""
	}
	answers := map[int][]string{}
	at := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m := numbered().FindStringSubmatch(line); m != nil {
			n, err := strconv.Atoi(m[1])
			if err == nil && n >= 1 && n <= len(r.Questions) {
				if answers[n] != nil {
					return nil, whyTwo
				}
				at, line = n, m[2]
			}
		}
		if at == 0 {
			if strings.TrimSpace(line) != "" {
				return nil, whyQuestions
			}
			continue
		}
		answers[at] = append(answers[at], line)
	}
	for i, q := range r.Questions {
		if answers[i+1] == nil {
			continue
		}
		s, why := slip(strings.Join(answers[i+1], "\n"), r, q)
		if why != "" {
			return nil, why
		}
		slips = append(slips, s)
	}
	if len(slips) == 0 {
		return nil, whyQuestions
	}
	return slips, ""
}

// slip reads the answer to one question.
func slip(text string, r committee.Round, q committee.Question) (app.SlipIn, string) {
	choices := choicesOf(q)
	said := Position(text, choices)
	switch {
	case said.Two:
		return app.SlipIn{}, whyTwo
	case said.Key == "":
		return app.SlipIn{}, whyUnclear
	}
	for line := range strings.Lines(said.Rest) {
		if other, alone := bareName(line, choices); alone && other != said.Key {
			return app.SlipIn{}, whyTwo
		}
	}
	reason, comments := commentsIn(said.Rest, r)
	return app.SlipIn{Question: q.ID, Position: said.Key, Reason: committee.Prose(reason), Comments: comments}, ""
}

// bareName gives the position that a line is, and nothing else.
func bareName(line string, choices []Choice) (key string, ok bool) {
	words := fold(line)
	for _, c := range choices {
		for _, w := range c.Words {
			if len(words) > 0 && slices.Equal(words, fold(w)) {
				return c.Key, true
			}
		}
	}
	return "", false
}

// choicesOf are the positions of a question with the words by which people give
// them: the usual ones, or a body's own by their labels, and by the usual words
// where one alone stands on that side.
func choicesOf(q committee.Question) []Choice {
	sides := map[committee.Position]int{}
	for _, o := range q.Options {
		sides[o.Side]++
	}
	var out []Choice
	for _, o := range q.Options {
		c := Choice{Key: o.Key}
		if o.Label != "" {
			c.Words = append(c.Words, o.Label)
		}
		if i := slices.IndexFunc(Choices, func(u Choice) bool { return u.Key == string(o.Side) }); i >= 0 && sides[o.Side] == 1 {
			c.Words = append(c.Words, Choices[i].Words...)
		}
		out = append(out, c)
	}
	return out
}

// commentsIn takes comments on articles out of a reason. A comment goes on to the
// next empty line; an article that the round has not is a place in words.
func commentsIn(text string, r committee.Round) (reason string, list []app.CommentIn) {
	var rest []string
	open := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch m := onArticle().FindStringSubmatch(line); {
		case m != nil:
			c := app.CommentIn{Text: committee.Prose(strings.TrimSpace(m[3]))}
			address := "dieu-" + strings.ToLower(m[2])
			if slices.ContainsFunc(r.Articles, func(a committee.Article) bool { return a.Address == address }) {
				c.Address = address
			} else {
				c.Place = committee.Prose(m[1] + " " + m[2])
			}
			list, open = append(list, c), true
		case strings.TrimSpace(line) == "":
			open = false
			rest = append(rest, line)
		case open:
			list[len(list)-1].Text += committee.Prose("\n" + strings.TrimSpace(line))
		default:
			rest = append(rest, line)
		}
	}
	return strings.TrimSpace(strings.Join(rest, "\n")), list
}

var percent = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\d{1,3})\s*%`)
})

// done are the words that hand a result in, longest first.
var done = []string{"hoàn thành", "làm xong", "xong", "completed", "finished", "done"}

// Progress reads a report on a task: percent, or that it is done, in the first
// line; what follows is the note. A line that begins with "Tiến độ" reports in
// words alone.
func Progress(text string, id committee.TaskID) (*app.TaskActIn, string) {
	text = strings.TrimSpace(text)
	line, rest, _ := strings.Cut(text, "\n")
	in := app.TaskActIn{ID: id, Act: "task.update", Progress: -1, Note: committee.Prose(cmp.Or(strings.TrimSpace(rest), line))}
	numbers := percent().FindAllStringSubmatch(line, -1)
	if len(numbers) > 1 {
		return nil, whyProgress
	}
	if len(numbers) == 1 {
		n, err := strconv.Atoi(numbers[0][1])
		if err != nil || n > 100 {
			return nil, whyProgress
		}
		in.Progress = n
	}
	words := fold(line)
	if handsIn(words) && (in.Progress < 0 || in.Progress == 100) {
		in.Progress, in.Finished = 100, true
	}
	if in.Progress < 0 && !(len(words) > 1 && (words[0] == "tien" && words[1] == "do" || words[0] == "progress")) {
		return nil, whyProgress
	}
	return &in, ""
}

// handsIn reports whether a line says that something is done, and does not deny it.
func handsIn(words []string) bool {
	for _, d := range done {
		w := fold(d)
		for i := 0; i+len(w) <= len(words); i++ {
			if slices.Equal(words[i:i+len(w)], w) {
				return !slices.ContainsFunc(words, func(x string) bool {
					return denies(x) || slices.Contains([]string{"sap", "gan", "se", "du", "almost", "will", "nearly", "khi", "when"}, x)
				})
			}
		}
	}
	return false
}
