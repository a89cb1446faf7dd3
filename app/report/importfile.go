package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"eenkeer/app/figure"
	"eenkeer/assets/locale"

	"github.com/xuri/excelize/v2"
)

// ImportFiles are the kinds of files that an import report is written to, by
// their extension; the first is the usual one.
var ImportFiles = []string{".xlsx", ".txt", ".csv", ".json"}

var importWriters = map[string]func(io.Writer, []ImportReport, bool, *locale.Locale) error{
	".xlsx": WriteImportsXLSX, ".txt": WriteImportsText, ".csv": WriteImportsCSV, ".json": WriteImportsJSON,
}

// CheckImportFile refuses a file of a kind that no import report is written to.
func CheckImportFile(path string) error {
	if importWriters[strings.ToLower(filepath.Ext(path))] == nil {
		return &Error{ID: ErrImportKind, File: path}
	}
	return nil
}

// SaveImports writes the reports of one or more imports to a file of the kind
// that its extension says. Customer keys are in it only with keys.
func SaveImports(path string, reports []ImportReport, keys bool, l *locale.Locale) error {
	if err := CheckImportFile(path); err != nil {
		return err
	}
	write := importWriters[strings.ToLower(filepath.Ext(path))]
	return Save(path, func(w io.Writer) error { return write(w, reports, keys, l) })
}

// WriteImportsText writes reports for reading.
func WriteImportsText(out io.Writer, reports []ImportReport, keys bool, l *locale.Locale) error {
	var b strings.Builder
	for i, r := range reports {
		if i > 0 {
			b.WriteString("\n\n")
		}
		title := l.T("report.import.title", "file", oneLine(r.Name))
		b.WriteString(title + "\n" + strings.Repeat("═", utf8.RuneCountInString(title)) + "\n")
		for _, s := range r.Sections(l, keys) {
			b.WriteString("\n" + s.Title + "\n")
			writeLines(&b, s.Lines)
		}
		if len(r.Problems) > 0 {
			b.WriteString("\n" + l.T("report.import.problems") + "\n")
			for _, p := range r.Problems {
				fmt.Fprintf(&b, "  %s\n", l.T("report.import.problem", "line", strconv.Itoa(p.Line), "text", oneLine(p.In(l))))
			}
			if rest := r.ProblemsTotal() - len(r.Problems); rest > 0 {
				b.WriteString("  " + l.T("report.import.problems_rest", "n", rest) + "\n")
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// writeLines writes labels and texts in two columns; what wants a look has a mark
// before it.
func writeLines(b *strings.Builder, lines []ImportLine) {
	wide := 0
	labels := make([]string, len(lines))
	for i, line := range lines {
		labels[i] = short(line.Label)
		if line.Weight == Detail {
			labels[i] = "  " + labels[i]
		}
		wide = max(wide, utf8.RuneCountInString(labels[i]))
	}
	for i, line := range lines {
		mark := map[Weight]string{Warn: " ! ", Bad: "!! "}[line.Weight]
		pad := strings.Repeat(" ", wide-utf8.RuneCountInString(labels[i]))
		fmt.Fprintf(b, "%-3s%s%s%s%s\n", mark, labels[i], pad, between, oneLine(line.Text))
	}
}

// importColumns are the columns of the CSV file, by id and in Dutch.
var importColumns = []string{"file", "section", "subject", "value", "count", "of", "share", "remark"}

// WriteImportsCSV writes reports as a rectangle: a row for each thing they say,
// and one for each listed problem. In Dutch it is what a Dutch Excel opens, see
// [WriteCSV].
func WriteImportsCSV(w io.Writer, reports []ImportReport, keys bool, l *locale.Locale) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	dutch := l.Language == "nl"
	if dutch {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		out.Comma = ';'
	}
	var header []string
	for _, id := range importColumns {
		if dutch {
			id = l.T("report.import.column." + id)
		}
		header = append(header, id)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, r := range reports {
		for _, s := range r.Sections(l, keys) {
			for _, line := range s.Lines {
				if err := out.Write(importRecord(r, s, line, l)); err != nil {
					return err
				}
			}
		}
		for _, p := range r.Problems {
			label := l.T("report.import.line", "line", strconv.Itoa(p.Line))
			if err := out.Write([]string{Guard(r.Name), l.T("report.import.problems"), label, Guard(p.Value), "", "", "", Guard(p.In(l))}); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func importRecord(r ImportReport, s ImportSection, line ImportLine, l *locale.Locale) []string {
	record := []string{Guard(r.Name), s.Title, Guard(line.Label), Guard(line.Text), "", "", "", weightWord(line.Weight, l)}
	if line.Counted {
		record[4] = strconv.Itoa(line.Count)
	}
	if line.Counted && line.Of > 0 {
		fraction := float64(line.Count) / float64(line.Of)
		record[5], record[6] = strconv.Itoa(line.Of), strconv.FormatFloat(fraction, 'f', 4, 64)
		if l.Language == "nl" {
			record[6] = strings.Replace(strconv.FormatFloat(fraction*100, 'f', 2, 64), ".", ",", 1) + "%"
		}
	}
	return record
}

// weightWord says in a file what colour says on screen.
func weightWord(w Weight, l *locale.Locale) string {
	switch w {
	case Warn:
		return l.T("report.import.weight.warn")
	case Bad:
		return l.T("report.import.weight.bad")
	}
	return ""
}

// WriteImportsJSON writes reports for programs.
func WriteImportsJSON(w io.Writer, reports []ImportReport, keys bool, l *locale.Locale) error {
	type withKeys struct {
		ImportReport
		Doubts []string `json:"doubts"`
		Top    []string `json:"customers_with_most_contacts,omitempty"`
	}
	out := []withKeys{}
	for _, r := range reports {
		one := withKeys{ImportReport: r, Doubts: []string{}}
		for _, d := range r.Doubts {
			one.Doubts = append(one.Doubts, d.In(l))
		}
		if keys {
			for _, k := range r.Top {
				one.Top = append(one.Top, k.Key)
			}
		}
		out = append(out, one)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// WriteImportsXLSX writes reports as a workbook: a sheet that sums up, and one
// each for the rows that were not used and for the customer keys.
func WriteImportsXLSX(w io.Writer, reports []ImportReport, keys bool, l *locale.Locale) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, locale: l}
	if err := b.prepare(); err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", l.T("report.import.sheet.summary")); err != nil {
		return err
	}
	if err := b.importSheet(l.T("report.import.sheet.summary"), reports, func(s ImportSection) bool { return s.ID != SectionTop && s.ID != SectionKeys }, keys); err != nil {
		return err
	}
	if err := b.problemSheet(reports); err != nil {
		return err
	}
	name := l.T("report.import.sheet.keys")
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	if err := b.importSheet(name, reports, func(s ImportSection) bool { return s.ID == SectionTop || s.ID == SectionKeys }, keys); err != nil {
		return err
	}
	title := l.T("report.import.name")
	if err := f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Eenkeer", Language: l.Language}); err != nil {
		return err
	}
	_, err := f.WriteTo(w)
	return err
}

// importSheet writes the sections that are wanted, import after import.
func (b *book) importSheet(name string, reports []ImportReport, want func(ImportSection) bool, keys bool) error {
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := setWidths(out, []float64{44, 62, 12, 12, 10, 14}); err != nil {
		return err
	}
	at := 0
	put := func(row ...any) error {
		at++
		return out.SetRow(cell(1, at), row)
	}
	text := func(style, s string) any { return excelize.Cell{StyleID: b.styles[style], Value: clean(s)} }
	column := func(id string) string { return b.locale.T("report.import.column." + id) }
	for _, r := range reports {
		if at > 0 {
			at++
		}
		if err := put(text("title", b.locale.T("report.import.title", "file", r.Name))); err != nil {
			return err
		}
		for _, s := range r.Sections(b.locale, keys) {
			if !want(s) {
				continue
			}
			at++
			if err := put(text("head", s.Title), text("head", column("value")), text("head+right", column("count")), text("head+right", column("of")), text("head+right", column("share")), text("head", column("remark"))); err != nil {
				return err
			}
			for _, line := range s.Lines {
				if err := put(b.importRow(line)...); err != nil {
					return err
				}
			}
		}
	}
	return out.Flush()
}

func (b *book) importRow(line ImportLine) []any {
	label := line.Label
	if line.Weight == Detail {
		label = "   " + label
	}
	row := []any{excelize.Cell{StyleID: b.styles["note"], Value: clean(label)}, excelize.Cell{StyleID: b.styles["note"], Value: clean(line.Text)}, nil, nil, nil,
		excelize.Cell{StyleID: b.styles["label"], Value: weightWord(line.Weight, b.locale)}}
	if line.Counted {
		row[2] = excelize.Cell{StyleID: b.styles["count"], Value: line.Count}
	}
	if line.Counted && line.Of > 0 {
		row[3] = excelize.Cell{StyleID: b.styles["count"], Value: line.Of}
		row[4] = excelize.Cell{StyleID: b.styles["percent"], Value: float64(line.Count) / float64(line.Of)}
	}
	return row
}

// problemSheet lists the rows and values that were not used.
func (b *book) problemSheet(reports []ImportReport) error {
	l := b.locale
	name := l.T("report.import.sheet.problems")
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := setWidths(out, []float64{34, 10, 24, 24, 26, 70}); err != nil {
		return err
	}
	var header []any
	for _, id := range []string{"file", "line", "column", "text", "reason", "explanation"} {
		style := "head"
		if id == "line" {
			style = "head+right"
		}
		header = append(header, excelize.Cell{StyleID: b.styles[style], Value: l.T("report.import.column." + id)})
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetRow("A1", header); err != nil {
		return err
	}
	at := 1
	for _, r := range reports {
		for _, p := range r.Problems {
			if at++; at > excelize.TotalRows {
				return &Error{ID: ErrTooManyRows, Args: []any{"n", at}}
			}
			row := []any{clean(r.Name), excelize.Cell{StyleID: b.styles["count"], Value: p.Line}, clean(p.Column), clean(p.Value), figure.Capital(figure.ReasonName(p.Reason, l)), clean(p.In(l))}
			if err := out.SetRow(cell(1, at), row); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}
