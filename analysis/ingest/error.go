package ingest

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/ingest/moment"
	"eenkeer/assets/locale"
)

// Error is a refusal: one sentence for a person, in every language the program
// speaks, and the cause beneath it for a program.
type Error struct {
	ID   string // id of the text, for example "ingest.error.no_table"
	File string // path of the file, may be empty
	Line int    // line or row it is about; 0 for none
	Args []any  // pairs of a place in the text and its value, as [locale.Locale.T] takes them
	Err  error  // what the system said; may be nil

	// Rule is what a person may name in [Mapping.Accepted] to import the file all the
	// same; empty: nothing helps.
	Rule string
}

// Error gives the English sentence.
func (e *Error) Error() string { return e.In(locale.New("en")) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// In gives the sentence in a language.
func (e *Error) In(l *locale.Locale) string {
	pairs := append([]any{"file", filepath.Base(e.File), "line", e.Line}, e.Args...)
	return l.T(e.ID, spoken(pairs, l)...)
}

// Undated reports whether an [ErrNoTime] means that no column holds dates, so
// that there is none to point out.
func (e *Error) Undated() bool {
	return e.ID == ErrNoTime && slices.Contains(e.Args, any(undated))
}

// undated is the place in the text of [ErrNoTime] that says so.
const undated = "undated"

// spoken gives the arguments of a text with an order of dates in words.
func spoken(pairs []any, l *locale.Locale) []any {
	pairs = slices.Clone(pairs)
	for i := 0; i+1 < len(pairs); i += 2 {
		if code, ok := pairs[i+1].(string); ok && pairs[i] == "order" && slices.Contains(orders, code) {
			pairs[i+1] = l.T("ingest.order." + code)
		} else if ok && (pairs[i] == "earliest" || pairs[i] == "latest") {
			pairs[i+1] = spokenDays(code, l)
		} else if ok && pairs[i] == "unit" && slices.Contains(moment.Units, code) {
			pairs[i+1] = l.T("ingest.unit." + code)
		}
	}
	return pairs
}

// spokenDays writes days as a language does.
func spokenDays(list string, l *locale.Locale) string {
	var out []string
	for _, day := range strings.Split(list, ", ") {
		if at, err := time.Parse(dayForm, day); err == nil {
			day = l.Date(at)
		}
		out = append(out, day)
	}
	return strings.Join(out, ", ")
}

// orders are the orders of dates.
var orders = []string{"dmy", "mdy", "ymd"}

// Ids of the refusals. [ErrNoCustomer] is told apart by callers that allow an
// import without a customer key.
const (
	ErrNoFile       = "ingest.error.no_file"
	ErrFolder       = "ingest.error.folder"
	ErrNoPermission = "ingest.error.no_permission"
	ErrRead         = "ingest.error.read"
	ErrEmpty        = "ingest.error.empty"
	ErrPDF          = "ingest.error.pdf"
	ErrBinary       = "ingest.error.binary"
	ErrHTML         = "ingest.error.html"
	ErrXLS          = "ingest.error.xls"
	ErrXLSB         = "ingest.error.xlsb"
	ErrPacked       = "ingest.error.packed"
	ErrWorkspace    = "ingest.error.workspace"
	ErrEncrypted    = "ingest.error.encrypted"
	ErrDamaged      = "ingest.error.damaged"
	ErrTooBig       = "ingest.error.too_big"
	ErrNoTable      = "ingest.error.no_table"
	ErrNoSuchTable  = "ingest.error.no_such_table"
	ErrNoSheet      = "ingest.error.no_sheet"
	ErrNoTime       = "ingest.error.no_time"
	ErrNoCustomer   = "ingest.error.no_customer"
	ErrNoColumn     = "ingest.error.no_column"
	ErrNoField      = "ingest.error.no_field"
	ErrTimeColumns  = "ingest.error.time_columns"
	ErrOneColumn    = "ingest.error.one_column"
	ErrManyKeys     = "ingest.error.many_keys"
	ErrBadKind      = "ingest.error.bad_kind"
	ErrBadUnit      = "ingest.error.bad_unit"
	ErrBadOrder     = "ingest.error.bad_order"
	ErrNoRows       = "ingest.error.no_rows"
	ErrNoRecords    = "ingest.error.no_records"
	ErrChanged      = "ingest.error.changed"
	ErrTotals       = "ingest.error.totals"
	ErrUnfit        = "ingest.refuse.rule"
	ErrNoPreset     = "ingest.error.no_preset"
	ErrPresetFit    = "ingest.error.preset_fit"
	ErrBadPreset    = "ingest.error.bad_preset"
)

// Doubt is something the reader decided that a person may want to look at.
type Doubt struct {
	ID     string // id of the text, for example "ingest.doubt.date_order"
	Column string // column it is about; may be empty
	Args   []any  // pairs for the text, as in [Error]
	Red    bool   // figures will be wrong unless someone acts
}

// In gives the doubt in a language.
func (d Doubt) In(l *locale.Locale) string {
	return l.T(d.ID, spoken(append([]any{"column", d.Column}, d.Args...), l)...)
}

// Problem is a row, or a value in it, that could not be used.
type Problem struct {
	Line   int    // line of the text file or row of the sheet, from 1
	Reason string // id of the text, one of the Problem… constants
	Column string // column the value stands in; may be empty
	Value  string // the text that could not be used, shortened; never a customer key
	Sheet  string `json:",omitempty"` // sheet of the row, where several were read as one table
}

// In gives the problem in a language, without the line.
func (p Problem) In(l *locale.Locale) string {
	what := l.T(p.Reason, "column", p.Column, "value", p.Value)
	if p.Sheet == "" {
		return what
	}
	return l.T("ingest.on_sheet", "what", what, "sheet", p.Sheet)
}

// Reasons of problems. A row without a time that can be read is dropped; the
// other problems leave the row in, without the value.
const (
	ProblemNoTime    = "ingest.problem.no_time"    // dropped: the time is empty
	ProblemBadTime   = "ingest.problem.bad_time"   // dropped: the time cannot be read
	ProblemBadEnd    = "ingest.problem.bad_end"    // the end time cannot be read
	ProblemEndBefore = "ingest.problem.end_before" // the end lies before the start
	ProblemBadNumber = "ingest.problem.bad_number" // a duration or count cannot be read
	ProblemLongRow   = "ingest.problem.long_row"   // filled cells beyond the last column
	ProblemErrorCell = "ingest.problem.error_cell" // a cell with an error of the spreadsheet

	// No contacts, and dropped.
	ProblemTotal   = "ingest.problem.total"   // a total or subtotal
	ProblemHeader  = "ingest.problem.header"  // the header once more
	ProblemFooter  = "ingest.problem.footer"  // a line of the tool that made the file
	ProblemChild   = "ingest.problem.child"   // a child ticket, by a preset
	ProblemLeg     = "ingest.problem.leg"     // a leg of a transfer, by a preset
	ProblemJoined  = "ingest.problem.joined"  // a case that was joined with another, by a preset
	ProblemSkipped = "ingest.problem.skipped" // by any other rule of a preset
)

// Dropping lists the reasons for which a row is dropped.
var Dropping = []string{
	ProblemNoTime, ProblemBadTime, ProblemTotal, ProblemHeader, ProblemFooter, ProblemChild, ProblemLeg, ProblemJoined, ProblemSkipped,
}
