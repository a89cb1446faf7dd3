package ingest

import (
	"eenkeer/analysis/ingest/book"
	"eenkeer/analysis/ingest/cell"
)

// addCells adds a record. Of a workbook, the slots of cells that hold an error
// are left empty and given back.
func addCells(b *cell.Block, cells []string, want []int, line uint32, workbook bool) (errors []int) {
	r := b.N
	b.From[r] = uint32(len(b.Buf))
	for c, slot := range want {
		if slot < 0 {
			continue
		}
		from := len(b.Buf)
		if c < len(cells) {
			if text := cells[c]; workbook && book.IsError([]byte(text)) {
				errors = append(errors, slot)
			} else {
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
