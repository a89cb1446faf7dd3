package charts

import (
	"context"
	"math"
	"strings"
)

// Fishbone is a cause and effect diagram: a problem at the head, bones with a group of causes each above and below the
// spine, and on the causes what they rest on.
type Fishbone struct {
	Problem  string             // what is to be explained; wrapped in the head
	Bones    []Bone             // the first at the head; odd ones above the spine, even ones below it
	Selected string             // key of the bone or cause that is worked on; it is drawn in the accent colour
	More     func(n int) string // writes how many causes of a bone did not fit, such as "en nog 3"; nil writes nothing
	Message  string             // shown where there is no bone
}

// Bone is a group of causes.
type Bone struct {
	Key    string
	Name   string
	Text   string // tooltip
	Causes []Cause
}

// Cause is something that may lead to the problem.
type Cause struct {
	Key      string
	Name     string     // wrapped to three lines where there is room, then shortened with …
	Note     string     // muted, after the marks, such as "3× waarom"
	Evidence []Evidence // what it rests on; none is shown as a dashed line and an open ring
	Strong   bool       // chosen by the group; in bold
	Text     string     // tooltip
}

// Evidence is a kind of proof; each has a mark of its own shape.
type Evidence int

// The kinds.
const (
	EvidencePairs  Evidence = iota // contacts that were read: a circle
	EvidenceChart                  // a chart: a triangle
	EvidenceFigure                 // a figure: a square
	EvidenceOther                  // something else: a diamond
)

func (e Evidence) shape() shape {
	return [...]shape{circle, triangle, square, diamond}[max(0, min(int(e), 3))]
}

// Values of Hit.Series in a fishbone: causes count by their bone, from 0.
const (
	HitBone = -14 // the name of a bone; Index is its number
	HitHead = -15 // the head
)

// Room of a fishbone, in units at a text of 12.
const (
	boneBox    = 24.0 // height of the name of a bone
	boneRoom   = 24.0 // round that name, on both sides together
	boneLean   = 0.3  // how far a bone leans, in heights
	headWidth  = 0.17 // of the width
	causeMark  = 3.4  // radius of a mark
	causeLead  = 1.25 // between lines, in sizes
	leastCause = 46.0 // width under which causes are not written
)

// Draw implements Chart. A hit on a cause has its bone as Series and its number on the bone as Index. Drawing.Shown is the number of
// causes that fitted.
func (f Fishbone) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, f, width, height, s)
}

func (f Fishbone) paint(ctx context.Context, s *surface) error {
	if len(f.Bones) == 0 {
		s.message(f.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	k := s.st.fontSize() / 12
	in := rect{pad, pad, s.w - pad, s.h - pad}
	if in.w() < 160*k || in.h() < 120*k {
		return ctx.Err()
	}
	y := (in.y0 + in.y1) / 2
	head := f.head(s, in, y, k)
	tail := in.x0
	s.line([]pt{{tail, y}, {head.x0, y}}, 3, s.pal.Muted)

	upper, lower := spineSides(f.Bones)
	width := (head.x0 - tail) / float64(len(upper))
	tall := boneBox * k // of the names: more where one takes two lines
	for _, b := range f.Bones {
		if s.strong().width(printable(b.Name)) > width*0.75-boneRoom*k {
			tall = boneBox*k + s.strong().size*causeLead
			break
		}
	}
	for side, bones := range [2][]int{upper, lower} {
		if len(bones) == 0 {
			continue
		}
		box := rect{tail, in.y0, head.x0 - 6*k, in.y0 + tall}
		if side == 1 {
			box.y0, box.y1 = in.y1-tall, in.y1
			if len(upper) > len(lower) { // between those above, so that no two bones meet the spine in one place
				box.x1 -= (head.x0 - tail) / float64(2*len(upper))
			}
		}
		f.side(s, bones, box, y, k)
	}
	return ctx.Err()
}

// spineSides gives the numbers of the bones above and below the spine, from the head on.
func spineSides(bones []Bone) (upper, lower []int) {
	for i := range bones {
		if i%2 == 0 {
			upper = append(upper, i)
		} else {
			lower = append(lower, i)
		}
	}
	return upper, lower
}

// head draws the problem and gives its place.
func (f Fishbone) head(s *surface, in rect, y, k float64) rect {
	face := s.strong()
	w := min(max(in.w()*headWidth, 96*k), 240*k)
	lines := wrap(f.Problem, face, w-20*k)
	const most = 6
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = shorten(lines[most-1]+" …", face, w-20*k)
	}
	lead := face.size * 1.4
	h := max(lead*float64(len(lines))+18*k, 44*k)
	r := rect{in.x1 - w, y - h/2, in.x1, y + h/2}
	c := s.pal.Accent
	back := s.pal.Background
	back.A = 0xff
	p := s.roundRect(r, 8)
	s.c.SetColor(back)
	s.c.Fill(p)
	s.c.SetColor(faded(c, 0.1))
	s.c.Fill(p)
	s.strokePath(p, 1.6, c)
	for i, l := range lines {
		s.text(l, pt{(r.x0 + r.x1) / 2, y + (float64(i)-float64(len(lines)-1)/2)*lead}, face, s.pal.Text, centre)
	}
	s.hit(r, Hit{Series: HitHead, Text: f.Problem})
	return r
}

// shares divides a width over bones: those with causes get more room than those without.
func (f Fishbone) shares(bones []int, width float64) []float64 {
	const bare = 0.75 // of the room of a bone with causes
	sum := 0.0
	out := make([]float64, len(bones))
	for i, b := range bones {
		out[i] = 1
		if len(f.Bones[b].Causes) == 0 {
			out[i] = bare
		}
		sum += out[i]
	}
	for i := range out {
		out[i] *= width / sum
	}
	return out
}

// side draws the bones above or below the spine at y; box is where their names stand.
func (f Fishbone) side(s *surface, bones []int, box rect, y, k float64) {
	above := box.y0 < y
	from := box.y1 // of the bone, at its name
	if !above {
		from = box.y0
	}
	lean := min(math.Abs(y-from)*boneLean, box.w()/float64(len(bones))*0.4)
	right := box.x1
	for i, w := range f.shares(bones, box.w()) {
		b := bones[i]
		bone := f.Bones[b]
		foot := pt{right, y}
		top := pt{right - lean, from}
		start := right - w
		c, width := s.pal.Muted, 1.8
		if bone.Key == f.Selected {
			c, width = s.pal.Accent, 2.6
		}
		s.line([]pt{top, foot}, width, c)
		f.name(s, b, rect{start + 4*k, box.y0, right - 2*k, box.y1}, top.x, k)
		f.causes(s, b, top, foot, start+10*k, k)
		right = start
	}
}

// name draws the name of bone b in a box round x within r.
func (f Fishbone) name(s *surface, b int, r rect, x, k float64) {
	bone := f.Bones[b]
	face := s.strong()
	lead := face.size * causeLead
	lines := wrap(bone.Name, face, r.w()-16*k)
	if most := max(1, int((r.h()-6*k)/lead)); len(lines) > most {
		lines[most-1] = shorten(strings.Join(lines[most-1:], " "), face, r.w()-16*k)
		lines = lines[:most]
	}
	w := 0.0
	for _, l := range lines {
		w = max(w, face.width(l)+16*k)
	}
	x0 := min(max(x-w/2, r.x0), r.x1-w)
	box := rect{x0, r.y0, x0 + w, r.y1}
	if below := r.y0 > s.h/2; len(lines) == 1 && below { // against the bone, whatever the others need
		box.y1 = box.y0 + boneBox*k
	} else if len(lines) == 1 {
		box.y0 = box.y1 - boneBox*k
	}
	c, ink := s.pal.Muted, s.pal.Text
	if bone.Key == f.Selected {
		c, ink = s.pal.Accent, s.pal.Accent
	}
	p := s.roundRect(box, 6)
	s.c.SetColor(faded(c, 0.1))
	s.c.Fill(p)
	s.strokePath(p, 1.1, c)
	for i, l := range lines {
		s.text(l, pt{(box.x0 + box.x1) / 2, (box.y0+box.y1)/2 + (float64(i)-float64(len(lines)-1)/2)*lead}, face, ink, centre)
	}
	tip := bone.Text
	if strings.Join(lines, " ") != printable(bone.Name) {
		tip = bone.Name + "\n" + tip
	}
	s.hit(box, Hit{Series: HitBone, Index: b, Key: bone.Key, Text: tip})
}

// causes draws the causes of bone b, which runs from top to foot; from is where their lines begin.
func (f Fishbone) causes(s *surface, b int, top, foot pt, from, k float64) {
	bone := f.Bones[b]
	n := len(bone.Causes)
	if n == 0 || top.x-from < leastCause*k {
		return
	}
	room := math.Abs(foot.y-top.y) - 9*k
	lead := s.normal().size * causeLead
	row := lead + 9*k
	for lines := 3.0; lines > 1; lines-- { // as many lines as there is room for
		if r := lines*lead + 13*k; float64(n)*r <= room {
			row = r
			break
		}
	}
	row = max(row, min(room/float64(n), 2*lead+13*k))
	fit := int(room/row + 1e-9)
	rows, rest := min(n, fit), "" // rows to write, and in place of the last one what did not fit
	if fit < n {
		if f.More != nil && fit > 0 {
			rest = f.More(n - fit + 1)
			fit--
		}
	} else {
		fit = n
	}
	if rows == 0 {
		return
	}
	step := min(room/float64(rows), row*1.5)
	down := 1.0
	if foot.y < top.y {
		down = -1
	}
	// The causes stand along the whole bone, as far apart as there is room.
	start := (math.Abs(foot.y-top.y) - step*float64(rows)) / 2
	for i := range rows {
		along := start + step*(float64(i)+0.5)
		y := top.y + down*along
		line := y + row/2 - 3*k // the line beneath the text
		if i == fit {
			s.text(shorten(rest, s.small(), top.x-from), pt{from, y}, s.small(), s.pal.Muted, left)
			continue
		}
		// A bone above the spine comes nearer at the top of a text, one below it at the foot.
		across := func(y float64) float64 { return top.x + (foot.x-top.x)*(y-top.y)/(foot.y-top.y) }
		f.cause(s, b, i, rect{from, line - row, across(line), line}, across(max(line-row+8*k, min(top.y, foot.y))), k)
	}
}

// cause draws one cause in r, above the line at its foot; its text stays left of edge.
func (f Fishbone) cause(s *surface, b, i int, r rect, edge, k float64) {
	c := f.Bones[b].Causes[i]
	face := s.normal()
	if c.Strong {
		face = s.strong()
	}
	ink, stroke, width := s.pal.Text, s.pal.Muted, 1.2
	if c.Key != "" && c.Key == f.Selected {
		ink, stroke, width = s.pal.Accent, s.pal.Accent, 2.2
	}
	var dash []float64
	if len(c.Evidence) == 0 {
		dash = []float64{3, 3}
	}
	s.line([]pt{{r.x0, r.y1}, {r.x1, r.y1}}, width, stroke, dash...)

	// The marks stand at the bone's end of the line, with the note before them.
	mark := causeMark * k
	x := r.x1 - 7*k - mark
	if len(c.Evidence) == 0 {
		s.point(circle, pt{x, r.y1}, mark, s.pal.Muted, true)
	}
	for _, e := range c.Evidence {
		s.point(e.shape(), pt{x, r.y1}, mark, s.pal.series(0), false)
		x -= 2*mark + 3*k
	}
	w := min(edge, r.x1) - r.x0 - 7*k
	lead := face.size * causeLead
	lines := wrap(c.Name, face, w)
	most := max(int((r.h()-9*k)/lead), 1)
	full := len(lines) <= most
	if !full {
		lines = lines[:most]
		lines[most-1] = shorten(lines[most-1]+" …", face, w)
	}
	for j, l := range lines {
		s.text(l, pt{r.x0, r.y1 - 5*k - lead*(float64(len(lines)-1-j)+0.5)}, face, ink, left)
	}
	s.drawing.Shown++
	tip := c.Text
	if !full {
		tip = c.Name + "\n" + tip
	}
	if c.Note != "" && len(lines) > 0 {
		last := lines[len(lines)-1]
		at := r.x0 + face.width(printable(last)) + 6*k
		if small := s.small(); at+small.width(printable(c.Note)) <= r.x0+w {
			s.text(c.Note, pt{at, r.y1 - 5*k - lead/2}, small, s.pal.Muted, left)
		}
	}
	s.hit(rect{r.x0, r.y0 + 5*k, r.x1, r.y1 + 4*k}, Hit{Series: b, Index: i, Key: c.Key, Text: tip})
}
