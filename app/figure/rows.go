package figure

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Row is a group of a result as tables show it.
type Row struct {
	Key  []string // as the filter wants it
	Name string
	repeat.Counts
	Share float64 // of all repeats of the result; NaN when there are none
}

// Rows makes a row of each group of a result, in its order.
func Rows(r repeat.Result, l *locale.Locale) []Row {
	rows := make([]Row, len(r.Rows))
	for i, g := range r.Rows {
		names := make([]string, len(g.Key))
		for k, key := range g.Key {
			names[k] = Value(r.Query.By[k], key, l)
		}
		rows[i] = Row{g.Key, strings.Join(names, " · "), g.Counts, repeat.NewRate(g.Repeats, r.Total.Repeats).Value}
	}
	return rows
}

// Ranking is the groups that hold most repeats.
type Ranking struct {
	Rows        []Row
	Held        int // repeats that Rows hold together
	All         int // repeats of the result
	Others      int // groups that hold the rest of the repeats
	Missing     int // repeats without a value, when those were left out
	LeftMissing bool
}

// Share gives the share of all repeats that the rows hold.
func (r Ranking) Share() float64 { return repeat.NewRate(r.Held, r.All).Value }

// Rank gives the n groups of a result by one dimension that hold most repeats;
// those without any are not among them. leaveMissing leaves the missing value
// out, and counts it apart.
func Rank(r repeat.Result, n int, leaveMissing bool, l *locale.Locale) Ranking {
	out := Ranking{All: r.Total.Repeats}
	kept := r
	kept.Rows = nil
	for _, g := range r.Rows {
		switch {
		case leaveMissing && g.Key[0] == "":
			out.Missing, out.LeftMissing = g.Repeats, true
		case g.Repeats > 0 && len(kept.Rows) < n:
			kept.Rows = append(kept.Rows, g)
			out.Held += g.Repeats
		case g.Repeats > 0:
			out.Others++
		}
	}
	out.Rows = Rows(kept, l)
	return out
}
