package report

import (
	"math"
	"slices"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// Kind says what the cells of a column hold.
type Kind int

// The kinds of columns.
const (
	Words    Kind = iota // a text
	Count                // a whole number
	Percent              // a fraction, shown as a percentage
	Interval             // two fractions; files give them a column each
	Day                  // a date
	Moment               // a date and a time of the clock
	Decimal              // a number with a fraction
	Ratio                // a number of which two decimals say something, such as an odds ratio or κ
	Chance               // a p- or q-value: four decimals
)

// Column is a column of a [Table].
type Column struct {
	ID    string // as in the JSON of the command line, such as "repeat_rate"
	Title string // for people, in the language of the table
	Kind  Kind
}

// Mark says how far a figure can be leaned on.
type Mark int

// The marks.
const (
	Plain    Mark = iota
	Few           // rests on fewer than [repeat.LeastRipe] contacts: show it faint
	Withheld      // the same, of an agent: there is no figure to show
)

// Cell is one value. Which of its fields counts follows from the column's kind.
type Cell struct {
	Text   string  // Words, Day as 2026-06-28, Moment as 2026-06-28 14:05:09
	Number float64 // Count, Percent, Decimal, Ratio, Chance and the lower end of an Interval; NaN: no figure
	High   float64 // upper end of an Interval
	Mark   Mark
}

// none reports whether a cell of numbers has no figure.
func (c Cell) none() bool { return math.IsNaN(c.Number) || c.Mark == Withheld }

// Row is one group or period.
type Row struct {
	Key     []string        // the values that name it, as a filter takes them; nil for the total
	Cells   []Cell          // one for each column
	Remarks []figure.Remark // what to bear in mind
}

// remarks joins the texts of the remarks that keep lets through.
func (r Row) remarks(keep func(id string) bool) string {
	return figure.RemarkText(slices.DeleteFunc(slices.Clone(r.Remarks), func(m figure.Remark) bool { return !keep(m.ID) }))
}

// Note is one of the statements that go with a table.
type Note struct{ ID, Label, Text string }

// Table is figures that are ready to be written.
type Table struct {
	Title   string
	Columns []Column
	Rows    []Row
	Total   *Row // all of the selection together; nil when Rows say it already
	Notes   []Note
	Behind  []string       // the ids of notes that a CSV file has behind every row, besides those that every table has
	Measure repeat.Measure // the measure that was asked for; its interval is the one shown first
}

// Note gives the text of a note, empty if the table does not have it.
func (t Table) Note(id string) string {
	for _, n := range t.Notes {
		if n.ID == id {
			return n.Text
		}
	}
	return ""
}

// all gives the rows and the total.
func (t Table) all() []Row {
	if t.Total == nil {
		return t.Rows
	}
	return append(t.Rows[:len(t.Rows):len(t.Rows)], *t.Total)
}

// words makes a cell of a text.
func words(text string) Cell { return Cell{Text: text, Number: math.NaN()} }

// count makes a cell of a whole number.
func count(n int) Cell { return Cell{Number: float64(n)} }
