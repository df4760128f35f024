package thirdparty

import "embed"

// Assets holds the files that pages load, under the paths they have in this
// directory: "htmx/htmx.min.js", "htmx/hx-sse.min.js", "fonts/fonts.css" and the
// "fonts/*.woff2" that the style sheet names relative to itself. What draws papers lies packed (gzip), as it is sent. The licences
// travel with the files they cover.
//
//go:embed htmx/*.js htmx/LICENSE fonts/*.css fonts/*.woff2 fonts/OFL-*.txt pdfjs/*.gz pdfjs/LICENSE*
var Assets embed.FS
