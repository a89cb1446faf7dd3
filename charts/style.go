package charts

import "image/color"

// Style says how to draw, for every chart alike. The zero value is the light look at one device pixel per unit.
type Style struct {
	Dark       bool        // dark palette
	Print      bool        // for paper: white, lines in black and grey, marks told apart by shape; goes before Dark
	Scale      float64     // device pixels per unit of 1/96 inch; 0 means 1
	FontSize   float64     // size of ordinary text in units; 0 means 12; axis labels are one unit smaller
	Background color.Color // behind the chart; nil means the palette's own
}

// Palette holds the colours of one look. Series are told apart by colour and by the shape of their points.
type Palette struct {
	Background color.NRGBA
	Text       color.NRGBA // names and values
	Muted      color.NRGBA // axis labels, notes, mean lines
	Grid       color.NRGBA // grid lines
	Hatch      color.NRGBA // diagonal lines over periods that cannot be judged in full
	Accent     color.NRGBA // the first series
	Good       color.NRGBA
	Bad        color.NRGBA
	Series     []color.NRGBA // colours of the first, second, … series; the first is Accent
	Fifth      color.NRGBA   // of a fifth line, where five must be told apart
}

var light = Palette{
	Background: hex(0xffffff), Text: hex(0x1c2430), Muted: hex(0x667085), Grid: hex(0xe3e6eb), Hatch: hex(0xd3d8e0),
	Accent: hex(0x0f6cbd), Good: hex(0x0b7a4b), Bad: hex(0xb42318),
	Series: []color.NRGBA{hex(0x0f6cbd), hex(0xb25e00), hex(0x7a4fb5), hex(0x4b5565)},
	Fifth:  hex(0x0a7a70),
}

var dark = Palette{
	Background: hex(0x1d2127), Text: hex(0xe6e9ee), Muted: hex(0x98a2b3), Grid: hex(0x2d333c), Hatch: hex(0x3c444f),
	Accent: hex(0x62abf5), Good: hex(0x5cc795), Bad: hex(0xf58c80),
	Series: []color.NRGBA{hex(0x62abf5), hex(0xf0a04b), hex(0xb99af0), hex(0xaab3c2)},
	Fifth:  hex(0x4fc7b8),
}

var paper = Palette{
	Background: hex(0xffffff), Text: hex(0x000000), Muted: hex(0x4a4a4a), Grid: hex(0xe6e6e6), Hatch: hex(0xbdbdbd),
	Accent: hex(0x000000), Good: hex(0x000000), Bad: hex(0x000000),
	Series: []color.NRGBA{hex(0x000000), hex(0x5e5e5e), hex(0x2e2e2e), hex(0x8a8a8a)},
	Fifth:  hex(0x474747),
}

// Palette gives the colours that s draws with, for a legend or table beside the chart.
func (s Style) Palette() Palette {
	p := light
	switch {
	case s.Print:
		p = paper
	case s.Dark:
		p = dark
	}
	p.Series = append([]color.NRGBA(nil), p.Series...)
	if s.Background != nil {
		p.Background = color.NRGBAModel.Convert(s.Background).(color.NRGBA)
	}
	return p
}

// series is the colour of series i; colours come round again after the last.
func (p Palette) series(i int) color.NRGBA { return p.Series[i%len(p.Series)] }

// scale is the number of device pixels per unit.
func (s Style) scale() float64 {
	if s.Scale > 0 {
		return s.Scale
	}
	return 1
}

// fontSize is the size of ordinary text in units.
func (s Style) fontSize() float64 {
	if s.FontSize > 0 {
		return s.FontSize
	}
	return 12
}

// Tone is a judgement on a mark that the caller made. It shows as a colour and, on points, as a shape.
type Tone int

const (
	Plain   Tone = iota // the colour of the series
	Good                // good news: green, points are diamonds
	Bad                 // bad news: red, points are squares
	Faint               // too few cases to lean on: grey, points and bars hollow
	Notable             // a change that is neither good nor bad: the third colour of series, points are triangles
)

// judged says whether t calls a mark a change.
func (t Tone) judged() bool { return t == Good || t == Bad || t == Notable }

// tone is the colour of a mark of tone t in a series drawn in plain.
func (p Palette) tone(t Tone, plain color.NRGBA) color.NRGBA {
	switch t {
	case Good:
		return p.Good
	case Bad:
		return p.Bad
	case Faint:
		return p.Muted
	case Notable:
		return p.series(2)
	}
	return plain
}

// hex turns 0xrrggbb into an opaque colour.
func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// faded is c with its opacity multiplied by f.
func faded(c color.NRGBA, f float64) color.NRGBA {
	c.A = uint8(float64(c.A)*f + 0.5)
	return c
}
