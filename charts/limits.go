package charts

// limitShade is the opacity of the area between limits.
const limitShade = 0.09

// targetDash is the pattern of a target line: dash, dot.
var targetDash = []float64{8, 3, 2, 3}

// limits draws the limits as steps, a soft band between them, and the near limits where there is room for them.
func (f *frame) limits(ls []Limits, pointed bool) {
	known := func(i int) bool { return i < f.n && ls[i].known() }
	for a := 0; a < len(ls); a++ {
		if !known(a) {
			continue
		}
		b := a
		for b < len(ls) && known(b) && b-a < piece {
			b++
		}
		high := f.stairs(a, b, func(i int) float64 { return ls[i].High })
		low := f.stairs(a, b, func(i int) float64 { return ls[i].Low })
		area := append([]pt(nil), high...)
		for i := len(low) - 1; i >= 0; i-- {
			area = append(area, low[i])
		}
		f.fill(area, faded(f.pal.Muted, limitShade))
		if f.step() >= 4 {
			for _, near := range []func(int) float64{
				func(i int) float64 { return ls[i].NearHigh }, func(i int) float64 { return ls[i].NearLow },
			} {
				if number(near(a)) {
					f.line(f.stairs(a, b, near), 1, faded(f.pal.Muted, 0.45), 1.5, 3.5)
				}
			}
		}
		f.line(high, f.whole(1), f.pal.Muted)
		f.line(low, f.whole(1), f.pal.Muted)
		if pointed {
			f.limitHits(ls, a, b)
		}
		if b < len(ls) && known(b) { // the riser to the next piece
			f.riser(b, ls[b-1].High, ls[b].High)
			f.riser(b, ls[b-1].Low, ls[b].Low)
		}
		a = b - 1
	}
}

// riser joins two levels at the border before period i.
func (f *frame) riser(i int, from, to float64) {
	y0, y1 := f.py(from), f.py(to)
	f.vline(f.px(float64(i)-0.5), min(y0, y1), max(y0, y1), 1, f.pal.Muted)
}

// whole is width as a whole number of pixels, at least one.
func (f *frame) whole(width float64) float64 {
	a, b := f.stripe(0, width)
	return b - a
}

// stairs gives the line of a value per period from a up to b, level over each, with its treads and risers on whole pixels.
func (f *frame) stairs(a, b int, value func(int) float64) []pt {
	ps := make([]pt, 0, 2*(b-a))
	for i := a; i < b; {
		j := i + 1
		for j < b && value(j) == value(i) {
			j++
		}
		y0, y1 := f.stripe(f.py(value(i)), 1)
		y := (y0 + y1) / 2
		ps = append(ps, pt{f.edge(f.px(float64(i) - 0.5)), y}, pt{f.edge(f.px(float64(j) - 0.5)), y})
		i = j
	}
	return ps
}

// limitHits notes where the limits from a up to b can be pointed at.
func (f *frame) limitHits(ls []Limits, a, b int) {
	for i := a; i < b; {
		j := i + 1
		for j < b && ls[j] == ls[i] {
			j++
		}
		x0, x1 := f.px(float64(i)-0.5), f.px(float64(j)-0.5)
		for _, l := range []struct {
			value float64
			text  string
		}{{ls[i].High, ls[i].HighText}, {ls[i].Low, ls[i].LowText}} {
			if l.text != "" {
				y := f.py(l.value)
				f.hit(rect{x0, y - 2, x1, y + 2}, Hit{Series: HitLimit, Index: i, Text: l.text})
			}
		}
		i = j
	}
}

// centres draws the centre line of each phase.
func (f *frame) centres(ps []Phase) {
	for i, p := range ps {
		from, to := max(p.From, 0), min(p.To, f.n)
		if from >= to || !number(p.Centre) {
			continue
		}
		x0, x1, y := f.px(float64(from)-0.5), f.px(float64(to)-0.5), f.py(p.Centre)
		if p.Trial {
			f.hline(x0, x1, y, 1.4, f.pal.Muted, 7, 4)
		} else {
			f.hline(x0, x1, y, 1.4, f.pal.Muted)
		}
		if p.Text != "" {
			f.hit(rect{x0, y - 2, x1, y + 2}, Hit{Series: HitCentre, Index: i, Key: p.Key, Text: p.Text})
		}
	}
}

// target draws the target line.
func (f *frame) target(t *Target) {
	if t == nil || !number(t.Value) {
		return
	}
	y := f.py(t.Value)
	f.hline(f.r.x0, f.r.x1, y, 1.5, f.pal.series(1), targetDash...)
	if t.Text != "" {
		f.hit(rect{f.r.x0, y - 2, f.r.x1, y + 2}, Hit{Series: HitTarget, Text: t.Text})
	}
}
