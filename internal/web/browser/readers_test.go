//go:build browser

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
	secretaryB  = "thuky.noivu"
	headOfGroup = "totruong.tocongtac"
)
