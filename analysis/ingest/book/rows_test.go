package book

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/ingest/cell"
)

// A block holds what is wanted of an area: its cells, its errors, the rows that go on
// beyond it, and for each row a text that no row with other cells has.
func TestFill(t *testing.T) {
	text := func(name, s string) string {
		return `<c r="` + name + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
	}
	b := open(t, put(t, plainParts(sheetOf(`<row r="1">`+text("B1", "kop")+`</row><row r="2">`+text("B2", "a")+text("D2", "#N/A")+`</row><row r="3">`+text("C3", "a")+`</row>`+
		`<row r="4">`+text("A4", "x")+`</row><row r="5">`+text("B5", "a")+text("F5", "y")+`</row><row r="6">`+text("B6", "a")+text("D6", "#N/A")+`</row><row r="7">`+text("B7", "voet")+`</row>`)).zipped(t)))
	for name, c := range map[string]struct {
		area Area
		want []string
		long []int
	}{
		"alone":  {Area{Below: 1, To: 6, Left: 1, Want: []int{0, -1, 1}, Alone: true}, []string{"2 a ", "3  ", "4  ", "5 a ", "6 a "}, []int{2, 3}},
		"beside": {Area{Below: 1, To: 6, Left: 1, Want: []int{0, -1, 1}}, []string{"2 a ", "3  ", "5 a ", "6 a "}, nil},
	} {
		rows, err := b.Rows(context.Background(), 0, false)
		if err != nil {
			t.Fatal(err)
		}
		block := cell.NewBlock(2)
		if !rows.Fill(block, c.area) {
			t.Fatal(rows.Err())
		}
		var got []string
		texts := map[string]bool{}
		for r := range block.N {
			got = append(got, fmt.Sprintf("%d %s %s", block.Line[r], block.Cell(0, r), block.Cell(1, r)))
			texts[string(block.Buf[block.From[r]:block.To[r]])] = true
		}
		if d := cmp.Diff(c.want, got) + cmp.Diff(c.long, append([]int(nil), block.Long...)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if len(block.Errors) != 2 || block.Errors[0] != (cell.Place{Slot: 1, Row: 0}) || len(texts) != block.N-1 {
			t.Errorf("%s: errors %v, %d texts", name, block.Errors, len(texts))
		}
		if rows.Fill(block, c.area) || rows.Err() != nil {
			t.Errorf("%s: more rows, %v", name, rows.Err())
		}
		rows.Close()
	}
}
