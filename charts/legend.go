package charts

import "slices"

// legendItem is a name in a legend with what draws its sample: 18 wide from x, at the height y.
type legendItem struct {
	name   string
	sample func(x, y float64)
}

// Room in a legend, in units.
const (
	sampleRoom = 24.0
	legendGap  = 18.0
)

// named leaves out the items without a name.
func named(items []legendItem) []legendItem {
	return slices.DeleteFunc(items, func(i legendItem) bool { return i.name == "" })
}

// legendRows is how many rows, at most most, the items take in width.
func (s *surface) legendRows(items []legendItem, width float64, most int) int {
	if len(items) == 0 {
		return 0
	}
	rows, x := 1, 0.0
	for _, it := range items {
		w := sampleRoom + s.small().width(printable(it.name))
		if x > 0 && x+w > width && rows < most {
			rows, x = rows+1, 0
		}
		x += w + legendGap
	}
	return rows
}

// drawLegend writes the items between x and end in at most most rows, the first around y, as far as they fit.
func (s *surface) drawLegend(items []legendItem, x, end, y float64, most int) {
	f, x0, row := s.small(), x, 1
	for _, it := range items {
		if x > x0 && x+sampleRoom+f.width(printable(it.name)) > end && row < most {
			x, y, row = x0, y+headRow, row+1
		}
		room := end - x - sampleRoom
		name := shorten(it.name, f, room)
		if name == "" || room < 20 {
			continue
		}
		it.sample(x, y)
		s.text(name, pt{x + sampleRoom, y}, f, s.pal.Muted, left)
		x += sampleRoom + f.width(name) + legendGap
	}
}
