package charts

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// MarkerKind is what a marker tells of; all but Moment show a small sign.
type MarkerKind int

const (
	Moment  MarkerKind = iota // something happened: a label alone
	Mailing                   // an envelope
	Outage                    // a flash
	Holiday                   // a sun
	Action                    // a flag
	border                    // a new phase begins: a whole line
)

// signed says whether a marker of the kind has a sign.
func (k MarkerKind) signed() bool { return k >= Mailing && k <= Action }

// glyphSize is the width and height of a sign, and glyphRoom with the room before its label, in units.
const (
	glyphSize = 11.0
	glyphRoom = glyphSize + 4
)

// glyph draws the sign of kind around p.
func (s *surface) glyph(kind MarkerKind, p pt, c color.NRGBA) {
	r := glyphSize / 2
	rel := func(ps ...pt) []pt {
		out := make([]pt, len(ps))
		for i, q := range ps {
			out[i] = pt{p.x + q.x*r, p.y + q.y*r}
		}
		return out
	}
	switch kind {
	case Mailing:
		s.strokePath(s.path(rel(pt{-1, -0.7}, pt{1, -0.7}, pt{1, 0.7}, pt{-1, 0.7}), true), 1.2, c)
		s.line(rel(pt{-1, -0.7}, pt{0, 0.2}, pt{1, -0.7}), 1.2, c)
	case Outage:
		s.fill(rel(pt{0.25, -1}, pt{-0.7, 0.2}, pt{-0.05, 0.2}, pt{-0.3, 1}, pt{0.7, -0.3}, pt{0.05, -0.3}), c)
	case Holiday:
		s.c.SetColor(c)
		s.c.Fill(s.outline(circle, p, r*0.5))
		for _, d := range []pt{{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {0.72, 0.72}, {-0.72, 0.72}, {0.72, -0.72}, {-0.72, -0.72}} {
			s.line(rel(pt{d.x * 0.72, d.y * 0.72}, d), 1.1, c)
		}
	case Action:
		s.line(rel(pt{-0.6, -1}, pt{-0.6, 1}), 1.4, c)
		s.fill(rel(pt{-0.5, -0.95}, pt{0.9, -0.45}, pt{-0.5, 0.1}), c)
	}
}

// Sign is a small picture that sums up a control chart: what its latest point tells, or whether it meets its target.
type Sign int

const (
	NoSign         Sign = iota
	OnlyChance          // common cause: a wave
	ImprovedUp          // special cause, better and higher: an arrow up with a diamond
	ImprovedDown        // better and lower
	WorsenedUp          // worse and higher: an arrow up with a square
	WorsenedDown        // worse and lower
	ChangedUp           // higher, neither better nor worse
	ChangedDown         // lower
	TargetMet           // the target will be met: a tick
	TargetMissed        // it will not: a cross
	TargetByChance      // chance decides: a point on either side of the target
)

// Icon is a sign with its tooltip.
type Icon struct {
	Sign Sign
	Text string
}

// iconSize is the width and height of an icon, in units.
const iconSize = 17.0

// icon draws a sign in a ring around p.
func (s *surface) icon(sign Sign, p pt) {
	if sign == NoSign {
		return
	}
	tone, up := Plain, 0.0
	switch sign {
	case ImprovedUp, ImprovedDown, TargetMet:
		tone = Good
	case WorsenedUp, WorsenedDown, TargetMissed:
		tone = Bad
	case ChangedUp, ChangedDown:
		tone = Notable
	case OnlyChance, TargetByChance:
		tone = Faint
	}
	switch sign {
	case ImprovedUp, WorsenedUp, ChangedUp:
		up = 1
	case ImprovedDown, WorsenedDown, ChangedDown:
		up = -1
	}
	c := s.pal.tone(tone, s.pal.Accent)
	r := iconSize / 2
	s.strokePath(s.outline(circle, p, r-0.8), 1.5, c)
	in := r * 0.55
	switch {
	case up != 0:
		tip := pt{p.x + in*0.75, p.y - up*in*0.62}
		s.line([]pt{{p.x - in, p.y + up*in*0.7}, {p.x - in*0.2, p.y + up*in*0.35}, tip}, 1.5, c)
		s.c.SetColor(c)
		s.c.Fill(s.outline(toneShape(tone, circle), tip, 2.3))
	case sign == TargetMet:
		s.line([]pt{{p.x - in*0.8, p.y}, {p.x - in*0.2, p.y + in*0.7}, {p.x + in*0.9, p.y - in*0.7}}, 1.7, c)
	case sign == TargetMissed:
		d := in * 0.7
		s.line([]pt{{p.x - d, p.y - d}, {p.x + d, p.y + d}}, 1.7, c)
		s.line([]pt{{p.x - d, p.y + d}, {p.x + d, p.y - d}}, 1.7, c)
	case sign == TargetByChance:
		s.hline(p.x-r*0.75, p.x+r*0.75, p.y, 1.3, c)
		s.c.SetColor(c)
		s.c.Fill(s.outline(circle, pt{p.x - in*0.5, p.y - in*0.65}, 1.6))
		s.c.Fill(s.outline(circle, pt{p.x + in*0.5, p.y + in*0.7}, 1.6))
	default:
		s.strokePath(s.wave(p, in), 1.4, c)
	}
}

// wave is one swing up and down around p, from in left of it to in right of it.
func (s *surface) wave(p pt, in float64) vg.Path {
	var w vg.Path
	w.Move(s.at(pt{p.x - in, p.y}))
	w.CubeTo(s.at(pt{p.x - in*0.6, p.y - in*1.1}), s.at(pt{p.x - in*0.4, p.y - in*1.1}), s.at(p))
	w.CubeTo(s.at(pt{p.x + in*0.4, p.y + in*1.1}), s.at(pt{p.x + in*0.6, p.y + in*1.1}), s.at(pt{p.x + in, p.y}))
	return w
}
