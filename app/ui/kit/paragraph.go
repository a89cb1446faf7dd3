package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Paragraph)(nil)

// Paragraph is text that wraps at words. Line feeds in the text start a new line.
type Paragraph struct {
	widget.BaseWidget

	text string
	role Role
	bold bool
	size float32 // how many times larger its letters are; 0 is 1
	wrap paragraphWrap
}

type paragraphWrap struct {
	text  string
	look  roleLook
	width float32
	lines []string
}

// NewParagraph makes wrapped text.
func NewParagraph(text string, role Role) *Paragraph {
	p := &Paragraph{text: text, role: role}
	p.ExtendBaseWidget(p)
	return p
}

// Text returns the text.
func (p *Paragraph) Text() string { return p.text }

// SetText changes the text.
func (p *Paragraph) SetText(s string) {
	if p.text != s {
		p.text = s
		p.Refresh()
	}
}

// SetRole changes the role.
func (p *Paragraph) SetRole(r Role) { p.role = r; p.Refresh() }

// Scale makes the letters of any role that many times larger; it returns p.
func (p *Paragraph) Scale(k float32) *Paragraph { p.size = k; p.Refresh(); return p }

// SetBold makes any role bold; it returns p.
func (p *Paragraph) SetBold(b bool) *Paragraph { p.bold = b; p.Refresh(); return p }

func (p *Paragraph) look() roleLook {
	l := p.role.look().scaled(p.size)
	l.bold = l.bold || p.bold
	return l
}

// Resize wraps anew; a change of height is passed on to the layout around.
func (p *Paragraph) Resize(s fyne.Size) {
	before := len(p.lines())
	changed := p.Size().Width != s.Width
	p.BaseWidget.Resize(s)
	if changed && len(p.lines()) != before {
		p.Refresh()
	}
}

func (p *Paragraph) lines() []string {
	w, l := p.Size().Width, p.look()
	if w <= 0 {
		w = 320
	}
	if p.wrap.lines == nil || p.wrap.width != w || p.wrap.text != p.text || p.wrap.look != l {
		p.wrap = paragraphWrap{text: p.text, look: l, width: w, lines: wrapWords(p.text, l, w)}
	}
	return p.wrap.lines
}

// breaks says whether a line may end at a sign: at a space, but not within "23,1 %".
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

func wrapWords(text string, l roleLook, width float32) []string {
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.FieldsFunc(para, breaks) {
			try := word
			if line != "" {
				try = line + " " + word
			}
			if line != "" && textWidth(try, l) > width {
				out = append(out, line)
				try = word
			}
			line = try
		}
		out = append(out, line)
	}
	return out
}

// CreateRenderer is called by Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	r.update()
	return r
}

type paragraphRenderer struct {
	baseRenderer
	p *Paragraph
}

func (r *paragraphRenderer) lineHeight() float32 {
	return float32(int(r.p.look().size*1.45 + 0.5))
}

func (r *paragraphRenderer) Layout(fyne.Size) { r.update() }

func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, r.lineHeight()*float32(len(r.p.lines())))
}

func (r *paragraphRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.p)
}

func (r *paragraphRenderer) update() {
	lines, look, h := r.p.lines(), r.p.look(), r.lineHeight()
	for len(r.objects) < len(lines) {
		r.objects = append(r.objects, newRoleText("", r.p.role))
	}
	r.objects = r.objects[:len(lines)]
	for i, s := range lines {
		t := r.objects[i].(*canvas.Text)
		changed := look.apply(t)
		if t.Text != s {
			t.Text, changed = s, true
		}
		place(t, 0, float32(i)*h, r.p.Size().Width, h)
		if changed {
			t.Refresh()
		}
	}
}
