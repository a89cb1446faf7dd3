package report

import (
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"eenkeer/analysis/ingest"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/assets/locale"

	"golang.org/x/text/encoding/charmap"
)

// ReadList reads a list of actions, one that went out from here or one that people keep
// themselves: any file that contacts can be read from. sheet and table say which, if
// not empty and 0. A refusal is an *ingest.Error.
func ReadList(ctx context.Context, path, sheet string, table int) (s exchange.Sheet, err error) {
	if s, ours := ownCSV(path); ours {
		return s, nil
	}
	t, err := ingest.Open(ctx, path, ingest.Options{Sheet: sheet, Table: table, NoHash: true})
	if err != nil {
		return s, err
	}
	defer func() { t.Close() }()
	if own := ourSheet(t.Sheets); sheet == "" && own != "" && t.Sheet != own {
		t.Close()
		if t, err = ingest.Open(ctx, path, ingest.Options{Sheet: own, Table: table, NoHash: true}); err != nil {
			return s, err
		}
	}
	s = exchange.Sheet{File: filepath.Base(path), Columns: t.Names()}
	for row, err := range t.Rows(ctx) {
		if err != nil {
			return s, err
		}
		cells := slices.Clone(row.Cells)
		if t.Format == ingest.CSV {
			for i := range cells {
				cells[i] = unguard(cells[i])
			}
		}
		s.Rows = append(s.Rows, exchange.Row{Line: row.Line, Cells: cells})
	}
	if t.HeaderLine == 0 && len(s.Rows) > 0 && len(exchange.Guess(s.Rows[0].Cells)) > 1 {
		s.Columns, s.Rows = s.Rows[0].Cells, s.Rows[1:] // a list of so little that it shows no header
	}
	return s, nil
}

// mostOwn is how large a list of our own may be: ten thousand actions at length.
const mostOwn = 64 << 20

// ownCSV reads a list that went out from here as it was written, or as Excel writes it
// again: nothing about it need be guessed, and no text in it be taken for a sign of
// some other way of quoting. ours is false for anything else.
func ownCSV(path string) (s exchange.Sheet, ours bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostOwn {
		return s, false
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return s, false
	}
	text, ok := strings.CutPrefix(string(data), "\ufeff")
	if !ok && !utf8.ValidString(text) {
		if text, err = charmap.Windows1252.NewDecoder().String(text); err != nil {
			return s, false
		}
	}
	for _, comma := range []rune{';', ',', '\t'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = comma, -1
		head, err := r.Read()
		if err != nil {
			continue
		}
		m := exchange.Guess(head)
		_, marked := m[exchange.Mark]
		_, numbered := m[exchange.Number]
		if !marked || !numbered {
			continue
		}
		s = exchange.Sheet{File: filepath.Base(path), Columns: head}
		for {
			record, err := r.Read()
			if err == io.EOF {
				return s, true
			}
			if err != nil {
				return exchange.Sheet{}, false
			}
			line, _ := r.FieldPos(0)
			for i := range record {
				record[i] = unguard(record[i])
			}
			s.Rows = append(s.Rows, exchange.Row{Line: line, Cells: record})
		}
	}
	return s, false
}

// ourSheet gives the sheet that bears the name of our list in any language.
func ourSheet(names []string) string {
	for _, name := range names {
		if slices.ContainsFunc(locale.Languages, func(lang string) bool {
			return strings.EqualFold(locale.New(lang).T("exchange.sheet.actions"), name)
		}) {
			return name
		}
	}
	return ""
}
