package report

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"eenkeer/assets/locale"
)

// noteColumns are the notes that stand behind the figures on every row of a CSV
// file, which has no other place for them and may be cut up and pasted.
var noteColumns = []string{NoteDefinition, NotePeriod, NoteSelection, NoteData, NoteCoverage}

// WriteCSV writes a table as a rectangle: a header, then a row for each group,
// without the total (it would be counted twice) unless that is all there is.
//
// In Dutch it is what a Dutch Excel opens by a double click: a byte order mark,
// semicolons, titles in Dutch, 23,14% and 28-06-2026. In English it is RFC 4180
// in UTF-8 for programs: the names of the command line's JSON, fractions with a
// decimal point, ISO dates. In both, a text that a spreadsheet would take for a
// formula gets a ' before it, and a missing value or figure is empty.
func WriteCSV(w io.Writer, t Table, l *locale.Locale) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	write := writeEnglish
	if l.Language == "nl" {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		out.Comma, write = ';', writeDutch
	}
	if err := out.Write(csvHeader(t, l)); err != nil {
		return err
	}
	var behind []string
	for _, id := range notesBehind(t) {
		behind = append(behind, Guard(t.Note(id)))
	}
	for _, r := range t.Rows {
		var record []string
		for i, c := range t.Columns {
			record = append(record, write(c.Kind, r.Cells[i])...)
		}
		record = append(record, r.remarks(func(string) bool { return true }))
		if err := out.Write(append(record, behind...)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// notesBehind lists the notes that go behind the rows of a table.
func notesBehind(t Table) []string {
	list := noteColumns[:len(noteColumns):len(noteColumns)]
	if t.Note(NoteAppraisal) != "" {
		list = append(list, NoteAppraisal)
	}
	return append(list, t.Behind...)
}

func csvHeader(t Table, l *locale.Locale) []string {
	dutch := l.Language == "nl"
	var header []string
	for _, c := range t.Columns {
		switch {
		case c.Kind == Interval:
			header = append(header, ends(t, c, dutch, l)...)
		case dutch:
			header = append(header, c.Title)
		default:
			header = append(header, c.ID)
		}
	}
	if dutch {
		header = append(header, l.T("report.column.remark"))
	} else {
		header = append(header, "remark")
	}
	for _, id := range notesBehind(t) {
		if dutch {
			id = l.T("report.note." + id)
		}
		header = append(header, id)
	}
	return header
}

// ends names the two columns that an interval takes in a file: by names of their own, or after the column that it is the
// interval of.
func ends(t Table, c Column, titles bool, l *locale.Locale) []string {
	of := strings.TrimSuffix(c.ID, "_interval")
	if !titles {
		return []string{of + "_low", of + "_high"}
	}
	if id := "report.column." + of; l.Has(id + "_low") {
		return []string{l.T(id + "_low"), l.T(id + "_high")}
	}
	title := c.Title
	for _, one := range t.Columns {
		if one.ID == of || one.ID == of+"_share" {
			title = one.Title
		}
	}
	return []string{l.T("report.column.low_of", "column", title), l.T("report.column.high_of", "column", title)}
}

func writeEnglish(k Kind, c Cell) []string {
	plain := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	return csvCell(k, c, plain, plain, "2006-01-02", "2006-01-02T15:04:05")
}

func writeDutch(k Kind, c Cell) []string {
	percent := func(x float64) string {
		return strings.Replace(strconv.FormatFloat(x*100, 'f', 2, 64), ".", ",", 1) + "%"
	}
	decimal := func(x float64) string { return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1) }
	return csvCell(k, c, percent, decimal, "02-01-2006", "02-01-2006 15:04:05")
}

func csvCell(k Kind, c Cell, fraction, decimal func(float64) string, day, moment string) []string {
	number := func(x float64) string {
		if c.none() {
			return ""
		}
		return fraction(x)
	}
	switch k {
	case Count:
		if math.IsNaN(c.Number) {
			return []string{""}
		}
		return []string{strconv.Itoa(int(c.Number))}
	case Percent:
		return []string{number(c.Number)}
	case Interval:
		return []string{number(c.Number), number(c.High)}
	case Decimal, Ratio, Chance:
		if c.none() {
			return []string{""}
		}
		return []string{decimal(c.Number)}
	case Moment:
		if t, err := time.Parse(time.DateTime, c.Text); err == nil {
			return []string{t.Format(moment)}
		}
	case Day:
		if t, err := time.Parse("2006-01-02", c.Text); err == nil {
			return []string{t.Format(day)}
		}
	}
	return []string{Guard(c.Text)}
}

// Guard puts a ' before a text that a spreadsheet would run as a formula.
func Guard(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
