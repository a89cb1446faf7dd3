package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // a laptop without zone files must know the workspace's zone
)

// Options say what a file is opened for.
type Options struct {
	Sheet string         // sheet to read, or several as in [Table.Sheet]; empty: the first with a table of contacts, and those like it
	Table int            // which table of the file or sheet, from 1; 0: the one most like a table of contacts
	Zone  *time.Location // the workspace's zone; nil: Europe/Amsterdam
	// NoHash leaves the file's hash out of the report, for who keeps nothing and so
	// need not know the file again: hashing costs a tenth of the time.
	NoHash bool
}

// DefaultZone is the zone of a workspace that names none.
var DefaultZone = sync.OnceValue(func() *time.Location {
	z, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.UTC
	}
	return z
})

// Formats of files.
const (
	CSV  = "csv"
	XLSX = "xlsx"
	ODS  = "ods"
	HTML = "html" // the tables of a web page, which many systems call .xls
	XML  = "xml"  // a workbook of Excel 2003
)

// Table is the table that was found in a file. It is for one goroutine.
type Table struct {
	Path   string
	Format string // [CSV], [XLSX], [ODS], [HTML] or [XML]
	Size   int64  // bytes of the file

	Encoding   string // "UTF-8", "UTF-8 BOM", "UTF-16LE", "UTF-16BE", "Windows-1252"; empty for a workbook
	Separator  string // what stands between cells; empty for a workbook
	Quote      string // what quotes a cell; empty where nothing is quoted
	RecordEnd  string // "LF", "CRLF" or "CR"
	HeaderLine int    // line or row of the header, from 1; 0 when there is none
	Sheet      string // sheet that is read; of several with the same columns their names, with " + " between
	Sheets     []string
	Tables     []Place // the tables of the file or sheet, in their order; one at least
	Number     int     // which of them this is, from 1

	Columns []Column
	Head    [][]string // the first rows below the header as they stand, at most 200
	Doubts  []Doubt    // what the reader decided and was not sure of

	zone      *time.Location
	noHash    bool
	modified  time.Time
	text      *textSource
	book      *bookSource
	sampled   *sample
	headLines []int // lines of the rows in Head
}

// Place is where a table stands in its file or sheet.
type Place struct {
	Title       string // line above it that names it; may be empty
	HeaderLine  int    // line or row of its header, from 1; 0 without one
	From, To    int    // first and last line of its rows; To 0: up to the end
	Left, Right int    // first and last column, from 1
}

// Kind is what the values of a column look like.
type Kind string

// The kinds.
const (
	KindEmpty  Kind = "empty"
	KindText   Kind = "text"
	KindNumber Kind = "number"
	KindDate   Kind = "date"  // a date, with or without a time of day
	KindClock  Kind = "clock" // a time of day or a duration written h:mm
)

// Column is a column of a table.
type Column struct {
	Name   string // unique in the table: a repeated header is name, name.2; an empty one column3
	Header string // as it stands in the file
	Kind   Kind
}

// Row is a record of the table as it stands.
type Row struct {
	Line  int // line of the text file or row of the sheet, from 1
	Cells []string
}

// Names lists the names of the columns.
func (t *Table) Names() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// Column gives the index of a column by its name, or -1. Case and spaces
// around it are overlooked when no column has exactly this name.
func (t *Table) Column(name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	name = strings.TrimSpace(name)
	for i, c := range t.Columns {
		if strings.EqualFold(strings.TrimSpace(c.Name), name) {
			return i
		}
	}
	return -1
}

// Signature tells tables with the same header apart from others, so that a
// mapping can be remembered: order, case, spaces and accents do not count.
func (t *Table) Signature() string {
	h := sha256.New()
	for _, name := range sortedFolds(t.Names()) {
		fmt.Fprintf(h, "%d:%s;", len(name), name)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// Rows gives every record below the header, as it stands. Blank records are
// left out. The sequence ends at the first error.
func (t *Table) Rows(ctx context.Context) iter.Seq2[Row, error] {
	if t.book != nil {
		return t.book.rows(ctx)
	}
	return t.text.rows(ctx, t)
}

// Close lets go of a workbook's unpacked parts.
func (t *Table) Close() error {
	if t.book != nil {
		t.book.close()
	}
	return nil
}

// Open finds out what a file is and where its table stands. It reads no more
// than the head of a text file; a workbook is unpacked. A refusal is an *[Error].
func Open(ctx context.Context, path string, o Options) (*Table, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	if info.IsDir() {
		return nil, &Error{ID: ErrFolder, File: path}
	}
	if info.Size() == 0 {
		return nil, &Error{ID: ErrEmpty, File: path}
	}
	t := &Table{Path: path, Size: info.Size(), modified: info.ModTime(), zone: o.Zone, noHash: o.NoHash}
	if t.zone == nil {
		t.zone = DefaultZone()
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer f.Close()
	format, err := sniffFormat(f, path, info.Size())
	if err != nil {
		return nil, err
	}
	t.Format = format
	if format == CSV {
		err = openText(t, f, o.Table)
	} else {
		err = openBook(ctx, t, o.Sheet, o.Table)
	}
	if err != nil {
		return nil, err
	}
	t.columnKinds()
	return t, nil
}
