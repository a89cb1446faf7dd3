package data

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
)

// slots is how many columns a field can be made of: a date and a time column. The
// customer has lines of its own.
func slots(f contact.Field) int {
	if f == contact.FieldTime || f == contact.FieldEnd {
		return 2
	}
	return 1
}

// setColumn gives a mapping in which slot i of a field is another column, or
// none. Marks and unit that went with the old column go with it, unless the
// guess knows better.
func setColumn(m ingest.Mapping, guess ingest.Mapping, f contact.Field, i int, column string) ingest.Mapping {
	c := m.Clone()
	columns := c.Fields[f]
	switch {
	case column == "" && i < len(columns):
		columns = slices.Delete(columns, i, i+1)
	case column != "" && i < len(columns):
		columns[i] = column
	case column != "":
		columns = append(columns, column)
	}
	columns = unique(columns)
	if len(columns) == 0 {
		delete(c.Fields, f)
		delete(c.Missing, f)
		delete(c.Units, f)
		return c
	}
	if slices.Equal(columns, guess.Fields[f]) {
		c.Missing[f], c.Units[f] = slices.Clone(guess.Missing[f]), guess.Units[f]
		if len(c.Missing[f]) == 0 {
			delete(c.Missing, f)
		}
		if c.Units[f] == "" {
			delete(c.Units, f)
		}
	} else if i == 0 {
		delete(c.Units, f)
	}
	c.Fields[f] = columns
	return c
}

func unique(columns []string) []string {
	var all []string
	for _, c := range columns {
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// setMissing gives a mapping with other marks for a field, as a person wrote
// them: with commas between.
func setMissing(m ingest.Mapping, f contact.Field, text string) ingest.Mapping {
	c := m.Clone()
	var marks []string
	for _, mark := range strings.Split(text, ",") {
		if mark = strings.TrimSpace(mark); mark != "" && !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	if len(marks) == 0 {
		delete(c.Missing, f)
	} else {
		c.Missing[f] = marks
	}
	return c
}

// missingText writes the marks of a field as [setMissing] reads them.
func missingText(m ingest.Mapping, f contact.Field) string { return strings.Join(m.Missing[f], ", ") }

// setUnit gives a mapping with another unit for a duration.
func setUnit(m ingest.Mapping, f contact.Field, unit string) ingest.Mapping {
	c := m.Clone()
	if unit == "" {
		delete(c.Units, f)
	} else {
		c.Units[f] = unit
	}
	return c
}

// certainty is how sure one can be of the columns of a field.
type certainty int

const (
	unused   certainty = iota // no column, and none is needed
	needed                    // no column, and nothing goes without
	doubtful                  // guessed; look at it
	sure                      // guessed, and beyond doubt
	chosen                    // chosen by a person
	kept                      // remembered from an earlier file
)

// sureFrom is the confidence from which a guess needs no look.
const sureFrom = 0.7

// certaintyOf tells how sure one can be of a field under a mapping.
func certaintyOf(f contact.Field, m ingest.Mapping, g ingest.Guess, remembered bool) certainty {
	columns := m.Fields[f]
	switch {
	case len(columns) == 0 && (f == contact.FieldTime || f == contact.FieldCustomer):
		return needed
	case len(columns) == 0:
		return unused
	case remembered:
		return kept
	case !slices.Equal(columns, g.Mapping.Fields[f]):
		return chosen
	case g.Confidence[f] >= sureFrom:
		return sure
	}
	return doubtful
}

// fieldOrder puts the fields in the order in which they want a look: what
// nothing goes without, what is doubtful, what is sure, and what has no column.
func fieldOrder(m ingest.Mapping, g ingest.Guess, remembered bool) []contact.Field {
	rank := func(f contact.Field) int {
		switch c := certaintyOf(f, m, g, remembered); {
		case f == contact.FieldCustomer:
			return 1
		case f == contact.FieldTime:
			return 0
		case c == doubtful:
			return 2
		case c == unused:
			return 4
		}
		return 3
	}
	all := slices.Clone(contact.Fields)
	slices.SortStableFunc(all, func(a, b contact.Field) int { return rank(a) - rank(b) })
	return all
}
