package charts

// Point is one period of a series.
type Point struct {
	Value     float64 // NaN where there is none: the line is broken there
	Low, High float64 // interval around Value; equal or NaN means none
	Tone      Tone
	Key       string // what the mark is called in a Hit
	Text      string // tooltip; where there is no value it tells why, over the whole height of the period
}

// interval says whether p has an interval to draw.
func (p Point) interval() bool {
	return number(p.Value) && number(p.Low) && number(p.High) && p.Low < p.High
}

// Series is one line: a point a period, in the order of the labels.
type Series struct {
	Name   string // for the legend, which shows when there are two series or more
	Points []Point
}

// Level is a dashed level line over the periods From up to but not including To; both 0 means over all.
type Level struct {
	Value    float64
	From, To int
	Label    string // in the legend; may be empty
}

// over gives the periods of l among n.
func (l Level) over(n int) (from, to int) {
	if l.From == 0 && l.To == 0 {
		return 0, n
	}
	return max(l.From, 0), min(l.To, n)
}

// Region is a run of periods that cannot be judged in full, From up to but not including To: too recent to be ripe, or
// without full history. It is hatched, and its points are hollow unless Solid is set.
type Region struct {
	From, To int
	Label    string // such as "onrijp"; above the region
	Solid    bool   // the figures in it are final all the same
	Key      string
	Text     string // tooltip
}

// within cuts r to n periods; ok is false where nothing is left.
func (r Region) within(n int) (Region, bool) {
	r.From, r.To = max(r.From, 0), min(r.To, n)
	return r, r.From < r.To
}

// Marker is an upright dotted line with a label: something happened here.
type Marker struct {
	At    float64 // in periods: 3 is the middle of the fourth period, 2.5 the border before it
	Label string
	Kind  MarkerKind // the sign before the label; one whose label finds no room keeps its sign
	Tone  Tone
	Key   string
	Text  string // tooltip
}

// hollow says for each of n periods whether its point is drawn hollow.
func hollow(regions []Region, n int) []bool {
	h := make([]bool, n)
	for _, r := range regions {
		if r, ok := r.within(n); ok && !r.Solid {
			for i := r.From; i < r.To; i++ {
				h[i] = true
			}
		}
	}
	return h
}

// runs gives the unbroken stretches of points for which ok holds, each as from and one past its end.
func runs(points []Point, ok func(Point) bool) [][2]int {
	var out [][2]int
	from := -1
	for i := range points {
		switch {
		case ok(points[i]) && from < 0:
			from = i
		case !ok(points[i]) && from >= 0:
			out = append(out, [2]int{from, i})
			from = -1
		}
	}
	if from >= 0 {
		out = append(out, [2]int{from, len(points)})
	}
	return out
}

// drawn says whether p has a value.
func drawn(p Point) bool { return number(p.Value) }
