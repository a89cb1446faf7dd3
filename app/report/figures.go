package report

import (
	"math"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// figureColumns are the columns that every group and period has.
func figureColumns(l *locale.Locale) []Column {
	columns := []Column{
		{ID: "contacts", Kind: Count}, {ID: "repeats", Kind: Count}, {ID: "repeat_rate", Kind: Percent},
		{ID: "repeat_interval", Kind: Interval}, {ID: "repeat_share", Kind: Percent},
		{ID: "ripe", Kind: Count}, {ID: "followed", Kind: Count}, {ID: "followed_rate", Kind: Percent},
		{ID: "followed_interval", Kind: Interval}, {ID: "ftf", Kind: Percent},
	}
	for i := range columns {
		columns[i].Title = l.T("report.column." + columns[i].ID)
	}
	return columns
}

// figures gives the cells of figureColumns. agent says that the row is of one
// agent, whose rate over few contacts is withheld; all is the number of repeats
// of which the row has a share.
func figures(c repeat.Counts, all int, agent bool) []Cell {
	repeated, followed, ftf := c.Repeat(), c.Follow(), c.FTF()
	return []Cell{
		count(c.Contacts), count(c.Repeats), rate(repeated, agent), interval(repeated, agent),
		{Number: share(c.Repeats, all)},
		count(c.Ripe), count(c.Followed), rate(followed, agent), interval(followed, agent), rate(ftf, agent),
	}
}

// mark says how far a rate can be leaned on.
func mark(r repeat.Rate, agent bool) Mark {
	switch {
	case !r.Few():
		return Plain
	case agent:
		return Withheld
	}
	return Few
}

func rate(r repeat.Rate, agent bool) Cell {
	c := Cell{Number: r.Value, Mark: mark(r, agent)}
	if c.Mark == Withheld {
		c.Number = math.NaN()
	}
	return c
}

func interval(r repeat.Rate, agent bool) Cell {
	c := Cell{Number: r.Low, High: r.High, Mark: mark(r, agent)}
	if c.Mark == Withheld {
		c.Number, c.High = math.NaN(), math.NaN()
	}
	return c
}

// share gives part ÷ all, NaN when there is nothing to share.
func share(part, all int) float64 {
	if all == 0 {
		return math.NaN()
	}
	return float64(part) / float64(all)
}

// keyColumns are the columns that name a row.
func keyColumns(by []contact.Dimension, l *locale.Locale) []Column {
	columns := make([]Column, len(by))
	for i, d := range by {
		columns[i] = Column{ID: string(d), Title: l.T("dimension." + string(d)), Kind: Words}
	}
	return columns
}

// keyCells writes the values that name a row.
func keyCells(by []contact.Dimension, key []string, l *locale.Locale) []Cell {
	cells := make([]Cell, len(by))
	for i, d := range by {
		cells[i] = words(figure.FileValue(d, key[i], l))
	}
	return cells
}

// ofAgents reports whether the rows of these dimensions are of single agents.
func ofAgents(by []contact.Dimension) bool { return slices.Contains(by, contact.Agent) }
