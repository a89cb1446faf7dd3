package charts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// placed is a label with the place of its left side, in units.
type placed struct {
	index int
	text  string
	x, w  float64
}

// steps are the distances between labels to try: those that readers of weeks, days and months count in.
var steps = []int{1, 2, 3, 4, 5, 6, 8, 10, 12, 13, 15, 20, 24, 26, 30, 40, 52, 60, 78, 104, 130, 156, 208, 260, 365, 520, 730}

// thin chooses which of labels to show so that they stay gap apart: every one, or every second, third, … from the
// first. Labels stand centred on their place, moved to lie wholly within lo…hi. Empty labels are left out first.
func thin(labels []string, place func(int) float64, f textFace, lo, hi, gap float64) []placed {
	var all []placed
	for i, l := range labels {
		l = printable(l)
		if l == "" {
			continue
		}
		w := f.width(l)
		if w > hi-lo {
			continue
		}
		all = append(all, placed{i, l, min(max(place(i)-w/2, lo), hi-w), w})
	}
	for k := 0; ; k++ {
		step := len(all)
		if k < len(steps) {
			step = steps[k]
		}
		if len(all) == 0 || step >= len(all) {
			return all[:min(len(all), 1)]
		}
		var some []placed
		fits := true
		for i := 0; i < len(all) && fits; i += step {
			if n := len(some); n > 0 && some[n-1].x+some[n-1].w+gap > all[i].x {
				fits = false
			}
			some = append(some, all[i])
		}
		if fits {
			return some
		}
	}
}

// shorten cuts text to at most width units, with … for what is left out. It gives "" where not even that fits.
func shorten(text string, f textFace, width float64) string {
	text = printable(text)
	if f.width(text) <= width {
		return text
	}
	// Binary search for the longest beginning that fits, in runes.
	var ends []int
	for i := range text {
		ends = append(ends, i)
	}
	lo, hi := 0, len(ends)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if f.width(strings.TrimRight(text[:ends[mid]], " ·,-–")+"…") <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	if lo == 0 {
		if f.width("…") <= width && utf8.RuneCountInString(text) > 0 {
			return "…"
		}
		return ""
	}
	return strings.TrimRight(text[:ends[lo]], " ·,-–") + "…"
}

// wrap breaks text into lines of at most width units, at spaces that may break ("23,1 %" has one that may not); a longer
// word is shortened.
func wrap(text string, f textFace, width float64) []string {
	var lines []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }) {
		if n := len(lines); n > 0 && f.width(printable(lines[n-1]+" "+word)) <= width {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	for i, l := range lines {
		lines[i] = shorten(l, f, width)
	}
	return lines
}

// message writes text in the middle of r, for a chart with nothing to draw.
func (s *surface) message(text string, r rect) {
	f := s.normal()
	lines := wrap(text, f, min(r.w()-16, 360))
	h := f.size * 1.5
	y := (r.y0+r.y1)/2 - h*float64(len(lines)-1)/2
	w := 0.0
	for _, l := range lines {
		w = max(w, f.width(printable(l)))
	}
	if w > 0 { // keep grid lines out of the text
		x := (r.x0 + r.x1) / 2
		s.fillRect(rect{x - w/2 - 10, y - h*0.6, x + w/2 + 10, y + h*(float64(len(lines))-0.4)}, s.pal.Background)
	}
	for i, l := range lines {
		s.text(l, pt{(r.x0 + r.x1) / 2, y + float64(i)*h}, f, s.pal.Muted, centre)
	}
}
