package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/assets/locale"

	"github.com/xuri/excelize/v2"
)

// ActionList is a list of actions that goes out: to read, or to change and take in again.
type ActionList struct {
	Register  *kaizen.Register
	Actions   []*kaizen.Action          // in the order of the list
	Effects   func(id kaizen.ID) string // what was measured, in words; nil: the latest check of each
	Workspace string                    // its name
	At        time.Time                 // when it goes out, local
}

// Effect says what the latest check of an action found; empty when there was none.
func Effect(a *kaizen.Action, l *locale.Locale) string {
	if f := latestFinding(a); f != nil {
		return figure.FindingText(*f, l)
	}
	return ""
}

// latestFinding gives what the latest check of an action found; nil when there was none.
func latestFinding(a *kaizen.Action) (last *kaizen.Finding) {
	for _, c := range a.Checks {
		if c.Result != nil && (last == nil || c.Result.At.After(last.At)) {
			last = c.Result
		}
	}
	return last
}

func (a ActionList) value(x *kaizen.Action, f exchange.Field, l *locale.Locale) string {
	switch f {
	case exchange.Effect:
		if a.Effects != nil {
			return a.Effects(x.ID)
		}
		return Effect(x, l)
	case exchange.Mark:
		return exchange.MarkOf(x, a.Register.Last())
	}
	return exchange.Value(a.Register, x, f)
}

// WriteActionsCSV writes a list of actions as a Dutch Excel opens it by a double click
// (semicolons, a byte order mark, 04-07-2026), or in English as RFC 4180 for programs.
// Texts that a spreadsheet would run as a formula get a ' before them, and so do those
// that begin with one, so that [ReadList] can tell them apart.
func WriteActionsCSV(w io.Writer, a ActionList, l *locale.Locale) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if l.Language == "nl" {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		out.Comma = ';'
	}
	var head []string
	for _, f := range exchange.Fields {
		head = append(head, f.Name(l))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, x := range a.Actions {
		var record []string
		for _, f := range exchange.Fields {
			text := exchange.Show(f, a.value(x, f, l), l)
			if f != exchange.Expected {
				text = guardBack(text)
			}
			record = append(record, text)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guardBack is [Guard] that can be undone.
func guardBack(text string) string {
	if strings.HasPrefix(text, "'") {
		return "'" + text
	}
	return Guard(text)
}

// unguard gives a text as it was before guardBack.
func unguard(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.ContainsRune("=+-@\t\r'", rune(text[1])) {
		return text[1:]
	}
	return text
}

// Colours of what is only to read in a list.
const readOnlyText = "6B7280"

// WriteActionsXLSX writes a list of actions as a workbook to change and send back: days
// are real days, statuses and owners are chosen from lists, what is only to read is grey.
func WriteActionsXLSX(w io.Writer, a ActionList, l *locale.Locale) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, locale: l}
	if err := b.prepare(); err != nil {
		return err
	}
	list, lists, about := l.T("exchange.sheet.actions"), l.T("exchange.sheet.lists"), l.T("exchange.sheet.about")
	if err := f.SetSheetName("Sheet1", list); err != nil {
		return err
	}
	for _, name := range []string{about, lists} {
		if _, err := f.NewSheet(name); err != nil {
			return err
		}
	}
	if err := b.actions(list, a); err != nil {
		return err
	}
	if err := b.choices(list, lists, a); err != nil {
		return err
	}
	if err := b.aboutActions(about, a); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: l.T("exchange.title", "workspace", a.Workspace), Creator: "Eenkeer", Language: l.Language}); err != nil {
		return err
	}
	_, err := f.WriteTo(w)
	return err
}

// actionWidths are the widths of the columns of a list, in characters.
var actionWidths = map[exchange.Field]float64{
	exchange.Number: 8, exchange.Title: 42, exchange.Status: 12, exchange.Owner: 20, exchange.Helper: 16, exchange.Due: 11, exchange.Start: 11, exchange.Finished: 11,
	exchange.Process: 20, exchange.Reason: 24, exchange.Third: 16, exchange.Team: 14, exchange.Channel: 12, exchange.Cause: 30, exchange.Measure: 16, exchange.Expected: 11,
	exchange.Text: 40, exchange.Why: 20, exchange.Tags: 16, exchange.Session: 24, exchange.Effect: 26, exchange.Mark: 14,
}

func readOnly(f exchange.Field) bool { return !slices.Contains(exchange.Editable, f) }

func (b *book) actions(sheet string, a ActionList) error {
	grey, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Color: readOnlyText}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	text, err := b.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, NumFmt: 49})
	if err != nil {
		return err
	}
	day, err := b.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}, NumFmt: 14})
	if err != nil {
		return err
	}
	number, err := b.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}, NumFmt: 0})
	if err != nil {
		return err
	}
	// Not written as a stream: what is set on the sheet afterwards, such as the choices,
	// would be lost.
	for i, f := range exchange.Fields {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.file.SetColWidth(sheet, column, column, actionWidths[f]); err != nil {
			return err
		}
		if err := b.file.SetColVisible(sheet, column, f != exchange.Mark); err != nil {
			return err
		}
		style := text
		switch {
		case readOnly(f):
			style = grey
		case f.IsDay():
			style = day
		case f == exchange.Expected:
			style = number
		}
		if err := b.file.SetCellStyle(sheet, cell(i+1, 2), cell(i+1, len(a.Actions)+1+roomToAdd), style); err != nil {
			return err
		}
		if err := b.file.SetCellStr(sheet, cell(i+1, 1), f.Name(b.locale)); err != nil {
			return err
		}
	}
	if err := b.file.SetCellStyle(sheet, "A1", cell(len(exchange.Fields), 1), b.styles["head"]); err != nil {
		return err
	}
	if err := b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	for i, x := range a.Actions {
		for k, f := range exchange.Fields {
			if err := b.action(sheet, cell(k+1, i+2), f, a.value(x, f, b.locale)); err != nil {
				return err
			}
		}
	}
	last := cell(len(exchange.Fields), max(2, len(a.Actions)+1))
	return b.file.AutoFilter(sheet, "A1:"+last, nil)
}

// action writes a cell of an action: days and numbers as what they are, all else as a
// text and never as a formula.
func (b *book) action(sheet, at string, f exchange.Field, value string) error {
	switch {
	case value == "":
		return nil
	case f.IsDay():
		if d, err := repeat.ParseDate(value); err == nil {
			// As a number: a time would bring a style of its own.
			return b.file.SetCellInt(sheet, at, int64(d.Time().Sub(excelEpoch).Hours()/24))
		}
	case f == exchange.Number, f == exchange.Expected:
		if n, err := strconv.ParseFloat(value, 64); err == nil {
			return b.file.SetCellFloat(sheet, at, n, -1, 64)
		}
	}
	return b.file.SetCellStr(sheet, at, exchange.Show(f, value, b.locale))
}

// excelEpoch is day 0 of a workbook, for every day after February 1900.
var excelEpoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// roomToAdd is how many rows below the list have the same choices, for new actions.
const roomToAdd = 200

// choices lets statuses, kinds of measures and people be chosen from lists. Owners may
// be others too: a new name becomes a new person.
func (b *book) choices(sheet, lists string, a ActionList) error {
	var statuses, measures, people []string
	for _, s := range kaizen.Statuses {
		statuses = append(statuses, b.locale.T("kaizen.status."+string(s)))
	}
	for _, m := range kaizen.Measures {
		measures = append(measures, b.locale.T("kaizen.measure."+string(m)))
	}
	for _, p := range a.Register.People {
		if !p.Left {
			people = append(people, p.Name)
		}
	}
	for i, c := range []struct {
		fields []exchange.Field
		values []string
		strict bool
	}{{[]exchange.Field{exchange.Status}, statuses, true}, {[]exchange.Field{exchange.Measure}, measures, true}, {[]exchange.Field{exchange.Owner, exchange.Helper}, people, false}} {
		if err := b.file.SetCellStr(lists, cell(i+1, 1), c.fields[0].Name(b.locale)); err != nil {
			return err
		}
		for k, v := range c.values {
			if err := b.file.SetCellStr(lists, cell(i+1, k+2), v); err != nil {
				return err
			}
		}
		if len(c.values) == 0 {
			continue
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		for _, f := range c.fields {
			at := slices.Index(exchange.Fields, f) + 1
			v := excelize.NewDataValidation(true)
			v.SetSqref(cell(at, 2) + ":" + cell(at, len(a.Actions)+1+roomToAdd))
			v.SetSqrefDropList("'" + strings.ReplaceAll(lists, "'", "''") + "'!$" + column + "$2:$" + column + "$" + strconv.Itoa(len(c.values)+1))
			if c.strict {
				v.SetError(excelize.DataValidationErrorStyleStop, b.locale.T("exchange.choose.title"), b.locale.T("exchange.choose"))
			} else {
				v.ShowErrorMessage = false
			}
			if err := b.file.AddDataValidation(sheet, v); err != nil {
				return err
			}
		}
	}
	return b.file.SetSheetVisible(lists, false)
}

func (b *book) aboutActions(sheet string, a ActionList) error {
	lines := []string{
		b.locale.T("exchange.title", "workspace", a.Workspace), b.locale.T("exchange.about.when", "when", b.locale.DateTime(a.At), "n", len(a.Actions)), "",
		b.locale.T("exchange.about.edit"), b.locale.T("exchange.about.new"), b.locale.T("exchange.about.grey"), b.locale.T("exchange.about.back"),
	}
	for i, text := range lines {
		style := b.styles["note"]
		if i == 0 {
			style = b.styles["title"]
		}
		if err := b.file.SetCellStr(sheet, cell(1, i+1), text); err != nil {
			return err
		}
		if err := b.file.SetCellStyle(sheet, cell(1, i+1), cell(1, i+1), style); err != nil {
			return err
		}
	}
	return b.file.SetColWidth(sheet, "A", "A", 90)
}
