package ingest

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/book"
)

// Ids of doubts about workbooks.
const (
	DoubtSwapped    = "ingest.doubt.swapped"     // real dates beside dates that are text: day and month were swapped on the way
	DoubtHiddenRows = "ingest.doubt.hidden_rows" // rows that do not show were read
	DoubtFilled     = "ingest.doubt.filled"      // merged cells were filled down
	DoubtNoValue    = "ingest.doubt.no_value"    // formulas that were never worked out
)

// sheetDoubts says what of a whole sheet a person may want to know.
func sheetDoubts(s *book.Stats) (doubts []Doubt) {
	if s.HiddenRows > 0 {
		doubts = append(doubts, Doubt{ID: DoubtHiddenRows, Args: []any{"n", s.HiddenRows}})
	}
	if s.Filled > 0 {
		doubts = append(doubts, Doubt{ID: DoubtFilled, Args: []any{"n", s.Filled}})
	}
	return doubts
}

// bookDoubts says what is not sure about the mapped columns of a workbook.
//
// A column of real dates beside dates that are text is what is left of a CSV that
// was opened with the day and the month the other way round: 01-12 became a real
// date, of January, and 13-12, which is none that way, stayed as it was.
func (t *Table) bookDoubts(m Mapping, s *book.Stats) (doubts []Doubt) {
	if s == nil {
		return nil
	}
	for _, f := range sortedFields(m.Fields) {
		for _, name := range m.Fields[f] {
			c := t.Column(name)
			if c < 0 {
				continue
			}
			seen := s.Column(t.book.left + c)
			if (f == contact.FieldTime || f == contact.FieldEnd) && seen.Dates > 0 && seen.Texts > 0 {
				doubts = append(doubts, Doubt{ID: DoubtSwapped, Column: t.Columns[c].Name, Red: true, Args: []any{
					"dates", seen.Dates, "texts", seen.Texts, "sure", seen.LateDates == 0 && seen.LateTexts > 0}})
			}
			if seen.NoValue*20 >= s.Rows && seen.NoValue > 0 {
				doubts = append(doubts, Doubt{ID: DoubtNoValue, Column: t.Columns[c].Name, Args: []any{"n", seen.NoValue}})
			}
		}
	}
	return doubts
}

// withDoubts adds doubts to others, but for those that are there already.
func withDoubts(doubts []Doubt, more ...Doubt) []Doubt {
	for _, d := range more {
		if !slices.ContainsFunc(doubts, func(o Doubt) bool { return o.ID == d.ID && o.Column == d.Column }) {
			doubts = append(doubts, d)
		}
	}
	return doubts
}
