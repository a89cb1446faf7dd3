package report

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"

	"github.com/xuri/excelize/v2"
)

// Ids of what can be wrong with a catalogue in a workbook, which are those of the texts.
const (
	ErrSheetMissing  = "catalogue.file.missing"   // no such file
	ErrSheetOpen     = "catalogue.file.open"      // no workbook, or a locked one
	ErrSheetNone     = "catalogue.file.none"      // none of its sheets is of a catalogue
	ErrSheetBad      = "catalogue.file.bad"       // something in it is wrong, see Problems
	ProblemHeading   = "catalogue.problem.no_key" // arg heading
	ProblemNoName    = "catalogue.problem.no_name"
	ProblemTwice     = "catalogue.problem.twice"   // args name, first (row)
	ProblemTarget    = "catalogue.problem.target"  // arg value
	ProblemCost      = "catalogue.problem.cost"    // arg value
	ProblemDay       = "catalogue.problem.day"     // arg value
	ProblemErrorCell = "catalogue.problem.formula" // arg value
)

// mostUnpacked bounds the memory that a workbook may take: a catalogue is small.
const mostUnpacked = 256 << 20

// SheetProblem is something wrong in a sheet.
type SheetProblem struct {
	ID    string
	Sheet string
	Row   int // as the workbook counts, from 1; 0: no row in particular
	Args  []any
	Err   error // what else is wrong, instead of ID
}

// In gives the sentence in a language, with the sheet and the row before it.
func (p SheetProblem) In(l *locale.Locale) string {
	what := ""
	var spoken interface{ In(l *locale.Locale) string }
	if errors.As(p.Err, &spoken) {
		what = spoken.In(l)
	} else {
		what = l.T(p.ID, p.Args...)
	}
	switch {
	case p.Sheet == "":
		return what
	case p.Row == 0:
		return l.T("catalogue.problem.in_sheet", "sheet", p.Sheet, "what", what)
	}
	return l.T("catalogue.problem.in_row", "sheet", p.Sheet, "row", strconv.Itoa(p.Row), "what", what)
}

// SheetError says why a catalogue in a workbook was not taken over.
type SheetError struct {
	ID       string
	File     string
	Problems []SheetProblem // for [ErrSheetBad]: at least one
	Err      error
}

// Error gives the English sentence.
func (e *SheetError) Error() string { return e.In(locale.New("en")) }

// In gives one sentence in a language: the first problem, and how many more there are.
func (e *SheetError) In(l *locale.Locale) string {
	pairs := []any{"file", filepath.Base(e.File)}
	if len(e.Problems) > 0 {
		pairs = append(pairs, "problem", e.Problems[0].In(l))
		if more := len(e.Problems) - 1; more > 0 {
			return l.T(e.ID+".more", append(pairs, "n", more)...)
		}
	}
	return l.T(e.ID, pairs...)
}

// Unwrap gives the cause.
func (e *SheetError) Unwrap() error { return e.Err }

// ReadCatalogue gives a catalogue with what a workbook says on top. The workbook decides about the rows it lists: an empty
// cell takes the value out, a row with a name only takes out all that was known. Rows and columns it does not have stay
// as they are. Of a name on the sheet of renames all renames are as listed. Headings may be Dutch or English and in any order;
// other columns are passed over. When anything is wrong nothing is read: the error is a *SheetError.
func ReadCatalogue(path string, base *contact.Catalogue) (*contact.Catalogue, error) {
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil {
		id := ErrSheetOpen
		if errors.Is(err, fs.ErrNotExist) {
			id = ErrSheetMissing
		}
		return nil, &SheetError{ID: id, File: path, Err: err}
	}
	defer f.Close()
	r := &catalogueReader{file: f, renames: slices.Clone(base.Renames)}
	r.reasons.take(base.Reasons, func(e contact.ReasonEntry) string { return e.Reason })
	r.processes.take(base.Processes, func(e contact.ProcessEntry) string { return e.Process })
	r.teams.take(base.Teams, func(e contact.TeamEntry) string { return e.Team })
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.date1904 = *props.Date1904
	}
	found := false
	for _, sheet := range catalogueSheets {
		name := r.named(sheet.id)
		if name == "" {
			continue
		}
		found = true
		if err := r.sheet(sheet.id, name, sheet.columns); err != nil {
			return nil, &SheetError{ID: ErrSheetOpen, File: path, Err: err}
		}
	}
	if !found {
		return nil, &SheetError{ID: ErrSheetNone, File: path}
	}
	out := (&contact.Catalogue{Reasons: r.reasons.list, Processes: r.processes.list, Teams: r.teams.list, Renames: r.renames}).Tidy()
	if err := out.Check(); err != nil && len(r.problems) == 0 {
		r.problems = append(r.problems, SheetProblem{Err: err})
	}
	if len(r.problems) > 0 {
		return nil, &SheetError{ID: ErrSheetBad, File: path, Problems: r.problems}
	}
	return out, nil
}

type catalogueReader struct {
	file     *excelize.File
	date1904 bool
	problems []SheetProblem

	reasons   entries[contact.ReasonEntry]
	processes entries[contact.ProcessEntry]
	teams     entries[contact.TeamEntry]
	renames   []contact.Rename
}

// entries is a list of a catalogue that is quick to find in.
type entries[T any] struct {
	list []T
	at   map[string]int
}

// take begins with the entries of a catalogue, which stays as it is.
func (e *entries[T]) take(list []T, name func(T) string) {
	e.list, e.at = slices.Clone(list), make(map[string]int, len(list))
	for i, x := range list {
		e.at[contact.Fold(name(x))] = i
	}
}

// entry gives the entry of a name, a new one if there was none.
func (e *entries[T]) entry(name string) (entry *T, known bool) {
	i, known := e.at[contact.Fold(name)]
	if !known {
		var none T
		i = len(e.list)
		e.list, e.at[contact.Fold(name)] = append(e.list, none), i
	}
	return &e.list[i], known
}

// named gives the sheet that bears a name of ours in any language; empty when there is none.
func (r *catalogueReader) named(id string) string {
	for _, name := range r.file.GetSheetList() {
		if isText(name, "catalogue.sheet."+id) {
			return name
		}
	}
	return ""
}

// isText reports whether a text is ours in any language.
func isText(text, id string) bool {
	return slices.ContainsFunc(locale.Languages, func(lang string) bool { return contact.Fold(locale.New(lang).T(id)) == contact.Fold(text) })
}

// headingWithin is how far down the headings of a sheet are looked for.
const headingWithin = 20

// mostSheetColumns is how far to the right is looked: a catalogue has few columns, and one cell in the last column of a
// sheet makes a row of sixteen thousand.
const mostSheetColumns = 64

// rows gives the rows of a sheet.
func (r *catalogueReader) rows(sheet string) (rows [][]string, err error) {
	each, err := r.file.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer each.Close()
	for each.Next() {
		cells, err := each.Columns()
		if err != nil {
			return nil, err
		}
		rows = append(rows, slices.Clone(cells[:min(len(cells), mostSheetColumns)]))
	}
	return rows, each.Error()
}

// sheet reads one sheet into the catalogue.
func (r *catalogueReader) sheet(id, name string, columns []string) error {
	rows, err := r.rows(name)
	if err != nil {
		return err
	}
	header, at := 0, map[string]int{}
	for i, row := range rows[:min(headingWithin, len(rows))] {
		for _, heading := range columns {
			if c := slices.IndexFunc(row, func(text string) bool { return isText(text, "catalogue.heading."+heading) }); c >= 0 {
				at[heading] = c
			}
		}
		if _, found := at[columns[0]]; found {
			header = i
			break
		}
		clear(at)
	}
	if len(at) == 0 {
		if len(rows) > 0 {
			r.problems = append(r.problems, SheetProblem{ID: ProblemHeading, Sheet: name, Args: []any{"heading", rowHeading(columns[0])}})
		}
		return nil
	}
	s := &catalogueSheet{catalogueReader: r, name: name, at: at, rowOf: map[string]int{}}
	renamed := map[string][]contact.Rename{}
	for i, cells := range rows[header+1:] {
		row := &catalogueRow{s, header + i + 2, cells}
		if !slices.ContainsFunc(columns, func(heading string) bool { return row.text(heading) != "" }) {
			continue
		}
		key := row.text(columns[0])
		if key == "" {
			row.problem(ProblemNoName, "heading", rowHeading(columns[0]))
			continue
		}
		switch id {
		case sheetReasons:
			row.reason(key)
		case sheetProcesses:
			row.process(key)
		case sheetTeams:
			row.team(key)
		case sheetRenamed:
			name := contact.Fold(key)
			renamed[name] = append(renamed[name], row.rename(key)...)
		}
	}
	if len(renamed) > 0 {
		r.renames = slices.DeleteFunc(r.renames, func(old contact.Rename) bool {
			_, listed := renamed[contact.Fold(old.From)]
			return listed
		})
		for _, of := range renamed {
			r.renames = append(r.renames, of...)
		}
	}
	return nil
}

// rowHeading names a heading in both languages, since it is not known which one the workbook is in.
func rowHeading(id string) string {
	var names []string
	for _, lang := range locale.Languages {
		names = append(names, locale.New(lang).T("catalogue.heading."+id))
	}
	return strings.Join(slices.Compact(names), " / ")
}

// catalogueSheet is a sheet being read.
type catalogueSheet struct {
	*catalogueReader
	name  string
	at    map[string]int // columns by heading
	rowOf map[string]int // of names that were read
}

// catalogueRow is a row being read.
type catalogueRow struct {
	*catalogueSheet
	number int // from 1
	cells  []string
}

func (r *catalogueRow) problem(id string, pairs ...any) {
	r.problems = append(r.problems, SheetProblem{ID: id, Sheet: r.name, Row: r.number, Args: pairs})
}

// text gives the text under a heading.
func (r *catalogueRow) text(heading string) string {
	column, there := r.at[heading]
	if !there || column >= len(r.cells) {
		return ""
	}
	return strings.Join(strings.Fields(r.cells[column]), " ")
}

// take puts the text under a heading in a field, if the sheet has the heading.
func (r *catalogueRow) take(heading string, field *string) {
	if _, there := r.at[heading]; !there {
		return
	}
	*field = r.text(heading)
	if !strings.HasPrefix(*field, "#") {
		return
	}
	if kind, err := r.file.GetCellType(r.name, cell(r.at[heading]+1, r.number)); err == nil && kind == excelize.CellTypeError {
		r.problem(ProblemErrorCell, "value", *field)
	}
}

// number64 gives the number in a cell, and whether it is one rather than a text.
func (r *catalogueRow) number64(heading string) (float64, bool) {
	x, err := strconv.ParseFloat(r.text(heading), 64)
	if err != nil {
		return 0, false
	}
	kind, err := r.file.GetCellType(r.name, cell(r.at[heading]+1, r.number))
	return x, err == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber || kind == excelize.CellTypeFormula)
}

// amounts reads the target and the cost.
func (r *catalogueRow) amounts(target, cost *contact.Amount) {
	if _, there := r.at[headTarget]; there {
		text := r.text(headTarget)
		x, isNumber := r.number64(headTarget)
		amount, ok := contact.Some(x), isNumber && x >= 0 && x <= 1
		if isNumber && x > 1 && x <= 100 { // 15, in a cell that is not shown as a percentage
			amount, ok = contact.Some(x/100), true
		} else if !isNumber {
			amount, ok = ParsePercent(text)
		}
		if *target = amount; !ok {
			r.problem(ProblemTarget, "value", text)
		}
	}
	if _, there := r.at[headCost]; there {
		text := r.text(headCost)
		x, isNumber := r.number64(headCost)
		amount, ok := contact.Some(x), x >= 0
		if !isNumber {
			amount, ok = ParseEuro(text)
		}
		if *cost = amount; !ok {
			r.problem(ProblemCost, "value", text)
		}
	}
}

// once reports whether a name is met for the first time in its sheet.
func (r *catalogueRow) once(name string) bool {
	key := contact.Fold(name)
	if first, twice := r.rowOf[key]; twice {
		r.problem(ProblemTwice, "name", name, "first", strconv.Itoa(first))
		return false
	}
	r.rowOf[key] = r.number
	return true
}

// reason reads a row; one without values goes when the catalogue is tidied.
func (r *catalogueRow) reason(name string) {
	if !r.once(name) {
		return
	}
	e, _ := r.reasons.entry(name)
	e.Reason = name
	r.take(headProcess, &e.Process)
	r.take(headThird, &e.ThirdParty)
	r.amounts(&e.Target, &e.Cost)
}

// process reads a row; a process of which nothing is filled in does not become one of the catalogue by that.
func (r *catalogueRow) process(name string) {
	if !r.once(name) {
		return
	}
	e := contact.ProcessEntry{Process: name}
	known := false
	if i, there := r.processes.at[contact.Fold(name)]; there {
		e, known = r.processes.list[i], true
		e.Process = name
	}
	r.take(headOwner, &e.Owner)
	r.amounts(&e.Target, &e.Cost)
	if known || e != (contact.ProcessEntry{Process: name}) {
		into, _ := r.processes.entry(name)
		*into = e
	}
}

// team reads a row; one without a manager goes when the catalogue is tidied.
func (r *catalogueRow) team(name string) {
	if !r.once(name) {
		return
	}
	e, _ := r.teams.entry(name)
	e.Team = name
	r.take(headManager, &e.Manager)
}

// rename gives the rename of a row; none when no new name is filled in.
func (r *catalogueRow) rename(from string) []contact.Rename {
	to := r.text(headTo)
	if to == "" {
		return nil
	}
	rename := contact.Rename{From: from, To: to}
	if text := r.text(headSince); text != "" {
		ok := false
		if x, isNumber := r.number64(headSince); isNumber {
			day, err := excelize.ExcelDateToTime(x, r.date1904)
			if ok = err == nil && sensible(day); ok {
				rename.Since = contact.Wall(day)
			}
		} else {
			rename.Since, ok = ParseDay(text)
		}
		if !ok {
			r.problem(ProblemDay, "value", text)
		}
	}
	return []contact.Rename{rename}
}
