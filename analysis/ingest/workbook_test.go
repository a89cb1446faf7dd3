package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"eenkeer/analysis/contact"
)

// workbook writes one.
func workbook(t *testing.T, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// put fills a row from a cell on, failing the test.
func put(t *testing.T, f *excelize.File, sheet, at string, cells ...any) {
	t.Helper()
	if err := f.SetSheetRow(sheet, at, &cells); err != nil {
		t.Fatal(err)
	}
}

func TestWorkbook(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2025, 2, 13, h, m, 0, 0, time.UTC) }
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Toelichting", "bij dit bestand")
		if _, err := f.NewSheet("Contacten"); err != nil {
			t.Fatal(err)
		}
		put(t, f, "Contacten", "A1", "Rapport februari")
		put(t, f, "Contacten", "A3", "Klantnummer", "Datum", "Contactreden", "Gespreksduur", "Kenmerk")
		put(t, f, "Contacten", "A4", "0012", at(9, 5), "Polis", 166, 12345678901234)
		put(t, f, "Contacten", "A5", "0013", at(10, 5), "#N/A", 20, "A-1")
		put(t, f, "Contacten", "A7", 14, "14-02-2025 11:00", "Claim", "x", 7)
		put(t, f, "Contacten", "A8", 15, "geen datum", "Claim", 5, 8)
	})
	table := open(t, path)
	if table.Sheet != "Contacten" || table.HeaderLine != 3 || table.Format != XLSX || fmt.Sprint(table.Sheets) != "[Sheet1 Contacten]" {
		t.Errorf("sheet %s of %v, header %d", table.Sheet, table.Sheets, table.HeaderLine)
	}
	if c := table.Columns[1]; c.Kind != KindDate {
		t.Errorf("%+v", c)
	}
	rows, lines := allRows(t, table)
	if fmt.Sprint(lines) != "[4 5 7 8]" || rows[0][0] != "0012" || rows[0][1] != "2025-02-13 09:05:00" {
		t.Errorf("%v %v", lines, rows)
	}
	b, r := imported(t, table, table.Guess().Mapping)
	got := []string{customers(b), times(b), values(b, contact.Reason), fmt.Sprint(b.Handle, b.Line), b.ID.Text(0) + "|" + b.ID.Text(2), fmt.Sprint(r.Problems)}
	want := []string{"0012|0013|14", "2025-02-13 09:05:00|2025-02-13 10:05:00|2025-02-14 11:00:00", "Polis||Claim", "[166 20 -1] [4 5 7]", "12345678901234|7",
		"[{5 ingest.problem.error_cell Contactreden  } {7 ingest.problem.bad_number Gespreksduur x } {8 ingest.problem.bad_time Datum geen datum }]"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := Open(context.Background(), path, Options{Sheet: "Ander"}); refusal(err) != ErrNoSheet || !strings.Contains(err.Error(), "Contacten") {
		t.Errorf("%v", err)
	}
	if asked, err := Open(context.Background(), path, Options{Sheet: "contacten"}); err != nil || asked.Sheet != "Contacten" {
		t.Errorf("%v", err)
	}
	// A table that was closed opens again when it is asked for rows.
	table.Close()
	if rows, _ := allRows(t, table); len(rows) != 4 {
		t.Errorf("%d rows after closing", len(rows))
	}
}

func TestWorkbookDates1904AndClocks(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		date, _ := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("dd-mm-yyyy")})
		clock, _ := f.NewStyle(&excelize.Style{NumFmt: 20})
		length, _ := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("[h]:mm:ss")})
		put(t, f, "Sheet1", "A1", "Klant", "Datum", "Tijd", "Duur")
		for i := range 3 {
			put(t, f, "Sheet1", fmt.Sprintf("A%d", i+2), fmt.Sprint("k", i), 42625+i, 0.375, 166.0/86400)
		}
		for col, style := range map[string]int{"B": date, "C": clock, "D": length} {
			if err := f.SetCellStyle("Sheet1", col+"2", col+"4", style); err != nil {
				t.Fatal(err)
			}
		}
	})
	table := open(t, path)
	g := table.Guess()
	if fmt.Sprint(g.Mapping.Fields[contact.FieldTime]) != "[Datum Tijd]" {
		t.Fatalf("%+v", g.Mapping)
	}
	b, _ := imported(t, table, g.Mapping)
	if got := times(b); got != "2020-09-13 09:00:00|2020-09-14 09:00:00|2020-09-15 09:00:00" || fmt.Sprint(b.Handle) != "[166 166 166]" {
		t.Errorf("%s %v", got, b.Handle)
	}
}

func ptr(s string) *string { return &s }

func TestWorkbookWithoutTable(t *testing.T) {
	for _, cells := range [][]any{{"alleen een titel"}, {"\u00a0", "\u2003"}, {}} {
		path := workbook(t, func(f *excelize.File) { put(t, f, "Sheet1", "A1", cells...) })
		if _, err := Open(context.Background(), path, Options{}); refusal(err) != ErrNoTable {
			t.Errorf("%q: %v", cells, err)
		}
	}
}

// damagedBook writes a workbook of some rows, the last with a number no sheet has.
func damagedBook(t *testing.T, rows int) string {
	t.Helper()
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Klant", "Datum")
		for i := range rows {
			put(t, f, "Sheet1", fmt.Sprintf("A%d", i+2), fmt.Sprint("k", i), "2025-01-02 10:00")
		}
	})
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
			last := fmt.Sprint(rows + 1)
			data = bytes.Replace(data, []byte(`<row r="`+last+`"`), []byte(`<row r="2000000000"`), 1)
			data = bytes.ReplaceAll(data, []byte(`2000000000"><c r="A`+last+`"`), []byte(`2000000000"><c`))
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
	return write(t, "damaged.xlsx", out.String())
}

// A row number beyond any sheet ends reading, in the head and below it; and
// nothing of it is left running.
func TestAbsurdRowNumber(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if _, err := Open(ctx, damagedBook(t, 5), Options{}); refusal(err) != ErrDamaged {
		t.Errorf("in the head: %v", err)
	}
	table, err := Open(ctx, damagedBook(t, 5000), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	before := openFiles(t)
	_, _, err = table.Import(ctx, fields("customer=Klant", "time=Datum"), nil)
	if refusal(err) != ErrDamaged {
		t.Errorf("below the head: %v", err)
	}
	if after := openFiles(t); after != before {
		t.Errorf("%d open files before, %d after", before, after)
	}
}

// openFiles counts the files that are open and the goroutines that hash.
func openFiles(t *testing.T) int {
	t.Helper()
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	n := bytes.Count(stacks, []byte("hashFile"))
	if list, err := os.ReadDir("/proc/self/fd"); err == nil {
		n += len(list)
	}
	return n
}

// A sheet that takes long to look at can be left.
func TestCancelledWhileLookingAtASheet(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A600000", "Klant", "Datum")
		put(t, f, "Sheet1", "A600001", "k", "2025-01-02")
	})
	table := &Table{Path: path}
	table.book = &bookSource{path: path}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := table.readSheetHead(ctx, "Sheet1", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	table.book.close()
}

// A sheet with nothing but a chart is no damage.
func TestChartSheet(t *testing.T) {
	path := workbook(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Klant", "Reden")
		put(t, f, "Sheet1", "A2", "k", "Polis")
		if err := f.AddChartSheet("Grafiek", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "x", Values: "Sheet1!$A$2:$A$2"}}}); err != nil {
			t.Fatal(err)
		}
	})
	if table, err := Open(context.Background(), path, Options{}); err != nil || table.Sheet != "Sheet1" {
		t.Errorf("%v", err)
	}
}
