package textfile

import (
	"bytes"
	"math"

	"eenkeer/analysis/ingest/cell"
)

// Dialect is how a text file is cut into records and cells.
type Dialect struct {
	Sep   byte // between cells
	Quote byte // around a cell that holds separators or line breaks; 0 for none
	End   byte // ends a record: '\n' (a '\r' before it is left out) or '\r'
}

// maxQuoted is how long a quoted cell may be. A quote that is not closed within
// it is taken for text, so that one stray quote does not swallow a file.
const maxQuoted = 256 << 10

// separators are tried in this order; the first of equals wins.
var separators = []byte{';', ',', '\t', '|'}

// SniffDialect finds the dialect of the start of a text. A first line "sep=;"
// decides on the separator; skip says how many bytes that line takes.
func SniffDialect(sample []byte, whole bool) (d Dialect, recordEnd string, skip int) {
	d.End, recordEnd = sniffEnd(sample)
	if sep, n := sepLine(sample, d.End); n > 0 {
		d.Sep, skip = sep, n
		d.Quote = sniffQuote(sample[skip:], d)
		return d, recordEnd, skip
	}
	best := math.Inf(-1)
	for _, sep := range separators {
		c := Dialect{Sep: sep, End: d.End}
		c.Quote = sniffQuote(sample, c)
		if s := c.score(sample, whole); s > best {
			best, d = s, c
		}
	}
	return d, recordEnd, 0
}

// sniffEnd finds what ends a record.
func sniffEnd(sample []byte) (byte, string) {
	lf := bytes.Count(sample, []byte{'\n'})
	crlf := bytes.Count(sample, []byte{'\r', '\n'})
	cr := bytes.Count(sample, []byte{'\r'}) - crlf
	switch {
	case cr > lf:
		return '\r', "CR"
	case crlf*2 > lf:
		return '\n', "CRLF"
	}
	return '\n', "LF"
}

// sepLine reads a first line such as sep=; that Excel writes and honours.
func sepLine(sample []byte, end byte) (sep byte, n int) {
	line := sample
	if i := bytes.IndexByte(sample, end); i >= 0 {
		line, n = sample[:i], i+1
	} else {
		n = len(sample)
	}
	line = bytes.Trim(bytes.TrimRight(line, "\r\n"), `"`)
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return line[4], n
	}
	return 0, 0
}

// sniffQuote finds the quote: the double one, unless cells are wrapped in single
// ones and none in double ones.
func sniffQuote(sample []byte, d Dialect) byte {
	wrapped := func(quote byte) int {
		n := 0
		for i, tried := 0, 0; tried < 500; i++ {
			k := bytes.IndexByte(sample[i:], quote)
			if k < 0 {
				return n
			}
			i += k
			opens := i == 0 || sample[i-1] == d.Sep || sample[i-1] == '\n' || sample[i-1] == '\r'
			if !opens {
				continue
			}
			tried++
			// The same cell must close: 'n text and 's avonds only open.
			rest := sample[i+1 : min(len(sample), i+1+4096)]
			for at := 0; ; {
				q := bytes.IndexByte(rest[at:], quote)
				if q < 0 {
					break
				}
				at += q + 1
				if at == len(rest) || rest[at] == d.Sep || rest[at] == '\n' || rest[at] == '\r' {
					n++
					break
				}
			}
		}
		return n
	}
	if wrapped('"') == 0 {
		records := min(bytes.Count(sample, []byte{d.End}), 500)
		if n := wrapped('\''); n > 2 && n*2 > records {
			return '\''
		}
	}
	return '"'
}

// score says how well a dialect fits: how many records have the usual number of
// cells, with more cells a little better, and one cell a record worst of all.
func (d Dialect) score(sample []byte, whole bool) float64 {
	widths := map[int]int{}
	records, damaged := 0, 0
	var cells []Span
	dead := 0
	for pos := 0; pos < len(sample) && records < 400; {
		var next int
		cells, next = d.Record(sample, pos, cells[:0], &dead)
		if next >= len(sample) && !whole && records > 0 {
			break // cut through
		}
		if !BlankRecord(sample, cells) {
			widths[len(cells)]++
			records++
			for _, c := range cells {
				// A quote within an unquoted cell hints at a wrong separator.
				if !c.quoted && d.Quote != 0 && bytes.IndexByte(sample[c.from:c.to], d.Quote) >= 0 {
					damaged++
					break
				}
			}
		}
		pos = next
	}
	if records == 0 {
		return math.Inf(-1)
	}
	usual, n := 1, 0
	for w, k := range widths {
		if k > n || k == n && w > usual {
			usual, n = w, k
		}
	}
	share := float64(n) / float64(records)
	if usual == 1 {
		return 0.05 * share
	}
	kinds := float64(len(widths)-1) / float64(records)
	return share*share*(1+0.15*math.Log2(float64(usual))) - 0.25*kinds - 0.3*float64(damaged)/float64(records)
}

// BlankRecord reports whether no cell holds anything.
func BlankRecord(buf []byte, cells []Span) bool {
	for _, c := range cells {
		if !cell.Blank(buf[c.from:c.to]) {
			return false
		}
	}
	return true
}
