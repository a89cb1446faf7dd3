package report

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"

	"github.com/xuri/excelize/v2"
)

// workbook writes a table and opens it again.
func workbook(t *testing.T, table Table, l *locale.Locale) (*excelize.File, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXLSX(&b, table, l); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, b.Bytes()
}

func TestWorkbook(t *testing.T) {
	f, raw := workbook(t, Rates(rates(contact.Process), nl), nl)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Cijfers", "Toelichting"}) {
		t.Fatalf("sheets: %v", got)
	}
	shown, err := f.GetRows("Cijfers")
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(shown, func(r []string) bool { return len(r) > 0 && r[0] == "proces" })
	if head < 0 || !strings.Contains(shown[1][0], "Een contact is een herhaling") {
		t.Fatalf("above the header: %q", shown[:head+1])
	}
	if got := shown[head+1][:5]; !slices.Equal(got, []string{"=SOM(A1)", "120", "30", "25.0%", "18.1%"}) {
		t.Errorf("first row: %q", got)
	}
	if got := shown[head+2][0]; got != "(leeg)" {
		t.Errorf("a missing value: %q", got)
	}
	if got := shown[len(shown)-1][:2]; !slices.Equal(got, []string{"Totaal", "180"}) {
		t.Errorf("total: %q", got)
	}

	name, _ := excelize.CoordinatesToCellName(4, head+2)
	value, err := f.GetCellValue("Cijfers", name, excelize.Options{RawCellValue: true})
	if err != nil || value != "0.25" {
		t.Errorf("the rate is kept as %q (%v), want a number", value, err)
	}
	name, _ = excelize.CoordinatesToCellName(1, head+2)
	if formula, _ := f.GetCellFormula("Cijfers", name); formula != "" {
		t.Errorf("a name became the formula %q", formula)
	}
	if panes, err := f.GetPanes("Cijfers"); err != nil || !panes.Freeze || panes.YSplit != head+1 || panes.XSplit != 1 {
		t.Errorf("panes: %+v, %v", panes, err)
	}
	if tables, err := f.GetTables("Cijfers"); err != nil || len(tables) != 1 {
		t.Errorf("tables: %v, %v", tables, err)
	}
	notes, err := f.GetRows("Toelichting")
	if err != nil || len(notes) < 10 || notes[0][0] != "Definitie" {
		t.Errorf("notes: %q, %v", notes, err)
	}
	checkColumns(t, raw)
}

// checkColumns sees to it that the columns stand in order, without which Excel
// calls the file damaged.
func checkColumns(t *testing.T, raw []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, part := range z.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		sheets++
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, m := range regexp.MustCompile(`<col min="(\d+)"`).FindAllStringSubmatch(string(xml), -1) {
			n, _ := strconv.Atoi(m[1])
			if n <= last {
				t.Fatalf("%s: column %d after %d", part.Name, n, last)
			}
			last = n
		}
		if last == 0 {
			t.Errorf("%s: no widths", part.Name)
		}
	}
	if sheets != 2 {
		t.Errorf("%d sheets", sheets)
	}
}

func TestWorkbookOfTrend(t *testing.T) {
	f, _ := workbook(t, Trend(trend(contact.Agent), en), en)
	rows, err := f.GetRows("Figures", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == "week" })
	if got := rows[head+1][:4]; !slices.Equal(got, []string{"2026-W10", "46083", "M001", "60"}) { // 46083 is 2 March 2026
		t.Errorf("first row: %q", got)
	}
	few := rows[head+2]
	if few[3] != "3" || few[5] != "" || !strings.Contains(few[len(few)-1], "withheld") {
		t.Errorf("an agent with few contacts: %q", few)
	}
}

// A figure that there is none of leaves its cell empty, a count as well: it is no number, and certainly not a huge negative one.
func TestWorkbookLeavesWithheldCountsEmpty(t *testing.T) {
	table := Table{Title: "t", Columns: []Column{{"agent", "medewerker", Words}, {"followed", "gevolgd", Count}, {"q", "q", Chance}, {"x_interval", "Aandeel, interval", Interval}},
		Rows: []Row{{Key: []string{"M1"}, Cells: []Cell{words("M1"), {Number: math.NaN()}, {Number: math.NaN()}, {Number: math.NaN()}}},
			{Key: []string{"M2"}, Cells: []Cell{words("M2"), count(7), {Number: 0.0646}, {Number: 0.1, High: 0.2}}}}}
	f, _ := workbook(t, table, nl)
	shown, err := f.GetRows("Cijfers")
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(shown, func(r []string) bool { return len(r) > 0 && r[0] == "medewerker" })
	if head < 0 {
		t.Fatalf("no header in %q", shown)
	}
	if got := shown[head][3:5]; !slices.Equal(got, []string{"Aandeel, interval, ondergrens", "Aandeel, interval, bovengrens"}) {
		t.Errorf("the ends of an interval are called %q", got)
	}
	if got := strings.Join(shown[head+1], "|"); strings.Trim(got, "|") != "M1" {
		t.Errorf("withheld: %q", got)
	}
	if got := shown[head+2][:5]; !slices.Equal(got, []string{"M2", "7", "0.0646", "10.0%", "20.0%"}) {
		t.Errorf("%q", got)
	}
}
