package charts

// mostCounts is the largest count.
func (t Trend) mostCounts() float64 {
	m := 0.0
	for _, c := range t.Counts {
		if number(c) {
			m = max(m, c)
		}
	}
	return m
}

func (t Trend) countLabel() string { return printable(formatOr(t.FormatCount)(t.mostCounts())) }

// bars draws the counts in r, from its foot, the largest as high as r.
func (t Trend) bars(f *frame, r rect) {
	most := t.mostCounts()
	f.hline(r.x0, r.x1, r.y1, 1, f.pal.Grid)
	f.text(t.countLabel(), pt{r.x0 - gutterGap, r.y0 + 4}, f.small(), f.pal.Muted, right)
	if most <= 0 {
		return
	}
	step := r.w() / float64(f.n)
	half := max(step*0.34, min(step/2, 0.4))
	half = min(half, 16)
	c := faded(f.pal.Muted, 0.38)
	for i, v := range t.Counts {
		if !number(v) || v < 0 {
			continue
		}
		x := f.px(float64(i))
		bar := rect{x - half, r.y1 - v/most*r.h(), x + half, r.y1}
		if step*f.st.scale() >= 4 {
			f.fillRect(bar, c)
		} else {
			f.fill([]pt{{bar.x0, bar.y0}, {bar.x1, bar.y0}, {bar.x1, bar.y1}, {bar.x0, bar.y1}}, c)
		}
		h := Hit{Series: HitCount, Index: i}
		if i < len(t.CountTexts) {
			h.Text = t.CountTexts[i]
		}
		if len(t.Series) > 0 && i < len(t.Series[0].Points) {
			h.Key = t.Series[0].Points[i].Key
		}
		f.hit(rect{x - step/2, r.y0, x + step/2, r.y1}, h)
	}
}

// countItem names the bars in a legend.
func (t Trend) countItem(s *surface) []legendItem {
	if len(t.Counts) == 0 {
		return nil
	}
	return []legendItem{{t.CountName, func(x, y float64) {
		for k, h := range []float64{5, 8, 6.5} {
			x := x + 3 + float64(k)*5
			s.fillRect(rect{x, y + 4 - h, x + 3.4, y + 4}, faded(s.pal.Muted, 0.38))
		}
	}}}
}
