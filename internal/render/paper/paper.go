package paper

import "time"

// Paper is one document. Fields that are empty are left out, but for the number
// and the day, for which room is left to write them by hand.
type Paper struct {
	Parent     string      // the agency above the issuer (cơ quan chủ quản), component 2
	Issuer     string      // who issues it (cơ quan ban hành), component 2
	Number     string      // the number (số) without the symbol; empty: room for it
	Symbol     string      // the symbol (ký hiệu), as GM-BCĐ, component 3
	Place      string      // the place (địa danh), component 4
	Day        time.Time   // its civil day; zero: room for it
	Kind       string      // the kind (tên loại), as GIẤY MỜI; empty: an official letter (công văn)
	Subject    string      // what it is about (trích yếu), component 5
	Urgency    string      // KHẨN, THƯỢNG KHẨN, HỎA TỐC, component 10b
	Mark       string      // another boxed mark, as LƯU HÀNH NỘI BỘ, component 11
	To         []string    // whom it is sent to (Kính gửi), component 9a
	Grounds    []string    // what it rests on (căn cứ), component 6
	Body       []Block     // its text, component 6
	Sign       []Signature // who signs; one stands right, two stand left and right, component 7
	Recipients []string    // copies (Nơi nhận), component 9b; the last line is "Lưu: …"
	Foot       string      // a line at the end of the last page, as the address of its proof
	Language   string      // BCP 47, for readers aloud; empty: vi
}

// Signature is one place to sign (component 7).
type Signature struct {
	Capacity []string // authority and title, a line each: KT. TRƯỞNG BAN, PHÓ TRƯỞNG BAN
	Office   string   // office and agency above the name, where the body has no seal of its own
	Name     string   // full name; empty: room for it
}

// Style says how a block of text is set.
type Style int

// The styles of a block.
const (
	Plain   Style = iota // a paragraph: first line indented, both margins straight
	Heading              // a heading in the text: bold, not indented
	Centre               // a centred line
	Entry                // an entry of a list: set as Plain, never parted from its first word
)

// Block is a paragraph or a table of the text.
type Block struct {
	Style Style
	Text  []Run
	Table *Table // when set, Text is empty
}

// Run is a piece of text in one type.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Table is a ruled table whose head is repeated on every page.
type Table struct {
	Columns []Column
	Rows    [][]string // as many cells a row as columns; missing ones are empty
}

// Column is one column of a table.
type Column struct {
	Title  string
	Share  float64 // of the width; the shares are scaled to their sum
	Centre bool    // centred, as numbers in order are
}

// Text makes a paragraph of plain text.
func Text(s string) Block { return Block{Text: []Run{{Text: s}}} }

// Labelled makes a paragraph that begins with its label in bold: "Chủ trì: …".
func Labelled(label, s string) Block {
	return Block{Text: []Run{{Text: label + ": ", Bold: true}, {Text: s}}}
}

// Title makes a heading in the text.
func Title(s string) Block { return Block{Style: Heading, Text: []Run{{Text: s, Bold: true}}} }
