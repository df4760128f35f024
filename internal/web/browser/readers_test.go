package browser

// The readers of the demonstration whom the tests look over the shoulder.
const (
	keeper      = "quantri"
	outsider    = "nguoingoai"
	headC       = "truongban.nghean"
	deputyC     = "photruongban.nghean"
	secretary   = "thuky.nghean" // writes for the head of Nghệ An
	focalC      = "dau-moi.nghean"
	memberC     = "uyvien.nghean"
	headB       = "truongban.noivu"
	chairE      = "chutich.hoidong"
	memberE     = "thanhvien.hoidong"
	drafterE    = "phochutich.hoidong" // answers the comments of the running round
	standingC   = "uyvien-tt.nghean"
	secretaryB  = "thuky.noivu"
	headOfGroup = "totruong.tocongtac"
)

// onlookers are the readers among whom somebody is found for every state of
// every page.
var onlookers = []string{secretary, headC, keeper, outsider, memberC, deputyC, standingC, focalC, headB, secretaryB, chairE, memberE, drafterE, headOfGroup}
