package charts

import (
	"cmp"
	"slices"
)

// head is a placed label above the plot, of a region or of a marker.
type head struct {
	marker bool
	index  int
	text   string
	x, w   float64 // its left side and width
	line   float64 // x of the marker's line, which reaches up to the label
	row    int     // 0 is next to the plot
}

// clear says whether h and o do not touch: neither their texts nor the line of one and the text of the other.
func (h head) clear(o head) bool {
	struck := func(a, b head) bool { return a.marker && a.row > b.row && a.line > b.x-4 && a.line < b.x+b.w+4 }
	return (o.row != h.row || h.x+h.w+8 <= o.x || o.x+o.w+8 <= h.x) && !struck(h, o) && !struck(o, h)
}

// heads places the labels of markers and regions above a plot that runs from x0 to x1, in as many rows as they need,
// as far as the height allows; a label that finds no room is left out (its tooltip still tells).
func (t Trend) heads(s *surface, x0, x1 float64, n int) ([]head, int) {
	var out []head
	rows, most := 0, 1
	if s.h >= 240 {
		most = 2
	}
	if s.h >= 320 {
		most = 3
	}
	px := func(i float64) float64 { return x0 + (i+0.5)*(x1-x0)/float64(max(n, 1)) }
	add := func(h head, xs ...float64) bool {
		for h.row = range most {
			for _, h.x = range xs {
				free := h.x >= x0-1 && h.x+h.w <= x1+1
				for _, o := range out {
					free = free && h.clear(o)
				}
				if free {
					out, rows = append(out, h), max(rows, h.row+1)
					return true
				}
			}
		}
		return false
	}
	f := markerFace(s)
	// From the last to the first: a label stands right of its line as a rule, so that the one before it can go a row up
	// without its line running through this one's text.
	order := make([]int, len(t.Markers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(t.Markers[b].At, t.Markers[a].At) })
	for _, i := range order {
		m := t.Markers[i]
		if m.Label == "" || !t.shows(m, n) {
			continue
		}
		sign := 0.0
		if m.Kind.signed() {
			sign = glyphRoom
		}
		for _, room := range []float64{(x1 - x0) * 0.6, 90} {
			h := head{marker: true, index: i, text: shorten(m.Label, f, room), line: px(m.At)}
			h.w = sign + f.width(h.text)
			if add(h, h.line+6, h.line-6-h.w) {
				break
			}
		}
	}
	for i, r := range t.Regions {
		r, ok := r.within(n)
		if !ok || r.Label == "" {
			continue
		}
		h := head{index: i, text: shorten(r.Label, s.small(), x1-x0)}
		h.w = s.small().width(h.text)
		mid := (px(float64(r.From)-0.5) + px(float64(r.To)-0.5)) / 2
		add(h, min(max(mid-h.w/2, x0), x1-h.w))
	}
	return out, rows
}

// shows says whether m lies among n periods.
func (t Trend) shows(m Marker, n int) bool { return m.At >= -0.5 && m.At <= float64(n)-0.5 }

// markerFace is the font of a marker's label.
func markerFace(s *surface) textFace { return textFace{size: s.st.fontSize() - 1, bold: true} }

// markers draws the upright lines and writes the labels above the plot.
func (t Trend) markers(f *frame, heads []head) {
	placed := make([]*head, len(t.Markers))
	for i, h := range heads {
		if h.marker {
			placed[h.index] = &heads[i]
			continue
		}
		f.text(h.text, pt{h.x, headMiddle(f, h)}, f.small(), f.pal.Muted, left)
	}
	for i, m := range t.Markers {
		if t.shows(m, f.n) {
			t.marker(f, i, placed[i])
		}
	}
}

// headMiddle is the middle height of a label above the plot.
func headMiddle(f *frame, h head) float64 { return f.r.y0 - 6 - (float64(h.row)+0.5)*headRow + 3 }

// marker draws marker i with the label h, nil where that found no room. A sign is pointed at instead of its line, which
// would lie between the points.
func (t Trend) marker(f *frame, i int, h *head) {
	m := t.Markers[i]
	x, y0, c := f.px(m.At), f.r.y0, f.pal.tone(m.Tone, f.pal.Text)
	hit := Hit{Series: HitMarker, Index: i, Key: m.Key, Text: m.Text}
	at, label := pt{x, f.r.y0 + glyphSize/2 + 2}, rect{}
	if h != nil {
		y := headMiddle(f, *h)
		y0 = y - 5
		at, label = pt{h.x + glyphSize/2, y}, rect{h.x, y - headRow/2, h.x + h.w, y + headRow/2}
		x0 := h.x
		switch { // the sign stands next to the line
		case m.Kind.signed() && h.x < h.line:
			at.x = h.x + h.w - glyphSize/2
		case m.Kind.signed():
			x0 += glyphRoom
		}
		f.text(h.text, pt{x0, y}, markerFace(f.surface), c, left)
	} else {
		label = rect{at.x - glyphSize/2, at.y - glyphSize/2, at.x + glyphSize/2, at.y + glyphSize/2}
	}
	switch {
	case m.Kind.signed():
		f.vline(x, y0, f.r.y1, 1, faded(c, 0.7), 1.5, 3)
		if h == nil {
			f.fillRect(label.inset(-1), f.pal.Background)
		}
		f.glyph(m.Kind, at, c)
		f.hit(label, hit)
		return
	case m.Kind == border:
		f.vline(x, y0, f.r.y1, 1.2, f.pal.Muted)
	default:
		f.vline(x, y0, f.r.y1, 1.4, c, 2, 3)
	}
	f.hit(rect{x - 2, y0, x + 2, f.r.y1}, hit)
}
