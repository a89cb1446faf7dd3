package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"

	"eenkeer/analysis/coding"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// CodingForm is a form to code a sample on paper: of each pair the facts of both contacts, and boxes to tick.
type CodingForm struct {
	Sample coding.Sample
	Book   coding.Book
	Notes  [][2]string // of the contacts of each pair; nil: not on paper
	IDs    [][2]string // contact numbers, to look recordings up; nil: not on paper
}

// The paper: A4, in millimetres.
const (
	formWidth  = 210.0
	formHeight = 297.0
	formMargin = 14.0
	formFoot   = 13.0 // kept free for the line at the foot
	formFamily = "LiberationSans"
	noteLines  = 7 // most lines of a note
)

// Write writes the form as a PDF.
func (f CodingForm) Write(w io.Writer, l *locale.Locale) error {
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetCatalogSort(true)
	doc.SetTitle(f.Sample.Name, true)
	doc.SetProducer("Eenkeer", false)
	doc.SetMargins(formMargin, formMargin, formMargin)
	doc.SetAutoPageBreak(false, 0)
	doc.AddUTF8FontFromBytes(formFamily, "", liberationsansregular.TTF)
	doc.AddUTF8FontFromBytes(formFamily, "B", liberationsansbold.TTF)
	doc.AliasNbPages("{pages}")
	p := &formPage{doc: doc, form: f, l: l}
	doc.SetFooterFunc(p.foot)
	doc.AddPage()
	p.head()
	for i := range f.Sample.Pairs {
		p.pair(i)
	}
	return doc.Output(w)
}

// formPage writes down the pages of a form.
type formPage struct {
	doc  *fpdf.Fpdf
	form CodingForm
	l    *locale.Locale
}

func (p *formPage) font(style string, size float64, grey int) {
	p.doc.SetFont(formFamily, style, size)
	p.doc.SetTextColor(grey, grey, grey)
}

// lines breaks a text for a width, and cuts it at the most lines; what is left out ends in ….
func (p *formPage) lines(text string, width float64, most int) []string {
	var out []string
	for _, part := range strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\r", "")), "\n") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, p.doc.SplitText(printableText(part), width)...)
		}
	}
	if len(out) > most {
		out = out[:most]
		out[most-1] = strings.TrimRight(out[most-1], " .") + " …"
	}
	return out
}

// printableText leaves out what the font of the form cannot draw.
func printableText(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r > 0xffff: // the writer of PDFs knows no more
			return -1
		}
		return r
	}, text)
}

func (p *formPage) write(lines []string, x, y, high float64) float64 {
	for _, line := range lines {
		p.doc.Text(x, y+high*0.75, line)
		y += high
	}
	return y
}

// head says which sample it is, and leaves room for who codes and when.
func (p *formPage) head() {
	s, doc, l := p.form.Sample, p.doc, p.l
	wide := formWidth - 2*formMargin
	y := formMargin
	p.font("B", 15, 0)
	y = p.write(p.lines(s.Name, wide, 2), formMargin, y, 7)
	p.font("", 8.5, 90)
	for _, n := range sampleNotes(s, l) {
		if n.Text != "" {
			y = p.write(p.lines(n.Label+": "+n.Text, wide, 3), formMargin, y, 4)
		}
	}
	y += 4
	p.font("B", 9.5, 0)
	for i, id := range []string{"report.form.coder", "report.form.date"} {
		x := formMargin + float64(i)*wide*0.6
		doc.Text(x, y+3, l.T(id))
		from := x + doc.GetStringWidth(l.T(id)) + 2
		doc.SetDrawColor(120, 120, 120)
		doc.SetLineWidth(0.2)
		doc.Line(from, y+4, x+wide*[]float64{0.55, 0.4}[i], y+4)
	}
	y += 9
	p.font("", 8.5, 60)
	y = p.write(p.lines(l.T("report.form.how"), wide, 4), formMargin, y, 4)
	doc.SetY(y + 3)
}

func (p *formPage) foot() {
	p.font("", 7.5, 110)
	wide := formWidth - 2*formMargin
	personal := p.l.T("report.form.personal")
	if p.form.Notes != nil || p.form.IDs != nil {
		personal = p.l.T("report.form.personal.more")
	}
	p.doc.Text(formMargin, formHeight-7, personal)
	page := fmt.Sprintf("%d / {pages}", p.doc.PageNo())
	p.doc.Text(formMargin+wide-10, formHeight-7, page)
}

// side gives the lines of one contact: its facts in bold first.
func (p *formPage) side(i, k int) (facts, note []string) {
	pair := p.form.Sample.Pairs[i]
	c := []coding.Contact{pair.First, pair.Second}[k]
	wide := (formWidth-2*formMargin)/2 - 4
	when := p.l.DateTime(c.Time.Truncate(time.Minute))
	if p.form.IDs != nil && p.form.IDs[i][k] != "" {
		when = figure.Join(when, p.form.IDs[i][k])
	}
	p.font("", 8.5, 0)
	facts = append(facts, p.lines(when, wide, 2)...)
	facts = append(facts, p.lines(figure.Join(c.Reason, c.Process), wide, 2)...)
	facts = append(facts, p.lines(figure.Join(c.Channel, c.Team, c.Third, c.Outcome), wide, 2)...)
	if p.form.Notes != nil {
		text := p.form.Notes[i][k]
		if text == "" {
			text = p.l.T("pairs.detail.no_note")
		}
		note = p.lines(text, wide, noteLines)
	}
	return facts, note
}

// pair writes one pair; it begins a page when there is no room left for all of it.
func (p *formPage) pair(i int) {
	doc, l := p.doc, p.l
	pair := p.form.Sample.Pairs[i]
	wide := formWidth - 2*formMargin
	var facts, notes [2][]string
	rows := 0
	for k := range 2 {
		facts[k], notes[k] = p.side(i, k)
		rows = max(rows, len(facts[k])+len(notes[k]))
	}
	causes := p.form.Book.Offered()
	const line, box = 4.1, 5.2
	boxes := float64((len(causes)+2)/3)*box + box
	high := 8 + float64(rows)*line + 3 + boxes + 9
	y := doc.GetY()
	if y+high > formHeight-formFoot {
		doc.AddPage()
		y = formMargin
	}
	doc.SetDrawColor(170, 170, 170)
	doc.SetLineWidth(0.3)
	doc.Line(formMargin, y, formMargin+wide, y)
	p.font("B", 10, 0)
	doc.Text(formMargin, y+5, l.T("samples.at", "i", pair.Number, "n", len(p.form.Sample.Pairs)))
	p.font("", 8.5, 90)
	apart := l.T("pairs.detail.later", "gap", figure.Gap(pair.Between, l))
	if pair.AgentsKnown {
		id := "pairs.detail.other_agent"
		if pair.SameAgent {
			id = "pairs.detail.same_agent"
		}
		apart = figure.Join(apart, l.T(id))
	}
	doc.Text(formMargin+wide/2, y+5, figure.Join(l.T("pairs.detail.second"), apart))
	doc.Text(formMargin+34, y+5, l.T("pairs.detail.first"))
	y += 8
	for k := range 2 {
		x := formMargin + float64(k)*wide/2
		p.font("", 8.5, 0)
		at := p.write(facts[k], x, y, line)
		p.font("", 8.5, 70)
		p.write(notes[k], x, at, line)
	}
	y += float64(rows)*line + 2
	p.font("", 8.5, 0)
	for k, c := range causes {
		p.tick(formMargin+float64(k%3)*wide/3, y+float64(k/3)*box, figure.CauseTitle(p.form.Book, c.ID, l), wide/3-7)
	}
	y += float64((len(causes)+2)/3) * box
	p.font("B", 8.5, 0)
	doc.Text(formMargin, y+3.2, l.T("samples.party")+":")
	x := formMargin + doc.GetStringWidth(l.T("samples.party")+":") + 4
	p.font("", 8.5, 0)
	for _, party := range coding.Parties {
		title := figure.PartyTitle(party, l)
		p.tick(x, y, title, wide/4)
		x += doc.GetStringWidth(title) + 12
	}
	y += box + 5
	doc.SetDrawColor(190, 190, 190)
	doc.SetLineWidth(0.2)
	doc.Line(formMargin, y, formMargin+wide, y)
	doc.SetY(y + 3)
}

// tick draws a box to tick and its text.
func (p *formPage) tick(x, y float64, text string, wide float64) {
	p.doc.SetDrawColor(60, 60, 60)
	p.doc.SetLineWidth(0.25)
	p.doc.Rect(x, y+0.6, 3.2, 3.2, "D")
	if lines := p.lines(text, wide, 1); len(lines) > 0 {
		p.doc.Text(x+4.6, y+3.3, lines[0])
	}
}
