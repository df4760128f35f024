package paper

// The page (Annex I, part I), in millimetres: A4 upright. The margins may be 20
// to 25 at top and bottom, 30 to 35 left, 15 to 20 right.
const (
	Width  = 210.0
	Height = 297.0
	Top    = 20.0
	Bottom = 20.0
	Left   = 30.0
	Right  = 15.0
	Inner  = Width - Left - Right // width of the text
)

// The head of page 1 is two columns: the issuer left, the state right.
const (
	HeadLeft  = 70.0
	HeadRight = Inner - HeadLeft
	HeadGap   = 3.0 // between the two rows of the head
)

// Sizes in points (Annex I, parts II and V).
const (
	SizeState      = 12.0 // Quốc hiệu, 12–13 bold capitals
	SizeMotto      = 13.0 // Tiêu ngữ, 13–14 bold
	SizeIssuer     = 12.0 // cơ quan, 12–13 capitals
	SizeNumber     = 13.0 // số, ký hiệu, 13
	SizeDay        = 13.0 // địa danh, ngày tháng, 13–14 italic
	SizeKind       = 14.0 // tên loại, 13–14 bold capitals
	SizeSubject    = 14.0 // trích yếu, 13–14 bold
	SizeLetter     = 12.0 // V/v …, 12–13
	SizeBody       = 14.0 // nội dung, 13–14
	SizeTable      = 12.0 // text in tables, which the decree leaves open
	SizeSign       = 14.0 // quyền hạn, chức vụ, họ tên, 13–14 bold
	SizeRecipients = 12.0 // "Nơi nhận:", 12 bold italic
	SizeRecipient  = 11.0 // the list under it, 11
	SizePage       = 13.0 // page number, 13–14, centred in the top margin, not on page 1
	SizeMark       = 13.0 // marks in boxes, 13–14 bold capitals
	SizeFoot       = 11.0 // the foot of a page, 11–12
)

// Setting of the text: the first line is indented 1 cm, paragraphs stand at least
// 6 pt apart, lines between single and one and a half.
const (
	Indent   = 10.0 // mm
	Gap      = 6.0  // pt
	LineRate = 1.2  // height of a line by its size
)

// SignRoom is the height left for signature and seal, in millimetres.
const SignRoom = 28.0

// The wording at the head of every document (component 1).
const (
	State = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	Motto = "Độc lập - Tự do - Hạnh phúc"
)

// End closes the text of a document.
const End = "./."

// MM gives millimetres of points.
func MM(points float64) float64 { return points * 25.4 / 72 }
