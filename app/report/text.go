package report

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// WriteText writes a table for reading on a terminal: titles, figures aligned
// at the right, the total beneath a line, and the notes. Of the two intervals
// only that of the measure asked for is written. A rate over few contacts
// stands in brackets.
func WriteText(w io.Writer, t Table, l *locale.Locale) error {
	out := bufio.NewWriter(w)
	out.WriteString(t.Title + "\n\n")
	columns := shown(t)
	lines := [][]string{titles(t, columns, l)}
	for _, r := range t.all() {
		lines = append(lines, textLine(t, columns, r, l))
	}
	left := make([]bool, len(lines[0]))
	for i := range left {
		left[i] = i >= len(columns) || t.Columns[columns[i]].Kind == Words || t.Columns[columns[i]].Kind == Day || t.Columns[columns[i]].Kind == Moment
	}
	widths := widthsOf(lines)
	for i, line := range lines {
		if i == 1 || t.Total != nil && i == len(lines)-1 {
			out.WriteString(rule(widths) + "\n")
		}
		out.WriteString(aligned(line, widths, left) + "\n")
	}
	out.WriteString("\n")
	writeNotes(out, t, l)
	return out.Flush()
}

// bracketed are the remarks that the brackets around a rate say already.
func bracketed(id string) bool { return id == figure.RemarkFew || id == figure.RemarkFewRipe }

// remarked reports whether a remark is to be written out.
func remarked(t Table) bool {
	return slices.ContainsFunc(t.all(), func(r Row) bool {
		return slices.ContainsFunc(r.Remarks, func(m figure.Remark) bool { return !bracketed(m.ID) })
	})
}

// shown lists the columns that a terminal has room for.
func shown(t Table) []int {
	other := "followed_interval"
	if t.Measure == repeat.FollowedRate {
		other = "repeat_interval"
	}
	var list []int
	for i, c := range t.Columns {
		if c.ID != other {
			list = append(list, i)
		}
	}
	return list
}

func titles(t Table, columns []int, l *locale.Locale) []string {
	var line []string
	for _, i := range columns {
		title := t.Columns[i].Title
		if t.Columns[i].Kind == Interval {
			title = l.T("report.column.interval")
		}
		line = append(line, short(title))
	}
	if remarked(t) {
		line = append(line, l.T("report.column.remark"))
	}
	return line
}

func textLine(t Table, columns []int, r Row, l *locale.Locale) []string {
	var line []string
	for _, i := range columns {
		line = append(line, textCell(t.Columns[i], r.Cells[i], r.Key != nil, l))
	}
	if remarked(t) {
		line = append(line, r.remarks(func(id string) bool { return !bracketed(id) }))
	}
	return line
}

// leastChance is the smallest p-value that is written out for people.
const leastChance = 0.0001

// textCell writes a cell as people read it; a missing value of a group is named.
func textCell(c Column, cell Cell, group bool, l *locale.Locale) string {
	text := ""
	switch c.Kind {
	case Words:
		if text = short(cell.Text); text == "" && group {
			text = l.T("value.missing")
		}
		return text
	case Day:
		if day, err := time.Parse("2006-01-02", cell.Text); err == nil {
			return l.Date(day)
		}
		return cell.Text
	case Moment:
		if at, err := time.Parse(time.DateTime, cell.Text); err == nil {
			return l.DateTime(at)
		}
		return cell.Text
	case Count:
		if cell.none() {
			return "–"
		}
		return l.Int(int(cell.Number))
	case Decimal:
		if cell.none() {
			return "–"
		}
		return l.Decimal(cell.Number, 1)
	case Ratio:
		if cell.none() {
			return "–"
		}
		return l.Decimal(cell.Number, 2)
	case Chance:
		switch {
		case cell.none():
			return "–"
		case cell.Number < leastChance:
			return "< " + l.Decimal(leastChance, 4)
		}
		return l.Decimal(cell.Number, 4)
	}
	switch {
	case cell.none():
		return "–"
	case c.Kind == Percent:
		text = l.Percent(cell.Number)
	default:
		text = l.Interval(cell.Number, cell.High)
	}
	if cell.Mark == Few {
		return "(" + text + ")"
	}
	return text
}

// widest is the most runes of a text in a table on a terminal.
const widest = 60

// short is oneLine for a cell: not endless.
func short(text string) string {
	if runes := []rune(oneLine(text)); len(runes) > widest {
		return string(runes[:widest-1]) + "…"
	}
	return oneLine(text)
}

// oneLine makes a text safe for a line on a terminal: no control characters.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

func widthsOf(lines [][]string) []int {
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, text := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	return widths
}

const between = "  "

func aligned(line []string, widths []int, left []bool) string {
	var b strings.Builder
	for i, text := range line {
		if i > 0 {
			b.WriteString(between)
		}
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
		if left[i] {
			b.WriteString(text + pad)
		} else {
			b.WriteString(pad + text)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func rule(widths []int) string {
	total := len(between) * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	return strings.Repeat("─", total)
}

func writeNotes(out *bufio.Writer, t Table, l *locale.Locale) {
	list := t.Notes
	if hasMark(t, Few) {
		list = append(list[:len(list):len(list)], Note{"few", l.T("report.note.few"), l.T("report.few.brackets", "n", repeat.LeastRipe)})
	}
	wide := 0
	for _, n := range list {
		wide = max(wide, utf8.RuneCountInString(n.Label))
	}
	for _, n := range list {
		pad := strings.Repeat(" ", wide-utf8.RuneCountInString(n.Label))
		out.WriteString(n.Label + pad + between + oneLine(n.Text) + "\n")
	}
}

func hasMark(t Table, m Mark) bool {
	return slices.ContainsFunc(t.all(), func(r Row) bool {
		return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Mark == m && (m == Withheld || !c.none()) })
	})
}
