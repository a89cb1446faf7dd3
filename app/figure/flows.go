package figure

import (
	"math"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// FlowsTitle says what a matrix of first and second contacts shows.
func FlowsTitle(f *repeat.Flows, l *locale.Locale) string {
	return l.T("flows.title", "dimension", l.T("dimension."+string(f.Options.By)))
}

// SankeyTitle says what the streams show.
func SankeyTitle(f *repeat.Flows, l *locale.Locale) string {
	return l.T("flows.sankey.title", "dimension", l.T("dimension."+string(f.Options.By)))
}

// FlowName names a side of flows.
func FlowName(f *repeat.Flows, side int, l *locale.Locale) string {
	s := f.Sides[side]
	if s.Rest {
		return l.T("flows.rest", "n", len(s.Keys))
	}
	return Value(f.Options.By, s.Keys[0], l)
}

// strongResidual is the adjusted residual at which a cell has its full colour.
const strongResidual = 15

// FlowShade says which Matrix a person wants: by how much a cell differs from the expected, or by its share of the row.
type FlowShade string

// The shades.
const (
	ShadeResidual FlowShade = "residual"
	ShadeShare    FlowShade = "share"
)

// FlowMatrix draws first against second contacts: the share of each second value among the pairs with a first, and whether there are
// more or fewer than expected.
func FlowMatrix(f *repeat.Flows, shade FlowShade, l *locale.Locale) charts.Matrix {
	m := charts.Matrix{RowName: l.T("flows.first"), ColumnName: l.T("flows.second.share"), More: l.T("flows.more"), Fewer: l.T("flows.fewer"),
		Message: l.T("flows.none"),
		Left:    func(rows, columns int) string { return l.T("flows.left", "n", max(rows, columns)) }}
	if f.Pairs == 0 {
		return m
	}
	if !f.Options.Apart {
		m.Twice = l.T("flows.twice")
	}
	for i, a := range f.Sides {
		name := FlowName(f, i, l)
		m.Rows = append(m.Rows, charts.MatrixSide{Name: name, Note: l.Int(a.Firsts)})
		m.Columns = append(m.Columns, charts.MatrixSide{Name: name})
		row := make([]charts.MatrixCell, len(f.Sides))
		for j := range f.Sides {
			c := f.Cell(i, j)
			row[j] = charts.MatrixCell{Label: shareLabel(c.Share.Value, l), Stands: c.Stands, Twice: i == j && !a.Rest, Empty: a.Firsts == 0 || f.Never(i, j),
				Key: f.Sides[i].Name() + "\x00" + f.Sides[j].Name(), Text: FlowText(f, c, l)}
			switch {
			case math.IsNaN(c.Residual):
			case shade == ShadeShare:
				row[j].Shade = math.Copysign(c.Share.Value, c.Residual)
			default:
				// The root lets the weak differences be seen beside the strong ones.
				row[j].Shade = math.Copysign(math.Sqrt(min(1, math.Abs(c.Residual)/strongResidual)), c.Residual)
			}
		}
		m.Cells = append(m.Cells, row)
	}
	return m
}

// shareLabel writes a share for a small place, as a whole number of hundredths.
func shareLabel(share float64, l *locale.Locale) string {
	if math.IsNaN(share) {
		return ""
	}
	return l.Decimal(share*100, 0)
}

// FlowText is the tooltip of a cell.
func FlowText(f *repeat.Flows, c repeat.FlowCell, l *locale.Locale) string {
	if f.Never(c.First, c.Second) {
		return l.T("flows.cell.apart", "value", FlowName(f, c.First, l))
	}
	lines := []string{
		l.T("flows.cell", "first", FlowName(f, c.First, l), "second", FlowName(f, c.Second, l)),
		l.T("flows.cell.share", "share", l.Percent(c.Share.Value), "basis", Basis(c.Share, l)),
	}
	if c.Share.Denominator == 0 {
		return lines[0] + "\n" + l.T("flows.cell.none")
	}
	if !math.IsNaN(c.Residual) {
		id := "flows.cell.expected"
		if c.Stands {
			id = "flows.cell.stands"
		}
		if f.Options.Apart {
			id += ".apart"
		}
		residual := l.Decimal(c.Residual, 1)
		switch {
		case math.Abs(c.Residual) < 0.05:
			residual = l.Decimal(0, 1)
		case c.Residual > 0:
			residual = "+" + residual
		}
		lines = append(lines, l.T(id, "expected", l.Decimal(c.Expected, 1), "residual", residual))
	}
	lines = append(lines, l.T("flows.cell.ripe", "share", l.Percent(c.OfRipe.Value), "n", c.OfRipe.Denominator, "first", FlowName(f, c.First, l)))
	return strings.Join(lines, "\n")
}

// FlowsNote says in one line what flows rest on.
func FlowsNote(f *repeat.Flows, l *locale.Locale) string {
	switch {
	case f.Options.Apart && f.Pairs+f.Same > 0:
		apart := repeat.NewRate(f.Pairs, f.Pairs+f.Same)
		return l.T("flows.note.apart", "n", f.Pairs, "all", f.Pairs+f.Same, "share", l.Percent(apart.Value), "interval", Range(apart, l))
	case f.Pairs == 0:
		return l.T("flows.note.none", "n", f.Ripe)
	}
	same := repeat.NewRate(f.Same, f.Pairs)
	return l.T("flows.note", "n", f.Pairs, "ripe", f.Ripe, "share", l.Percent(same.Value), "interval", Range(same, l))
}

// FlowSankey draws the strongest streams; those with the same value twice are grey.
func FlowSankey(f *repeat.Flows, most int, l *locale.Locale) charts.Sankey {
	k := charts.Sankey{LeftName: l.T("flows.first"), RightName: l.T("flows.second"), Message: l.T("flows.none")}
	if f.Pairs == 0 {
		return k
	}
	for i, s := range f.Sides {
		name := FlowName(f, i, l)
		firsts, seconds := s.Firsts, s.Seconds
		k.Left = append(k.Left, charts.SankeyNode{Key: s.Name(), Name: name, Note: l.Int(firsts), Total: float64(firsts), Text: l.T("flows.node.first", "value", name, "n", firsts)})
		k.Right = append(k.Right, charts.SankeyNode{Key: s.Name(), Name: name, Note: l.Int(seconds), Total: float64(seconds), Text: l.T("flows.node.second", "value", name, "n", seconds)})
	}
	for _, c := range f.Strongest(most, true) {
		k.Flows = append(k.Flows, charts.SankeyFlow{From: c.First, To: c.Second, Value: float64(c.Pairs), Label: l.Int(c.Pairs), Faint: c.First == c.Second && !f.Sides[c.First].Rest,
			Key: f.Sides[c.First].Name() + "\x00" + f.Sides[c.Second].Name(), Text: FlowText(f, c, l)})
	}
	return k
}

// FlowsPicture is [FlowMatrix] as it may leave the program.
func FlowsPicture(f *repeat.Flows, shade FlowShade, l *locale.Locale) charts.Captioned {
	return charts.Captioned{Title: FlowsTitle(f, l), Lines: captionLines(f.Query, f.Data, FlowsNote(f, l), l), Chart: FlowMatrix(f, shade, l)}
}

// SankeyPicture is [FlowSankey] as it may leave the program.
func SankeyPicture(f *repeat.Flows, most int, l *locale.Locale) charts.Captioned {
	return charts.Captioned{Title: SankeyTitle(f, l), Lines: captionLines(f.Query, f.Data, FlowsNote(f, l), l), Chart: FlowSankey(f, most, l)}
}
