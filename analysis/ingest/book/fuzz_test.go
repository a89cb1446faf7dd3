package book

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"testing"
	"time"

	"eenkeer/analysis/ingest/cell"
)

// FuzzWorkbook reads any bytes as the sheet, the shared strings and the styles of a
// workbook, as the content of an OpenDocument, as a web page, as XML of Excel 2003
// and as a whole file. Reading must end, with rows or with a reason, and give as many
// rows by the block as one by one.
func FuzzWorkbook(f *testing.F) {
	for _, s := range sheets {
		f.Add([]byte(s.parts["xl/worksheets/sheet1.xml"]), []byte(s.parts["xl/sharedStrings.xml"]), []byte(s.parts["xl/styles.xml"]), byte(0))
	}
	f.Add([]byte(openParts(`<table:table table:name="x"><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="string" table:number-columns-repeated="2" table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`)["content.xml"]), []byte{}, []byte{}, byte(1))
	f.Add([]byte(`<html><table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c</table>`), []byte{}, []byte{}, byte(3))
	f.Add([]byte(`<Workbook><Worksheet ss:Name="x"><Table><Row ss:Index="2"><Cell ss:MergeDown="1"><Data ss:Type="DateTime">2025-12-01T10:00:00.000</Data></Cell></Row><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>`), []byte{}, []byte{}, byte(4))
	f.Add(plainParts(sheetOf(`<row><c><v>1</v></c></row>`)).zipped(f), []byte{}, []byte{}, byte(2))
	f.Fuzz(func(t *testing.T, sheet, shared, styles []byte, kind byte) {
		var content []byte
		open := Open
		switch kind % 5 {
		case 0:
			p := plainParts("")
			p["xl/worksheets/sheet1.xml"], p["xl/sharedStrings.xml"], p["xl/styles.xml"] = string(sheet), string(shared), string(styles)
			content = p.zipped(t)
		case 1:
			p := openParts("")
			p["content.xml"] = string(sheet)
			content = p.zipped(t)
		case 3:
			content, open = sheet, OpenHTML
		case 4:
			content, open = sheet, OpenXML
		default:
			content = sheet
			if _, err := zip.NewReader(bytes.NewReader(content), int64(len(content))); err != nil && len(content) > 1<<16 {
				t.Skip()
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		b, err := open(put(t, content))
		if err != nil {
			known(t, err)
			return
		}
		for i := range b.Sheets {
			for _, slow := range []bool{false, true} {
				lines := scan(t, ctx, b, i, slow)
				block, n := cell.NewBlock(2), 0
				r, err := b.Rows(ctx, i, slow)
				if err != nil {
					known(t, err)
					continue
				}
				for r.Fill(block, Area{Want: []int{0, 1}, Alone: true}) {
					n += block.N
					for row := range block.N {
						for slot := range 2 {
							_ = block.Cell(slot, row)
						}
						if block.From[row] > block.To[row] || int(block.To[row]) > len(block.Buf) {
							t.Fatal("a record beyond the block")
						}
					}
				}
				r.Close()
				if lines >= 0 && r.Err() == nil && n != lines {
					t.Fatalf("%d rows in blocks, %d one by one", n, lines)
				}
			}
			if i == 3 {
				break
			}
		}
	})
}

// scan counts the rows of a sheet; -1 if it cannot be read.
func scan(t *testing.T, ctx context.Context, b *Book, sheet int, slow bool) int {
	r, err := b.Rows(ctx, sheet, slow)
	if err != nil {
		known(t, err)
		return -1
	}
	defer r.Close()
	n := 0
	for r.Next() {
		n++
		if r.Line() < 1 || r.Line() > maxRows || len(r.Cells()) > maxColumns {
			t.Fatalf("row %d of %d cells", r.Line(), len(r.Cells()))
		}
	}
	if r.Err() != nil {
		known(t, r.Err())
		return -1
	}
	return n
}

// known fails on an error that nobody would have words for.
func known(t *testing.T, err error) {
	t.Helper()
	for _, target := range []error{ErrDamaged, ErrTooBig, ErrEncrypted, errUnusual, fs.ErrNotExist} {
		if errors.Is(err, target) {
			return
		}
	}
	t.Fatalf("no reason: %v", err)
}
