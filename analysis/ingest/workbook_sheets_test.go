package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"eenkeer/analysis/contact"
)

// months writes a workbook of sheets with contacts: September, October with its columns in
// another order, a list of teams, a hidden sheet, and one with a column more.
func months(t *testing.T) string {
	return workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Klantnummer", "Datum", "Contactreden")
		for _, name := range []string{"Teams", "Oktober", "Oud", "November", "Leeg"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
		}
		put(t, f, "Teams", "A1", "Team", "Aantal")
		put(t, f, "Teams", "A2", "Noord", 3)
		put(t, f, "Oktober", "A1", "Contacten van oktober")
		put(t, f, "Oktober", "B3", "datum", "Contactreden", "KLANTNUMMER")
		put(t, f, "Oud", "A1", "Klantnummer", "Datum", "Contactreden")
		put(t, f, "November", "A1", "Klantnummer", "Datum", "Contactreden", "Team")
		put(t, f, "Leeg", "A1", "Klantnummer", "Datum", "Contactreden")
		for i := range 6 {
			day := func(m time.Month) time.Time { return time.Date(2025, m, 3+i, 9, 30, 0, 0, time.UTC) }
			put(t, f, "Sheet1", fmt.Sprintf("A%d", 2+i), fmt.Sprint("S", i), day(9), "Polis")
			put(t, f, "Oktober", fmt.Sprintf("B%d", 4+i), day(10), "Schade", fmt.Sprint("O", i))
			put(t, f, "Oud", fmt.Sprintf("A%d", 2+i), fmt.Sprint("A", i), day(1), "Polis")
			put(t, f, "November", fmt.Sprintf("A%d", 2+i), fmt.Sprint("N", i), day(11), "Polis", "Zuid")
		}
		put(t, f, "Oktober", "B10", "morgen", "Schade", "O9")
		if err := f.SetSheetVisible("Oud", false); err != nil {
			t.Fatal(err)
		}
	})
}

// Sheets with the same columns are one table; others are told of, and can be asked for.
func TestSheetsWithTheSameColumns(t *testing.T) {
	path := months(t)
	table := open(t, path)
	if table.Sheet != "Sheet1 + Oktober" || table.HeaderLine != 1 {
		t.Fatalf("%q, header %d", table.Sheet, table.HeaderLine)
	}
	said := fmt.Sprint(doubt(table.Doubts, DoubtSheets), doubt(table.Doubts, DoubtSheetsLeft))
	if want := "&{ingest.doubt.sheets  [n 2 sheets Sheet1, Oktober] false} &{ingest.doubt.sheets_left  [n 2 sheets Oud (6), November (6)] true}"; said != want {
		t.Errorf("%s", said)
	}
	rows, lines := allRows(t, table)
	if len(rows) != 13 || rows[6][0] != "O0" || rows[6][2] != "Schade" || fmt.Sprint(lines) != "[2 3 4 5 6 7 4 5 6 7 8 9 10]" {
		t.Errorf("%v %v", rows, lines)
	}
	b, r := imported(t, table, table.Guess().Mapping)
	if b.Len() != 12 || r.Rows != 13 || r.Sheet != table.Sheet || customers(b) != "S0|S1|S2|S3|S4|S5|O0|O1|O2|O3|O4|O5" {
		t.Errorf("%d of %d, %s, %s", b.Len(), r.Rows, r.Sheet, customers(b))
	}
	if got := values(b, contact.Reason); strings.Count(got, "Polis") != 6 || strings.Count(got, "Schade") != 6 {
		t.Errorf("%s", got)
	}
	if len(r.Problems) != 1 || r.Problems[0].Line != 10 || r.Problems[0].Sheet != "Oktober" {
		t.Errorf("%+v", r.Problems)
	}
	for asked, want := range map[string]string{
		"Oktober": "O0|O1|O2|O3|O4|O5", "oud": "A0|A1|A2|A3|A4|A5", "November": "N0|N1|N2|N3|N4|N5",
		"Sheet1 + Oud": "S0|S1|S2|S3|S4|S5|A0|A1|A2|A3|A4|A5",
	} {
		one, err := Open(context.Background(), path, Options{Sheet: asked})
		if err != nil {
			t.Fatal(err)
		}
		b, _ := imported(t, one, one.Guess().Mapping)
		if !strings.EqualFold(one.Sheet, asked) || customers(b) != want {
			t.Errorf("%s: %s, %s", asked, one.Sheet, customers(b))
		}
		if d := doubt(one.Doubts, DoubtSheetsLeft); d == nil || d.Red {
			t.Errorf("%s: %v", asked, one.Doubts)
		}
		one.Close()
	}
	if _, err := Open(context.Background(), path, Options{Sheet: "Sheet1 + Mei"}); refusal(err) != ErrNoSheet {
		t.Errorf("%v", err)
	}
}
