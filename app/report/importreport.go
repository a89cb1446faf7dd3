package report

import (
	"cmp"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// ImportReport is what one import brought: what became of its rows, how full its
// columns are, which days it covers, and how the file was read. Screen, file and
// command line write from it. Counts of contacts are those of the batch as it
// came in.
type ImportReport struct {
	Name      string    `json:"name"` // of the file
	Imported  time.Time `json:"imported"`
	TakenBack bool      `json:"taken_back,omitempty"`
	Program   string    `json:"program,omitempty"` // version that read it

	Rows    int `json:"rows"` // Kept + Merged + Dropped
	Kept    int `json:"kept"`
	Merged  int `json:"merged"`
	Dropped int `json:"dropped"`
	// Identical counts, of Merged, the rows that were the same in every cell.
	Identical int                  `json:"identical,omitempty"`
	Reasons   []figure.ReasonCount `json:"reasons"`
	// Problems are those listed one by one; there are as many as Reasons count.
	Problems []ingest.Problem `json:"problems"`
	Doubts   []ingest.Doubt   `json:"-"` // red ones first

	Overlap *ingest.Overlap `json:"overlap,omitempty"` // against earlier imports; nil: there were none

	Keys            []ingest.KeyCoverage `json:"keys"`
	WithoutCustomer int                  `json:"without_customer"`
	Customers       int                  `json:"customers"`     // different keys; 0: not counted
	Top             []ingest.KeyCount    `json:"-"`             // personal
	TopCounts       []int                `json:"most_contacts"` // the same without the keys
	Fields          []FieldFill          `json:"fields"`

	First time.Time   `json:"first"`
	Last  time.Time   `json:"last"`
	Days  *ImportDays `json:"days,omitempty"` // nil: not counted

	Read ReadAs `json:"read"`
}

// FieldFill says how many contacts have a value in a field.
type FieldFill struct {
	Field   contact.Field `json:"field"`
	Columns []string      `json:"columns"`
	Filled  int           `json:"filled"`
	Known   bool          `json:"known"` // else Filled was not counted
}

// ReadAs says how a file was read.
type ReadAs struct {
	Format     string                   `json:"format"`
	Sheet      string                   `json:"sheet,omitempty"`
	Table      int                      `json:"table,omitempty"` // 0: the only one, or the one found
	Encoding   string                   `json:"encoding,omitempty"`
	Separator  string                   `json:"separator,omitempty"`
	Quote      string                   `json:"quote,omitempty"`
	RecordEnd  string                   `json:"record_end,omitempty"`
	HeaderLine int                      `json:"header_line"`
	Bytes      int64                    `json:"bytes"`
	Hash       string                   `json:"hash"`
	Dates      ingest.DateRule          `json:"dates"`
	Units      map[contact.Field]string `json:"units,omitempty"`
	Preset     string                   `json:"preset,omitempty"`
	Accepted   []string                 `json:"accepted,omitempty"` // rules that a person accepted
	Keep       string                   `json:"keep,omitempty"`     // which row of a contact id counts; empty: there are no ids
	KeepBy     string                   `json:"keep_by,omitempty"`  // the column that says which was changed last
	Time       []string                 `json:"time"`               // columns of the time
}

// ImportInput is what an [ImportReport] is made of.
type ImportInput struct {
	Name      string
	Imported  time.Time
	TakenBack bool
	Report    *ingest.Report
	Mapping   ingest.Mapping

	Definition repeat.Definition // tells which days are not ripe yet
	End        time.Time         // end of the data of the workspace; zero: of this import
}

// NewImport makes the report of an import.
func NewImport(in ImportInput) ImportReport {
	r, m := in.Report, in.Mapping
	out := ImportReport{
		Name: in.Name, Imported: in.Imported, TakenBack: in.TakenBack,
		Rows: r.Rows, Kept: r.Kept, Merged: r.Merged, Dropped: r.Dropped, Identical: r.Identical,
		Reasons: figure.CountReasons(r.ProblemCount), Problems: r.Problems, Doubts: slices.Clone(r.Doubts), Overlap: r.Overlap,
		Keys: r.Keys, WithoutCustomer: r.WithoutCustomer, First: r.First, Last: r.Last,
		Read: ReadAs{Format: r.Format, Sheet: r.Sheet, Table: m.Table, Encoding: r.Encoding, Separator: r.Separator, Quote: r.Quote, RecordEnd: r.RecordEnd,
			HeaderLine: r.HeaderLine, Bytes: r.Bytes, Hash: r.Hash, Dates: ingest.DateRule{Order: r.DateOrder, Chosen: m.DateOrder != ""},
			Units: m.Units, Preset: m.Preset, Accepted: m.Accepted, Time: m.Fields[contact.FieldTime]},
	}
	if len(m.Fields[contact.FieldID]) > 0 {
		out.Read.Keep, out.Read.KeepBy = cmp.Or(m.Keep, "last"), m.KeepBy
	}
	slices.SortStableFunc(out.Doubts, func(a, b ingest.Doubt) int {
		switch {
		case a.Red && !b.Red:
			return -1
		case b.Red && !a.Red:
			return 1
		}
		return 0
	})
	h := r.Health
	if h != nil {
		out.Program, out.Customers, out.Top, out.Read.Dates = h.Program, h.Customers, h.Top, h.Dates
		for _, k := range h.Top {
			out.TopCounts = append(out.TopCounts, k.Contacts)
		}
		end := in.End
		if end.Before(r.Last) {
			end = r.Last
		}
		out.Days = importDays(h, r.First, r.Last, end, in.Definition.Window)
	}
	for _, f := range contact.Fields {
		if len(m.Fields[f]) == 0 || f == contact.FieldTime || f == contact.FieldCustomer {
			continue
		}
		fill := FieldFill{Field: f, Columns: m.Fields[f]}
		if h != nil {
			fill.Filled, fill.Known = h.Filled[f], true
		}
		out.Fields = append(out.Fields, fill)
	}
	return out
}

// ProblemsTotal counts all problems, those that are not listed too.
func (r ImportReport) ProblemsTotal() int {
	n := 0
	for _, c := range r.Reasons {
		n += c.N
	}
	return n
}
