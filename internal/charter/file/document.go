package file

import (
	"strings"

	"nghisu/internal/charter"
)

// format is the version of the format that this package reads and writes.
const format = "nghi-su/charter/1"

// subjects are the matters on which a whole text may be silent.
var subjects = []charter.Subject{
	charter.SubjectComposition, charter.SubjectTerm, charter.SubjectRegime, charter.SubjectCadence,
	charter.SubjectConvene, charter.SubjectExtraordinary, charter.SubjectAttendees, charter.SubjectChair,
	charter.SubjectNotice, charter.SubjectQuorum, charter.SubjectDecision, charter.SubjectTie,
	charter.SubjectOtherwise, charter.SubjectAbsence, charter.SubjectSubstitute, charter.SubjectWrittenOpinion,
	charter.SubjectSilence, charter.SubjectSignature, charter.SubjectSeal, charter.SubjectFunding,
	charter.SubjectReporting, charter.SubjectEffect, charter.SubjectAmendment, charter.SubjectEnd,
}

// charter reads the whole file.
func (d *decoder) charter(n *node) *charter.Charter {
	if n.shape != mapping {
		d.fail(n.pos, CodeSyntax, say{"a charter begins with format:", "tệp quy chế bắt đầu bằng format:"}, say{})
		return nil
	}
	if v := n.get("format"); v != nil && v.shape == word && v.text != format {
		// Nothing that a later version says can be judged by this one.
		d.fail(v.pos, CodeVersion, sayf("unknown format %q", "không biết định dạng %q", v.text),
			sayf("this program reads %s", "chương trình đọc %s", format))
		return nil
	}
	f, _ := d.fields(n, []string{"format", "key", "title", "status", "reconstructed", "note", "sources", "unstated", "documents", "amendments"})
	d.pick(f.need("format", sayf("write format: %s", "hãy ghi format: %s", format)), format)
	c := &charter.Charter{
		Key:           d.key(f.need("key", say{"give the key of the body", "hãy ghi khóa của ban"})),
		Title:         d.text(f.need("title", say{"give the title of the regulation", "hãy ghi tên quy chế"})),
		Draft:         d.optional(f, "status", "draft", "in-force") == "draft",
		Reconstructed: d.flag(f.get("reconstructed")),
		Note:          d.text(f.get("note")),
		Sources:       d.strings(f.get("sources")),
		Unstated:      d.unstatedSubjects(f.get("unstated")),
	}
	documents := f.need("documents", say{"the regulation comes first", "văn bản đầu tiên là quy chế"})
	for _, item := range d.nodes(documents) {
		c.Documents = append(c.Documents, d.document(item))
	}
	if documents != nil && documents.shape == list && len(documents.items) == 0 {
		d.fail(documents.pos, CodeMissing, say{"there is no document", "chưa có văn bản nào"}, say{"the regulation comes first", "văn bản đầu tiên là quy chế"})
	}
	for _, item := range d.nodes(f.get("amendments")) {
		c.Amendments = append(c.Amendments, d.amendment(item, len(c.Amendments)))
	}
	return c
}

// unstatedSubjects reads the list of subjects on which the text is silent.
func (d *decoder) unstatedSubjects(n *node) []charter.Subject {
	if n == nil {
		return nil
	}
	names := make([]string, len(subjects))
	for i, s := range subjects {
		names[i] = string(s)
	}
	var out []charter.Subject
	seen := map[string]bool{}
	for _, item := range d.nodes(n) {
		s := d.str(item)
		switch {
		case s == "":
		case seen[s]:
			d.fail(item.pos, CodeTwice, sayf("subject %q twice", "vấn đề %q hai lần", s), say{"delete one", "hãy xóa một"})
		default:
			if seen[s] = true; !known(names, s) {
				d.fail(item.pos, CodeSubject, sayf("unknown subject %q", "không có vấn đề %q", s), offer(s, names))
				continue
			}
			out = append(out, charter.Subject(s))
		}
	}
	return out
}

// known reports whether a word is in a list.
func known(words []string, s string) bool {
	for _, w := range words {
		if w == s {
			return true
		}
	}
	return false
}

var effectHint = say{"write the first day in force, or unstated", "hãy ghi ngày bắt đầu có hiệu lực, hoặc unstated"}

// document reads one instrument.
func (d *decoder) document(n *node) charter.Document {
	f, _ := d.fields(n, []string{"document", "kind", "title", "number", "date", "signed-by", "effect", "ends", "url", "official", "note", "articles"})
	doc := charter.Document{
		Key: d.key(f.need("document", say{"give the document a key, e.g. quy-che", "hãy đặt khóa cho văn bản, ví dụ quy-che"})),
	}
	if _, twice := d.index.documents[doc.Key]; twice && doc.Key != "" {
		d.fail(f.n.find("document"), CodeTwice, sayf("document %q twice", "văn bản %q hai lần", doc.Key), say{"give it another key", "hãy đặt khóa khác"})
	}
	d.clause = doc.Key
	doc.Kind = d.key(f.need("kind", say{"regulation, decision, decree, circular, plan …", "regulation, decision, decree, circular, plan …"}))
	doc.Title = d.text(f.need("title", say{"give the title of the document", "hãy ghi tên văn bản"}))
	if v := f.get("number"); v != nil && v.shape == whole {
		doc.Number = v.text
	} else {
		doc.Number = d.str(v)
	}
	doc.Date = d.date(f.get("date"))
	doc.SignedBy = d.text(f.get("signed-by"))
	doc.Effect = d.date(f.need("effect", effectHint))
	doc.Ends = d.date(f.get("ends"))
	doc.URL = d.str(f.get("url"))
	doc.Official = d.flag(f.get("official"))
	doc.Note = d.text(f.get("note"))
	if doc.Key != "" {
		if d.index.documents == nil {
			d.index.documents = map[string]*docInfo{}
		}
		if d.index.documents[doc.Key] == nil {
			info := &docInfo{node: n, order: len(d.index.documents), kind: doc.Kind, number: doc.Number, date: doc.Date, effect: doc.Effect, ends: doc.Ends}
			d.index.documents[doc.Key] = info
		}
	}
	for _, item := range d.nodes(f.get("articles")) {
		doc.Articles = append(doc.Articles, d.article(item, doc.Key))
	}
	d.clause = ""
	return doc
}

// article reads a Điều.
func (d *decoder) article(n *node, key string) charter.Article {
	f, _ := d.fields(n, []string{"article", "part", "title", "text", "rows", "was", "rules", "points", "clauses"})
	a := charter.Article{Number: d.number(f.need("article", say{"give the number of the article", "hãy ghi số điều"}), "")}
	d.clause = key + "/" + a.Number
	d.address(d.clause, n)
	a.Part, a.Title, a.Text = d.str(f.get("part")), d.text(f.get("title")), d.text(f.get("text"))
	a.Rows, a.Was = d.strings(f.get("rows")), d.was(f.get("was"))
	a.Rules = d.rules(f.get("rules"))
	a.Points = d.points(f.get("points"), key+"/"+a.Number)
	a.Clauses = d.clauses(f.get("clauses"), key+"/"+a.Number)
	d.clause = key
	return a
}

// clauses reads the khoản of an article.
func (d *decoder) clauses(n *node, article string) []charter.Clause {
	var out []charter.Clause
	for _, item := range d.nodes(n) {
		f, _ := d.fields(item, []string{"clause", "text", "rows", "was", "rules", "points"})
		c := charter.Clause{Number: d.number(f.need("clause", say{"give the number of the clause", "hãy ghi số khoản"}), "0123456789")}
		d.clause = article + "." + c.Number
		d.address(d.clause, item)
		c.Text = d.text(f.need("text", say{"write the wording", "hãy ghi lời văn"}))
		c.Rows, c.Was = d.strings(f.get("rows")), d.was(f.get("was"))
		c.Rules = d.rules(f.get("rules"))
		c.Points = d.points(f.get("points"), d.clause)
		out = append(out, c)
		d.clause = article
	}
	return out
}

// points reads the điểm of a clause or article.
func (d *decoder) points(n *node, parent string) []charter.Point {
	var out []charter.Point
	for _, item := range d.nodes(n) {
		f, _ := d.fields(item, []string{"point", "text", "rows", "was", "rules"})
		p := charter.Point{Letter: d.letter(f.need("point", say{"give the letter of the point", "hãy ghi chữ của điểm"}))}
		d.clause = parent + "." + p.Letter
		d.address(d.clause, item)
		p.Text = d.text(f.need("text", say{"write the wording", "hãy ghi lời văn"}))
		p.Rows, p.Was = d.strings(f.get("rows")), d.was(f.get("was"))
		p.Rules = d.rules(f.get("rules"))
		out = append(out, p)
		d.clause = parent
	}
	return out
}

// number reads the number of an article or clause: letters and digits, the
// first among those given when any are.
func (d *decoder) number(n *node, first string) string {
	if n == nil {
		return ""
	}
	s := n.text
	if n.shape == word || n.shape == whole {
		s = strings.TrimSpace(s)
		if isNumber(s) && (first == "" || strings.ContainsAny(s[:1], first)) {
			return s
		}
	}
	d.fail(n.pos, CodeValue, sayf("%s is not a number of an article or clause", "%s không phải số điều, khoản", shown(n)), say{"write 4 or 4a", "hãy viết 4 hoặc 4a"})
	return ""
}

// letter reads the letter of a point.
func (d *decoder) letter(n *node) string {
	s := d.str(n)
	if s == "" || isNumber(s) && !strings.ContainsAny(s[:1], "0123456789") {
		return s
	}
	d.fail(n.pos, CodeValue, sayf("%q is not the letter of a point", "%q không phải chữ của điểm", s), say{"write a, b, c, d, đ …", "hãy viết a, b, c, d, đ …"})
	return ""
}

// isNumber reports letters, đ among them, and digits; addresses are cut at dots
// and slashes.
func isNumber(s string) bool {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == 'đ', r == 'Đ':
		default:
			return false
		}
	}
	return s != "" && len(s) <= 12
}

// was reads a former address.
func (d *decoder) was(n *node) string {
	s := d.str(n)
	if s == "" {
		return ""
	}
	if _, ok := parseAddress(s); !ok {
		d.fail(n.pos, CodeValue, sayf("%q is not an address", "%q không phải địa chỉ", s), addressHint)
		return ""
	}
	d.index.was = append(d.index.was, reference{word: s, at: n.pos, clause: d.clause})
	return s
}

var addressHint = say{"write KEY/4, KEY/4.2 or KEY/4.2.a", "hãy viết KHÓA/4, KHÓA/4.2 hoặc KHÓA/4.2.a"}

// parseAddress reads KEY/article[.clause][.point] and refuses what is not the
// address of any text.
func parseAddress(s string) (charter.Place, bool) {
	key, p, ok := charter.ParseAddress(s)
	for _, part := range []string{p.Article, p.Clause, p.Point} {
		ok = ok && (part == "" || isNumber(part))
	}
	return p, ok && isKey(key) && p.Article != "" && p.Address(key) == s
}

// address notes that an address of the original text exists.
func (d *decoder) address(a string, n *node) {
	if strings.HasSuffix(a, "/") || strings.HasSuffix(a, ".") || strings.HasPrefix(a, "/") {
		return // its number could not be read
	}
	if d.index.addresses == nil {
		d.index.addresses = map[string]pos{}
	}
	if first, twice := d.index.addresses[a]; twice && !d.index.amending {
		d.fail(n.pos, CodeTwice, sayf("%s stands in the file twice", "%s có hai lần trong tệp", a), sayf("the first is on line %d", "lần đầu ở dòng %d", first.line))
		return
	}
	if d.full(n.pos, len(d.index.addresses)+len(d.index.added), maxClauses, say{"articles, clauses and points", "điều, khoản, điểm"}) {
		return
	}
	if d.index.amending {
		d.index.added = append(d.index.added, reference{word: a, at: n.pos, clause: a})
		return
	}
	d.index.addresses[a] = n.pos
}
