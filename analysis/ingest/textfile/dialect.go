package textfile

import (
	"bytes"

	"eenkeer/analysis/ingest/cell"
)

// Dialect is how a text file is cut into records and cells.
type Dialect struct {
	Sep    string    // between cells, one byte or more; of aligned columns a space
	Quote  byte      // around a cell that holds separators or line breaks; 0 for none
	Escape byte      // before a quote within a cell; 0: quotes are doubled
	End    byte      // ends a record: '\n' (a '\r' before it is left out) or '\r'
	Mixed  bool      // records end with any of LF, CR LF and CR
	Strict bool      // records end with CR LF only: a lone LF or CR is text
	Runs   bool      // separators in a row count as one
	Curly  [2]string // what opens and closes a quoted cell where the two differ, as “ and ”
	Width  int       // how many cells a record usually has; 0: not known

	Columns []int // of aligned columns: where each starts, in characters; else nil
	Runes   bool  // the characters are UTF-8
}

// RecordEnd names what ends a record.
func (d *Dialect) RecordEnd(crlf bool) string {
	switch {
	case d.Mixed:
		return "mixed"
	case d.End == '\r':
		return "CR"
	case crlf:
		return "CRLF"
	}
	return "LF"
}

// Separator names what stands between cells, as a person would write it.
func (d *Dialect) Separator() string { return d.Sep }

// Quotes names what stands around a quoted cell.
func (d *Dialect) Quotes() []byte {
	if d.Curly[0] != "" {
		return []byte(d.Curly[0] + d.Curly[1])
	}
	return []byte{d.Quote}
}

// maxQuoted is how long a quoted cell may be. A quote that is not closed within
// it is taken for text, so that one stray quote does not swallow a file.
const maxQuoted = 256 << 10

// BlankRecord reports whether no cell holds anything.
func BlankRecord(buf []byte, cells []Span) bool {
	for _, c := range cells {
		if !cell.Blank(buf[c.from:c.to]) {
			return false
		}
	}
	return true
}

// sepLine reads a first line such as sep=; that Excel writes and honours.
func sepLine(sample []byte) (sep string, n int) {
	line := sample
	if i := bytes.IndexAny(sample, "\r\n"); i >= 0 {
		line, n = sample[:i], i+1
		if sample[i] == '\r' && n < len(sample) && sample[n] == '\n' {
			n++
		}
	} else {
		n = len(sample)
	}
	line = bytes.Trim(line, `"`)
	if len(line) >= 5 && len(line) <= 8 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return string(line[4:]), n
	}
	return "", 0
}
