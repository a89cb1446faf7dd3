package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"eenkeer/analysis/contact"
)

// doubt finds a doubt by its id.
func doubt(doubts []Doubt, id string) *Doubt {
	if i := slices.IndexFunc(doubts, func(d Doubt) bool { return d.ID == id }); i >= 0 {
		return &doubts[i]
	}
	return nil
}

// A CSV that was opened with day and month the other way round, and saved: the
// days that could be months became real dates, the others stayed text.
func TestSwappedDates(t *testing.T) {
	for name, c := range map[string]struct {
		real time.Time
		sure bool
	}{
		"all early in the month": {time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC), true},
		"not all":                {time.Date(2025, 2, 20, 0, 0, 0, 0, time.UTC), false},
	} {
		path := workbook(t, func(f *excelize.File) {
			put(t, f, "Sheet1", "A1", "Klantnummer", "Datum", "Contactreden")
			for i := range 12 {
				put(t, f, "Sheet1", fmt.Sprintf("A%d", 2+2*i), fmt.Sprint("K", i), time.Date(2025, 3, 1+i, 0, 0, 0, 0, time.UTC), "Polis")
				put(t, f, "Sheet1", fmt.Sprintf("A%d", 3+2*i), fmt.Sprint("K", i), fmt.Sprintf("%d-03-2025", 13+i), "Polis")
			}
			put(t, f, "Sheet1", "A26", "K1", c.real, "Polis")
		})
		table := open(t, path)
		g := table.Guess()
		b, r := imported(t, table, g.Mapping)
		for where, doubts := range map[string][]Doubt{"guess": g.Doubts, "report": r.Doubts} {
			d := doubt(doubts, DoubtSwapped)
			if d == nil || !d.Red || d.Column != "Datum" || fmt.Sprint(d.Args) != fmt.Sprintf("[dates 13 texts 12 sure %v]", c.sure) {
				t.Errorf("%s, %s: %+v", name, where, doubts)
			}
		}
		if b.Len() != 25 || wallTime(b.Time[0]).Month() != 3 {
			t.Errorf("%s: %d rows, %s", name, b.Len(), times(b))
		}
	}
}

// Real dates beside ISO dates were never swapped.
func TestRealDatesBesideISO(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Klantnummer", "Datum", "Contactreden")
		for i := range 5 {
			put(t, f, "Sheet1", fmt.Sprintf("A%d", 2+2*i), fmt.Sprint("K", i), time.Date(2025, 3, 1+i, 9, 30, 0, 0, time.UTC), "Polis")
			put(t, f, "Sheet1", fmt.Sprintf("A%d", 3+2*i), fmt.Sprint("K", i), fmt.Sprintf("2025-03-%02d 10:00", 13+i), "Polis")
		}
	})
	table := open(t, path)
	g := table.Guess()
	b, r := imported(t, table, g.Mapping)
	if d := doubt(append(g.Doubts, r.Doubts...), DoubtSwapped); d != nil || b.Len() != 10 {
		t.Errorf("%v, %d rows", d, b.Len())
	}
}

// rewrite changes the sheet of a workbook.
func rewrite(t *testing.T, path string, change func(sheet string) string) string {
	t.Helper()
	from, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == "xl/worksheets/sheet1.xml" {
			data = []byte(change(string(data)))
		}
		w, err := to.Create(part.Name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, "rewritten.xlsx", out.String())
}

// A table that starts in C4, with a title above it, merged cells, hidden rows and
// formulas that were never worked out; once small, and once too large to be looked
// at before it is read, so that the merged cells are met behind the rows.
func TestWorkbookOddities(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Overzicht van alle contacten")
		put(t, f, "Sheet1", "C4", "Klantnummer", "Datum", "Contactreden", "Team", "", "Team")
		for i := range 6 {
			put(t, f, "Sheet1", fmt.Sprintf("C%d", 5+i), i+1, fmt.Sprintf("2025-03-%02d 10:00", 13+i), nil, nil, 7, "y")
			if err := f.SetCellFormula("Sheet1", fmt.Sprintf("F%d", 5+i), "A1"); err != nil {
				t.Fatal(err)
			}
		}
		zeros, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("00000")})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "C5", "C10", zeros); err != nil {
			t.Fatal(err)
		}
		f.SetCellValue("Sheet1", "E5", "Polis")
		f.SetCellValue("Sheet1", "E8", "Claim")
		for _, err := range []error{f.MergeCell("Sheet1", "E5", "E7"), f.MergeCell("Sheet1", "E8", "E10"), f.MergeCell("Sheet1", "A1", "H1"), f.SetRowVisible("Sheet1", 6, false)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	large := rewrite(t, path, func(sheet string) string {
		return strings.Replace(sheet, "<sheetData>", strings.Repeat("<!--"+strings.Repeat("x", 1<<20)+"-->", 49)+"<sheetData>", 1)
	})
	for name, path := range map[string]string{"small": path, "large": large} {
		table := open(t, path)
		if got := fmt.Sprint(table.Names(), table.HeaderLine, table.Tables); got != "[Klantnummer Datum Contactreden Team column5 Team.2] 4 [{Overzicht van alle contacten 4 5 10 3 8}]" {
			t.Errorf("%s: %s", name, got)
		}
		g := table.Guess()
		m := g.Mapping
		m.Fields[contact.Field(contact.Team)] = []string{"Team"}
		b, r := imported(t, table, m)
		if got := customers(b) + " " + values(b, contact.Reason); got != "00001|00002|00003|00004|00005|00006 Polis|Polis|Polis|Claim|Claim|Claim" {
			t.Errorf("%s: %s", name, got)
		}
		for id, args := range map[string]string{DoubtHiddenRows: "[n 1]", DoubtFilled: "[n 4]", DoubtNoValue: "[n 6]"} {
			if d := doubt(r.Doubts, id); d == nil || fmt.Sprint(d.Args) != args {
				t.Errorf("%s: %s %v", name, id, r.Doubts)
			}
			if d := doubt(g.Doubts, id); (d != nil) != (name == "small" && id != DoubtNoValue) {
				t.Errorf("%s: %s %v", name, id, g.Doubts)
			}
		}
		rows, _ := allRows(t, table)
		if got := fmt.Sprint(rows[0]); got != "[00001 2025-03-13 10:00 Polis  7 y]" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Tables side by side and one below the other are read one at a time.
func TestTablesOfASheet(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "B2", "Team", "Doel")
		put(t, f, "Sheet1", "B3", "Noord", 5)
		put(t, f, "Sheet1", "B4", "Zuid", 6)
		put(t, f, "Sheet1", "E2", "Klantnummer", "Datum", "Contactreden")
		for i := range 5 {
			put(t, f, "Sheet1", fmt.Sprintf("E%d", 3+i), fmt.Sprint("K", i), time.Date(2025, 3, 1+i, 9, 30, 0, 0, time.UTC), "Polis")
		}
		put(t, f, "Sheet1", "E12", "Klantnummer", "Datum", "Contactreden")
		for i := range 3 {
			put(t, f, "Sheet1", fmt.Sprintf("E%d", 13+i), fmt.Sprint("L", i), time.Date(2025, 4, 1+i, 9, 30, 0, 0, time.UTC), "Claim")
		}
	})
	for number, want := range map[int]string{0: "K0|K1|K2|K3|K4", 2: "K0|K1|K2|K3|K4", 3: "L0|L1|L2"} {
		table, err := Open(context.Background(), path, Options{Table: number})
		if err != nil {
			t.Fatal(err)
		}
		b, r := imported(t, table, table.Guess().Mapping)
		if got := customers(b); got != want || len(table.Tables) != 3 || number > 0 && table.Number != number || r.ProblemCount[ProblemLongRow] > 0 {
			t.Errorf("table %d: %s of %+v", number, got, table.Tables)
		}
		if rows, _ := allRows(t, table); len(rows) != b.Len() {
			t.Errorf("table %d: %v", number, rows)
		}
	}
	if _, err := Open(context.Background(), path, Options{Table: 4}); refusal(err) != ErrNoSuchTable {
		t.Errorf("%v", err)
	}
}

// The same file gives the same batch every time, whatever the workers do.
func TestWorkbookSameBatch(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 40_000 {
			row := []any{fmt.Sprint("K", i*7919%1000), fmt.Sprintf("2025-03-%02d 10:00", 1+i%28), fmt.Sprint("reden ", i*31%97)}
			if i == 0 {
				row = []any{"Klantnummer", "Datum", "Contactreden"}
			}
			if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	})
	var first string
	for range 3 {
		table := open(t, path)
		b, r := imported(t, table, table.Guess().Mapping)
		got := fmt.Sprint(r.Rows, r.Hash, b.Line[:20], b.Line[len(b.Line)-20:]) + customers(b) + values(b, contact.Reason)
		if first == "" {
			first = got
		}
		if got != first || r.Rows != 39_999 {
			t.Fatalf("%d rows, other cells than before", r.Rows)
		}
	}
}

// An OpenDocument spreadsheet is a workbook like any other.
func TestOpenDocument(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	cell := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	fmt.Fprint(w, `<office:document-content><office:body><office:spreadsheet><table:table table:name="Blad1"><table:table-row>`, cell("Klantnummer"), cell("Datum"), cell("Contactreden"), `</table:table-row>`)
	for i := range 5 {
		fmt.Fprintf(w, `<table:table-row>%s<table:table-cell office:value-type="date" office:date-value="2025-03-%02dT10:00:00"/>%s</table:table-row>`, cell(fmt.Sprint("K", i)), 1+i, cell("Polis"))
	}
	fmt.Fprint(w, `</table:table></office:spreadsheet></office:body></office:document-content>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	table := open(t, write(t, "x.ods", out.String()))
	b, r := imported(t, table, table.Guess().Mapping)
	if table.Format != ODS || table.Sheet != "Blad1" || r.Rows != 5 || customers(b) != "K0|K1|K2|K3|K4" || !strings.HasPrefix(times(b), "2025-03-01 10:00:00|") {
		t.Errorf("%s %s %+v %s", table.Format, customers(b), r, times(b))
	}
}

// What many systems call .xls: the table of a web page, and the XML of Excel 2003.
func TestWorkbooksInName(t *testing.T) {
	page, sheet := `<html><body><table><tr><th>Klantnummer</th><th>Datum</th><th>Contactreden</th></tr>`,
		`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Blad1"><Table><Row><Cell><Data ss:Type="String">Klantnummer</Data></Cell><Cell><Data ss:Type="String">Datum</Data></Cell></Row>`
	for i := range 5 {
		page += fmt.Sprintf("<tr><td>K%d</td><td>%d-03-2025 10:00</td><td>Polis</td></tr>", i, 13+i)
		sheet += fmt.Sprintf(`<Row><Cell><Data ss:Type="String">K%d</Data></Cell><Cell><Data ss:Type="DateTime">2025-03-%dT10:00:00.000</Data></Cell></Row>`, i, 13+i)
	}
	for format, content := range map[string]string{HTML: page + "</table></body></html>", XML: sheet + "</Table></Worksheet></Workbook>"} {
		table := open(t, write(t, "x.xls", content))
		b, r := imported(t, table, table.Guess().Mapping)
		if table.Format != format || r.Rows != 5 || customers(b) != "K0|K1|K2|K3|K4" || !strings.HasPrefix(times(b), "2025-03-13 10:00:00|2025-03-14") {
			t.Errorf("%s: %s %s", table.Format, customers(b), times(b))
		}
	}
}

// A sheet that holds nothing of a workbook is damage, whoever reads it.
func TestSheetOfSomethingElse(t *testing.T) {
	path := workbook(t, func(f *excelize.File) { put(t, f, "Sheet1", "A1", "Klant", "Datum") })
	path = rewrite(t, path, func(string) string { return `<!DOCTYPE html><html><body>` })
	if _, err := Open(context.Background(), path, Options{}); refusal(err) == "" {
		t.Errorf("%v", err)
	}
}
