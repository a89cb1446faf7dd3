package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// kindSign is the round sign before a message. The tick is drawn, for the bundled font has none.
type kindSign struct {
	disc *canvas.Circle
	text *canvas.Text
	tick [2]*canvas.Line
}

func newKindSign() *kindSign {
	s := &kindSign{disc: canvas.NewCircle(nil), text: canvas.NewText("", nil)}
	s.tick[0], s.tick[1] = canvas.NewLine(nil), canvas.NewLine(nil)
	return s
}

func (s *kindSign) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.disc, s.text, s.tick[0], s.tick[1]}
}

func (s *kindSign) place(x, y float32) {
	place(s.disc, x, y, 16, 16)
	place(s.text, x, y, 16, 16)
	at := func(l *canvas.Line, x1, y1, x2, y2 float32) {
		l.Position1, l.Position2 = fyne.NewPos(x+x1, y+y1), fyne.NewPos(x+x2, y+y2)
	}
	at(s.tick[0], 4.5, 8.5, 7, 11)
	at(s.tick[1], 7, 11, 11.5, 5.5)
}

func (s *kindSign) set(k Kind) {
	l := kindLooks[k]
	s.disc.FillColor, s.disc.StrokeWidth = Color(l.ink), 0
	roleLook{ColorOnAccent, 11, true}.apply(s.text)
	s.text.Text, s.text.Alignment = l.sign, fyne.TextAlignCenter
	for _, t := range s.tick {
		t.StrokeColor, t.StrokeWidth, t.Hidden = Color(ColorOnAccent), 1.6, l.sign != ""
	}
}
