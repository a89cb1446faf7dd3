package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestCommittedFilesAreWhatTheGeneratorMakes(t *testing.T) {
	var made bytes.Buffer
	if err := WriteCSV(&made, Exported(Default())); err != nil {
		t.Fatal(err)
	}
	loose, err := os.ReadFile(CSVName)
	if err != nil {
		t.Fatal(err)
	}
	z, err := OpenCSV()
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(loose, made.Bytes()) {
		t.Errorf("%s is not what the generator makes: go generate ./assets/sample", CSVName)
	}
	if !bytes.Equal(unpacked, made.Bytes()) {
		t.Errorf("%s is not what the generator makes: go generate ./assets/sample", PackedName)
	}
	for name, most := range map[string]int64{CSVName: 8_000_000, XLSXName: 5_000_000, PackedName: 1_500_000} {
		if s, err := os.Stat(name); err != nil || s.Size() > most {
			t.Errorf("%s: %v, or more than %d bytes", name, err, most)
		}
	}
}

func TestSameContactsInBothFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	want := fromCSV(t)
	f, err := excelize.OpenFile(XLSXName, excelize.Options{RawCellValue: true, UnzipXMLSizeLimit: 1 << 28})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	if d, err := f.GetSheetDimension("Cases"); err != nil || d != fmt.Sprintf("A1:P%d", len(want)+1) {
		t.Errorf("dimension %q, %v", d, err)
	}
	rows, err := f.Rows("Cases")
	if err != nil {
		t.Fatal(err)
	}
	n := -1
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		cells = append(cells, make([]string, len(XLSXHeaders)-len(cells))...)
		if n++; n == 0 {
			if !slices.Equal(cells, XLSXHeaders) {
				t.Errorf("headers %q", cells)
			}
			continue
		}
		if n > len(want) {
			continue
		}
		at := func(column string) string { return cells[slices.Index(XLSXHeaders, column)] }
		var days float64
		if _, err := fmt.Sscan(at("Created On"), &days); err != nil {
			t.Fatal(err)
		}
		start, err := excelize.ExcelDateToTime(days, false)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join([]string{at("Case Number"), at("Account Number"), start.Round(time.Second).Format("02-01-2006;15:04:05"),
			at("Origin"), at("Direction"), at("Process"), at("Reason"), at("Supplier"), at("Group"), at("Assignee"), at("Status"),
			at("Handle Time (secs)"), at("Wait Time (secs)"), at("Transfers"), at("Description")}, ";")
		if got != want[n-1] {
			t.Fatalf("row %d: %s has\n%s\nand %s\n%s", n+1, XLSXName, got, CSVName, want[n-1])
		}
	}
	if err := rows.Error(); err != nil {
		t.Fatal(err)
	}
	if n != len(want) {
		t.Errorf("%d rows in %s, %d in %s", n, XLSXName, len(want), CSVName)
	}
}

// fromCSV reads the loose CSV with a strict reader, each contact as one line without the costs.
func fromCSV(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(CSVName)
	if err != nil {
		t.Fatal(err)
	}
	data, ok := bytes.CutPrefix(data, []byte("\ufeff"))
	if !ok {
		t.Error("no byte order mark")
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0], CSVHeaders) {
		t.Errorf("headers %q", rows[0])
	}
	costs := slices.Index(CSVHeaders, "Kosten (EUR)")
	var lines []string
	for _, row := range rows[1:] {
		lines = append(lines, strings.Join(slices.Delete(row, costs, costs+1), ";"))
	}
	return lines
}

func TestWritersGiveTheSameBytes(t *testing.T) {
	o := Default()
	o.Contacts = 1_000
	for name, write := range map[string]func(io.Writer, iter.Seq[Contact]) error{"csv": WriteCSV, "plain": WritePlainCSV, "xlsx": WriteXLSX} {
		var a, b bytes.Buffer
		if err := write(&a, Exported(o)); err != nil {
			t.Fatal(err)
		}
		if err := write(&b, Exported(o)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s differs between two writings", name)
		}
	}
}

func TestCSVText(t *testing.T) {
	c := Contact{ID: "7", Customer: "00412345", Start: time.Date(2025, 3, 4, 9, 5, 6, 0, time.UTC), Channel: "Telefoon",
		Direction: Inbound, Process: "P", Reason: "R", Team: "T", Agent: "M001", Outcome: "Opgelost", HandleSeconds: 301,
		WaitSeconds: 12, Transfers: 1, Note: "a;\"b\"\nc"}
	one := slices.Values([]Contact{c})
	var b strings.Builder
	if err := WriteCSV(&b, one); err != nil {
		t.Fatal(err)
	}
	want := "\ufeff" + strings.Join(CSVHeaders, ";") + "\r\n" +
		"7;00412345;04-03-2025;09:05:06;Telefoon;Inkomend;P;R;;T;M001;Opgelost;301;12;1;4,01;\"a;\"\"b\"\"\nc\"\r\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
	b.Reset()
	if err := WritePlainCSV(&b, one); err != nil {
		t.Fatal(err)
	}
	want = strings.Join(PlainHeaders, ",") + "\n7,00412345,2025-03-04T09:05:06,Telefoon,P,R,,T,M001,301\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
}

func TestLastRowOfAnIDIsTheTrueOne(t *testing.T) {
	o := Default()
	at := map[string]int{}
	var kept []Contact
	corrections, odd := 0, 0
	for c := range Exported(o) {
		if strings.ContainsAny(c.Note, "\";\n") {
			odd++
		}
		i, again := at[c.ID]
		if !again {
			at[c.ID] = len(kept)
			kept = append(kept, c)
			continue
		}
		corrections++
		if c.Note != CorrectedNote || kept[i].Reason == c.Reason || kept[i].Process != c.Process {
			t.Errorf("%+v corrects %+v", c, kept[i])
		}
		kept[i] = c
	}
	i := 0
	for c := range Generate(o) {
		if kept[i].Note == CorrectedNote {
			kept[i].Note = c.Note
		}
		if kept[i] != c {
			t.Fatalf("got %+v, want %+v", kept[i], c)
		}
		i++
	}
	if i != len(kept) || corrections < 20 || corrections > 60 || odd < 500 {
		t.Errorf("%d contacts for %d, %d corrections, %d notes with separators", len(kept), i, corrections, odd)
	}
}
