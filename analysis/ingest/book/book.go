package book

import (
	"context"
	"errors"
	"strings"
	"sync"
)

// Sheet is a sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool

	part   string       // of the zip file
	table  int          // of an OpenDocument, from 0
	merged mergedRanges // known once the sheet was read to its end
	seen   bool
}

// Book is a workbook that is open. Its sheets may be read at the same time.
type Book struct {
	Sheets       []Sheet
	OpenDocument bool // not a workbook of Excel's

	path       string
	archive    *archive // nil for a file that is not packed
	size       int64    // of such a file, and what reads a sheet of it
	file       func(b *Book, sheet int, s *Stats) (rowReader, error)
	date1904   bool
	styles     []style
	sharedPart string

	lock   sync.Mutex
	shared *texts
}

// Open reads what a workbook says of itself, not its sheets.
func Open(path string) (*Book, error) {
	a, err := openArchive(path)
	if err != nil {
		return nil, err
	}
	b := &Book{path: path, archive: a}
	if a.has("content.xml") && !a.has("xl/workbook.xml") {
		err = b.readOpenDocument()
	} else {
		err = b.readWorkbook()
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// Date1904 reports whether the workbook counts its days from 1904.
func (b *Book) Date1904() bool { return b.date1904 }

// Find gives the index of a sheet by its name, or -1. Case and spaces around it
// are overlooked.
func (b *Book) Find(name string) int {
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return i
		}
	}
	for i := range b.Sheets {
		if strings.EqualFold(strings.TrimSpace(b.Sheets[i].Name), strings.TrimSpace(name)) {
			return i
		}
	}
	return -1
}

// Names lists the sheets.
func (b *Book) Names() []string {
	names := make([]string, len(b.Sheets))
	for i := range b.Sheets {
		names[i] = b.Sheets[i].Name
	}
	return names
}

// Size is what a sheet says it unpacks to, in bytes.
func (b *Book) Size(sheet int) int64 {
	if b.archive == nil {
		return b.size
	}
	return b.archive.size(b.Sheets[sheet].part)
}

// strings reads the texts that the sheets share, once.
func (b *Book) strings() (*texts, error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.shared != nil {
		return b.shared, nil
	}
	r, err := b.archive.open(b.sharedPart, maxSheet)
	if err != nil {
		return nil, err
	}
	t, err := readShared(r)
	if err != nil {
		return nil, err
	}
	b.shared = t
	return t, nil
}

// Unusual reports whether an error means that a sheet is to be read anew, by
// excelize, with [Book.Rows] told so.
func Unusual(err error) bool { return errors.Is(err, errUnusual) }

// Rows starts reading a sheet. slow has excelize read it.
func (b *Book) Rows(ctx context.Context, sheet int, slow bool) (*Rows, error) {
	s := &b.Sheets[sheet]
	out := &Rows{ctx: ctx, sheet: s, lock: &b.lock}
	b.lock.Lock()
	merged := s.merged
	b.lock.Unlock()
	if b.archive == nil {
		r, err := b.file(b, sheet, &out.Stats)
		if err != nil {
			return nil, err
		}
		out.reader = r
		return out, nil
	}
	if slow && !b.OpenDocument {
		r, err := b.slowRows(s, &out.Stats)
		if err != nil {
			return nil, err
		}
		out.reader = r
		return out, nil
	}
	r, err := b.archive.open(s.part, maxSheet)
	if err != nil {
		return nil, err
	}
	out.total = b.archive.size(s.part)
	out.stream = newStream(r)
	if b.OpenDocument {
		out.reader = newOpenReader(out.stream, s.table, &out.Stats)
		return out, nil
	}
	out.reader = &sheetReader{
		l: lexer{more: out.stream.more}, s: out.stream, shared: b.strings, styles: b.styles,
		dates: dateWriter{from1904: b.date1904}, stats: &out.Stats, merges: newMerges(merged),
	}
	return out, nil
}

// Known reports whether a sheet was read to its end, so that its merged cells are
// known: they stand behind its rows.
func (b *Book) Known(sheet int) bool {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.Sheets[sheet].seen
}

// Merged reports whether cells of a sheet are merged over rows, as far as is known.
func (b *Book) Merged(sheet int) bool {
	b.lock.Lock()
	defer b.lock.Unlock()
	return len(b.Sheets[sheet].merged) > 0
}
