package report

import (
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"eenkeer/assets/locale"
	"eenkeer/charts"

	"codeberg.org/go-pdf/fpdf"
)

// Paper is what a page is printed on, across.
type Paper string

// The papers. A page is laid out for A4 and drawn larger for A3, so that both show the same.
const (
	A4 Paper = "A4"
	A3 Paper = "A3"
)

// The measures of a page of A4 across, in points, and its margin.
const (
	pageWidth  = 841.89
	pageHeight = 595.28
	pageMargin = 30.0
	pageFoot   = 22.0
)

// ink is a colour on paper.
type ink struct{ r, g, b int }

// The colours of a page: those of the program's light look.
var (
	inkText   = ink{0x1c, 0x24, 0x30}
	inkMuted  = ink{0x5b, 0x66, 0x78}
	inkLine   = ink{0xd5, 0xda, 0xe2}
	inkAccent = ink{0x0f, 0x6c, 0xbd}
	inkGood   = ink{0x0b, 0x7a, 0x45}
	inkBad    = ink{0xb4, 0x23, 0x18}
	inkWarn   = ink{0xa8, 0x5a, 0x00}
)

// page draws on the pages of a PDF, in points of A4 from the corner at the top left.
type page struct {
	doc    *fpdf.Fpdf
	family string
	zoom   float64
	l      *locale.Locale
}

// newPage begins a document; foot is what stands at the foot of every page.
func newPage(title string, paper Paper, at time.Time, l *locale.Locale, foot string) *page {
	zoom := 1.0
	if paper == A3 {
		zoom = math.Sqrt2
	}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWidth * zoom, Ht: pageHeight * zoom}})
	doc.SetCatalogSort(true)
	doc.SetTitle(charts.PagePrintable(title), true)
	doc.SetProducer("Eenkeer", false)
	doc.SetCreationDate(at)
	doc.SetModificationDate(at)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	p := &page{doc, charts.PageFonts(doc), zoom, l}
	doc.AliasNbPages("{pages}")
	doc.SetFooterFunc(func() {
		y := pageHeight - pageFoot + 4
		p.text(pageMargin, y, 7.5, "", inkMuted, foot)
		// What stands for the number of pages is wider than it: the place is that of a likely one.
		page := strconv.Itoa(doc.PageNo())
		x := pageWidth - pageMargin - p.width(7.5, "", l.T("page.number", "page", page, "pages", "8"))
		p.text(x, y, 7.5, "", inkMuted, l.T("page.number", "page", page, "pages", "{pages}"))
	})
	doc.AddPage()
	return p
}

// bottom is how far down a page can be written on.
const bottom = pageHeight - pageFoot - 8

func (p *page) write(w io.Writer) error {
	return p.doc.Output(w)
}

func (p *page) font(size float64, style string, c ink) {
	p.doc.SetFont(p.family, style, size*p.zoom)
	p.doc.SetTextColor(c.r, c.g, c.b)
}

// text writes a line with its base at y.
func (p *page) text(x, y, size float64, style string, c ink, text string) {
	p.font(size, style, c)
	p.doc.Text(x*p.zoom, y*p.zoom, charts.PagePrintable(text))
}

// right writes a line that ends at x.
func (p *page) right(x, y, size float64, style string, c ink, text string) {
	p.text(x-p.width(size, style, text), y, size, style, c, text)
}

func (p *page) width(size float64, style, text string) float64 {
	p.font(size, style, inkText)
	return p.doc.GetStringWidth(charts.PagePrintable(text)) / p.zoom
}

// fit cuts a line so that it is no wider than w; what is cut ends in ….
func (p *page) fit(size float64, style, text string, w float64) string {
	if p.width(size, style, text) <= w {
		return text
	}
	r := []rune(text)
	for n := len(r) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(r[:n]), " .,;:") + "…"; p.width(size, style, short) <= w {
			return short
		}
	}
	return "…"
}

// wrap breaks a text into lines no wider than w, at most some; a word that is wider is
// broken.
func (p *page) wrap(size float64, style, text string, w float64, most int) []string {
	var out []string
	for part := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range strings.FieldsFunc(part, func(c rune) bool { return c == ' ' || c == '\t' || c == '\r' }) { // a space that does not break stays
			for {
				try := word
				if line != "" {
					try = line + " " + word
				}
				if p.width(size, style, try) <= w {
					line = try
					break
				}
				if line != "" {
					out, line = append(out, line), ""
					continue
				}
				n := p.breakAt(size, style, word, w)
				out = append(out, word[:n])
				word = word[n:]
			}
		}
		if line != "" {
			out = append(out, line)
		}
	}
	if len(out) > most {
		out = out[:most]
		if most > 0 {
			out[most-1] = p.fit(size, style, out[most-1]+" …", w)
			if !strings.HasSuffix(out[most-1], "…") {
				out[most-1] += "…"
			}
		}
	}
	return out
}

// breakAt gives how many bytes of a word that is too wide go on a line.
func (p *page) breakAt(size float64, style, word string, w float64) int {
	last := 0
	for i := range word {
		if i > 0 && p.width(size, style, word[:i]) > w {
			break
		}
		last = i
	}
	if last == 0 { // not even one: it must go somewhere
		last = len(word)
		for i := range word {
			if i > 0 {
				return i
			}
		}
	}
	return last
}

// leading is how far lines stand apart, in sizes.
const leading = 1.3

// lines writes lines below each other from y (the top of the first) and gives where they end.
func (p *page) lines(x, y, size float64, style string, c ink, lines []string) float64 {
	for _, line := range lines {
		p.text(x, y+size, size, style, c, line)
		y += size * leading
	}
	return y
}

// rule draws a line across.
func (p *page) rule(x, y, w, thick float64, c ink) {
	p.doc.SetDrawColor(c.r, c.g, c.b)
	p.doc.SetLineWidth(thick * p.zoom)
	p.doc.Line(x*p.zoom, y*p.zoom, (x+w)*p.zoom, y*p.zoom)
}

// dot fills a circle.
func (p *page) dot(x, y, radius float64, c ink) {
	p.doc.SetFillColor(c.r, c.g, c.b)
	p.doc.Circle(x*p.zoom, y*p.zoom, radius*p.zoom, "F")
}

// square draws an empty box to tick, with a mark in it when done.
func (p *page) square(x, y, side float64, ticked bool) {
	p.doc.SetDrawColor(inkMuted.r, inkMuted.g, inkMuted.b)
	p.doc.SetLineWidth(0.7 * p.zoom)
	p.doc.Rect(x*p.zoom, y*p.zoom, side*p.zoom, side*p.zoom, "D")
	if ticked {
		p.doc.SetLineWidth(1.2 * p.zoom)
		p.doc.SetDrawColor(inkGood.r, inkGood.g, inkGood.b)
		p.doc.Line((x+side*0.2)*p.zoom, (y+side*0.55)*p.zoom, (x+side*0.42)*p.zoom, (y+side*0.78)*p.zoom)
		p.doc.Line((x+side*0.42)*p.zoom, (y+side*0.78)*p.zoom, (x+side*0.84)*p.zoom, (y+side*0.2)*p.zoom)
	}
}

// heading writes the heading of a part of the page and gives where its text begins.
func (p *page) heading(x, y, w float64, text string) float64 {
	p.text(x, y+9, 9, "B", inkAccent, text)
	p.rule(x, y+13, w, 0.6, inkLine)
	return y + 18
}

// chart draws a chart in a box.
func (p *page) chart(c charts.Chart, x, y, w, h float64) error {
	return charts.Place(p.doc, c, x*p.zoom, y*p.zoom, w*p.zoom, h*p.zoom, p.zoom, charts.Style{FontSize: 10})
}

// column is a column of a table on paper.
type column struct {
	title string
	width float64
	right bool
}

// cellOf is what stands in a cell: a text, and a line below it in small.
type cellOf struct {
	text  string
	small string
	style string
	color ink
	most  int // lines of the text, and of the small one; 0: 2
}

// table writes a table from y, over more pages if it must, and gives where it ends. until
// is how far down it goes on the first page.
func (p *page) table(x, y float64, columns []column, rows [][]cellOf, size float64) float64 {
	head := func(y float64) float64 {
		at := x
		for _, c := range columns {
			if c.right {
				p.right(at+c.width-6, y+size, size-0.5, "B", inkMuted, c.title)
			} else {
				p.text(at, y+size, size-0.5, "B", inkMuted, c.title)
			}
			at += c.width
		}
		y += size * 1.6
		p.rule(x, y, at-x, 0.8, inkMuted)
		return y + 3
	}
	y = head(y)
	for _, row := range rows {
		h := p.rowHeight(columns, row, size)
		if y+h > bottom {
			p.doc.AddPage()
			y = head(pageMargin)
		}
		at := x
		for i, c := range row {
			w := columns[i].width - 8
			if columns[i].right {
				p.right(at+columns[i].width-6, y+size, size, c.style, c.color, c.text)
			} else {
				end := p.lines(at, y, size, c.style, c.color, p.wrap(size, c.style, c.text, w, lineCount(c)))
				p.lines(at, end, size-1.5, "", inkMuted, p.wrap(size-1.5, "", c.small, w, lineCount(c)))
			}
			at += columns[i].width
		}
		y += h
		p.rule(x, y-2, at-x, 0.4, inkLine)
	}
	return y
}

func lineCount(c cellOf) int {
	if c.most > 0 {
		return c.most
	}
	return 2
}

func (p *page) rowHeight(columns []column, row []cellOf, size float64) float64 {
	most := size * leading
	for i, c := range row {
		w := columns[i].width - 8
		h := float64(len(p.wrap(size, c.style, c.text, w, lineCount(c))))*size*leading + float64(len(p.wrap(size-1.5, "", c.small, w, lineCount(c))))*(size-1.5)*leading
		most = max(most, h)
	}
	return most + 6
}
