package ingest

import (
	"eenkeer/analysis/ingest/cell"
	"math"
	"strconv"
	"strings"
)

// errorCells are the errors a spreadsheet writes into cells, in English and Dutch.
var errorCells = map[string]bool{
	"#N/A": true, "#N/B": true, "#VALUE!": true, "#WAARDE!": true, "#REF!": true, "#VERW!": true, "#DIV/0!": true,
	"#DEEL/0!": true, "#NUM!": true, "#GETAL!": true, "#NAME?": true, "#NAAM?": true, "#NULL!": true, "#LEEG!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#BUSY!": true,
}

// errorCell reports whether a cell holds a spreadsheet's error.
func errorCell(text string) bool { return len(text) > 3 && text[0] == '#' && errorCells[text] }

// plainDigits writes a whole number that stands with an exponent, as a workbook
// keeps large ones, with digits only: an id must not become 1.2E+07.
func plainDigits(text string) string {
	if len(text) < 4 || len(text) > 24 || text[0]-'0' > 9 || !strings.ContainsAny(text, "eE") {
		return text
	}
	for _, b := range []byte(text) {
		if b-'0' > 9 && b != '.' && b != 'E' && b != 'e' && b != '+' && b != '-' {
			return text
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v != math.Trunc(v) || v > 1<<63 {
		return text
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

// addCells adds a record. Of a workbook, the slots of cells that hold an error
// are left empty and given back, and numbers with an exponent are written out.
func addCells(b *cell.Block, cells []string, want []int, line uint32, book bool) (errors []int) {
	r := b.N
	b.From[r] = uint32(len(b.Buf))
	for c, slot := range want {
		if slot < 0 {
			continue
		}
		from := len(b.Buf)
		if c < len(cells) {
			switch text := cells[c]; {
			case book && errorCell(text):
				errors = append(errors, slot)
			case book:
				b.Buf = append(b.Buf, plainDigits(text)...)
			default:
				b.Buf = append(b.Buf, text...)
			}
		}
		b.Set(slot, r, uint32(from), uint32(len(b.Buf)))
	}
	for c := len(want); c < len(cells); c++ {
		if !cell.Blank([]byte(cells[c])) {
			b.MarkLong(r)
			break
		}
	}
	b.Line[r], b.To[r] = line, uint32(len(b.Buf))
	b.N++
	return errors
}
