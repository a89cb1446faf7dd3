package charts

import "context"

// Trend is a rate (or other value) per period: a line with points, its interval as a soft band, level lines, hatched
// regions, markers, and if wanted the number of contacts per period as faint bars beneath.
type Trend struct {
	Labels  []string // one a period, first to last; "" writes none
	Series  []Series // the first is the main one
	Levels  []Level  // dashed, such as the mean
	Regions []Region // hatched
	Markers []Marker

	Counts      []float64            // contacts per period; nil draws no bars
	CountName   string               // what the bars are, such as "contacten"
	CountTexts  []string             // tooltips of the bars
	FormatCount func(float64) string // writes the number at the top of the bars
	Format      func(float64) string // writes a value on the y axis, such as "15 %"
	Bounds      Bounds               // what the y axis may not leave
	Steps       Steps                // between the ticks of the y axis
	Zero        bool                 // begin the y axis at 0
	Message     string               // shown where there is no value to draw
}

// Draw implements Chart. Drawing.X gives periods: 0 is the middle of the first.
func (t Trend) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, t, width, height, s)
}

// periods is the number of periods: of the longest of the labels and series.
func (t Trend) periods() int {
	n := max(len(t.Labels), len(t.Counts))
	for _, s := range t.Series {
		n = max(n, len(s.Points))
	}
	return n
}

func (t Trend) paint(ctx context.Context, s *surface) error {
	var all [][]Point
	for _, sr := range t.Series {
		all = append(all, sr.Points)
	}
	none := !valueSpan(all, nil).valid()
	st, ok := t.stage(s, valueSpan(all, t.Levels), t.legendItems(s), 1)
	if !ok {
		if none {
			s.message(t.Message, rect{0, 0, s.w, s.h})
		}
		return ctx.Err()
	}
	f := st.frame
	if none {
		st.empty(t)
		return ctx.Err()
	}
	hollow := hollow(t.Regions, f.n)
	st.ground(t)
	for i := range t.Series {
		f.band(t.Series[i].Points, s.pal.series(i))
	}
	f.levels(t.Levels)
	t.markers(f, st.heads)
	if err := ctx.Err(); err != nil {
		return err
	}
	for i := len(t.Series) - 1; i >= 0; i-- { // the main series last, on top
		f.path(t.Series[i].Points, hollow, s.pal.series(i))
	}
	for i := len(t.Series) - 1; i >= 0; i-- {
		f.points(i, t.Series[i].Points, hollow, s.pal.series(i), seriesShape(i))
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	st.finish(t)
	return ctx.Err()
}

// legendItems names the series, the levels and the bars, where there is something to tell apart. A level is named here
// and not on its line, where it would cover the series or be covered.
func (t Trend) legendItems(s *surface) []legendItem {
	var items []legendItem
	for i, sr := range t.Series {
		items = append(items, legendItem{sr.Name, func(x, y float64) {
			s.hline(x, x+18, y, 1.8, s.pal.series(i))
			s.point(seriesShape(i), pt{x + 9, y}, 3.2, s.pal.series(i), false)
		}})
	}
	for _, l := range t.Levels {
		items = append(items, legendItem{l.Label, func(x, y float64) { s.hline(x, x+18, y, 1, s.pal.Muted, 5, 4) }})
	}
	items = named(append(items, t.countItem(s)...))
	if len(items) == 1 && len(t.Series) == 1 && t.Series[0].Name != "" {
		return nil
	}
	return items
}

// seriesShape is the shape of the points of series i.
func seriesShape(i int) shape { return [...]shape{circle, diamond, triangle, square}[i%4] }
