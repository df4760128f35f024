package docx

import (
	"strings"

	"nghisu/internal/render/paper"
)

// end is components 7 and 9b, in two columns that are not parted.
func end(p paper.Paper) string {
	const half = paper.Inner / 2
	if len(p.Sign)+len(p.Recipients) == 0 {
		return ""
	}
	gap := par{after: 2, line: 100}.wrap("")
	copies := recipients(p)
	switch len(p.Sign) {
	case 0:
		return gap + columns([]float64{half, half}, []string{copies, ""})
	case 1:
		return gap + columns([]float64{half, half}, []string{copies, signature(p.Sign[0])})
	}
	out := gap + columns([]float64{half, half}, []string{signature(p.Sign[0]), signature(p.Sign[1])})
	if copies != "" {
		out += gap + columns([]float64{half, half}, []string{copies, ""})
	}
	return out
}

func recipients(p paper.Paper) string {
	if len(p.Recipients) == 0 {
		return ""
	}
	out := par{}.wrap(face{size: paper.SizeRecipients, bold: true, italic: true}.run("Nơi nhận:"))
	for _, r := range p.RecipientLines() {
		out += par{}.wrap(face{size: paper.SizeRecipient}.run(r))
	}
	return out
}

// signature is one place to sign, with room for signature and seal.
func signature(s paper.Signature) string {
	f, centre := face{size: paper.SizeSign, bold: true}, par{align: "center"}
	out := ""
	for _, c := range s.Capacity {
		out += centre.wrap(f.run(strings.ToUpper(c)))
	}
	out += par{line: dxa(paper.SignRoom)}.wrap("")
	if s.Office != "" {
		out += centre.wrap(f.run(strings.ToUpper(s.Office)))
	}
	return out + centre.wrap(f.run(s.Name))
}

// foot is the foot of every page; it is empty when nothing stands there.
func foot(p paper.Paper) string {
	text := par{}.wrap("")
	if p.Foot != "" {
		text = par{border: `<w:pBdr><w:top w:val="single" w:sz="4" w:space="2" w:color="000000"/></w:pBdr>`}.wrap(face{size: paper.SizeFoot}.run(p.Foot))
	}
	return head + `<w:ftr ` + space + `>` + text + `</w:ftr>`
}
