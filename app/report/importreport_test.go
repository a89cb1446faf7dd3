package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

const secret = "=34930024" // a customer key, and a formula to a spreadsheet

// health gives weeks of days from Monday 30 March 2026: weekdays 100 contacts,
// Saturdays 40, Sundays none.
func health(days int) *ingest.Health {
	h := &ingest.Health{Start: time.Date(2026, 3, 30, 0, 0, 0, 0, time.UTC), Opens: 8 * 60, Closes: 20 * 60,
		Filled: map[contact.Field]int{contact.FieldReason: 90}, Customers: 70, Top: []ingest.KeyCount{{Key: secret, Contacts: 12}, {Key: "B", Contacts: 3}},
		Dates: ingest.DateRule{Order: "dmy", DayFirst: 55, Either: 45}, Program: "v1.2.3"}
	for i := range days {
		h.Days = append(h.Days, []int{100, 100, 100, 100, 100, 40, 0}[i%7])
	}
	return h
}

func importInput() ImportInput {
	h := health(28)
	h.Days[7] = 0 // Easter Monday
	h.Days[9], h.Days[10] = 0, 0
	return ImportInput{
		Name: "week 14; tot 17.csv", Imported: at(29, 9), Definition: repeat.Default,
		Report: &ingest.Report{Rows: 120, Kept: 100, Merged: 8, Dropped: 12, WithoutCustomer: 7, First: h.Start.Add(8 * time.Hour), Last: h.Start.AddDate(0, 0, 27).Add(-4 * time.Hour),
			ProblemCount: map[string]int{ingest.ProblemBadTime: 9, ingest.ProblemNoTime: 3, ingest.ProblemBadNumber: 4},
			Problems:     []ingest.Problem{{Line: 17, Reason: ingest.ProblemBadTime, Column: "Datum", Value: "=1+1"}},
			Doubts:       []ingest.Doubt{{ID: ingest.DoubtDateOrder, Column: "Datum", Args: []any{"order", "dmy"}}, {ID: ingest.DoubtEncoding, Args: []any{"encoding", "UTF-8"}, Red: true}},
			Keys:         []ingest.KeyCoverage{{Column: "Klantnummer", Kind: "id", Filled: 80, Distinct: 60, Damaged: 5}, {Column: "Telefoon", Kind: "phone", Filled: 50, Distinct: 44}},
			Format:       ingest.CSV, Encoding: "Windows-1252", Separator: ";", HeaderLine: 1, DateOrder: "dmy", Hash: "abc123", Bytes: 12_345, Health: h},
		Mapping: ingest.Mapping{Fields: map[contact.Field][]string{contact.FieldTime: {"Datum"}, contact.FieldCustomer: {"Klantnummer", "Telefoon"}, contact.FieldReason: {"Reden"}, contact.FieldID: {"Nummer"}, contact.FieldNote: {"Notitie"}},
			Units: map[contact.Field]string{contact.FieldHandle: "ms"}, Keep: "first"},
	}
}

func TestImportDays(t *testing.T) {
	monday := time.Date(2026, 3, 30, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name        string
		days        int
		change      func(h *ingest.Health)
		first, last string // clock of the first and last contact
		end         int    // days of data after the last day of the import
		want        ImportDays
	}{
		{"all well", 14, func(*ingest.Health) {}, "08:00", "20:00", 30, ImportDays{Span: 14, With: 12, Closed: []time.Weekday{time.Sunday}}},
		{"a hole of a week is one gap", 21, func(h *ingest.Health) {
			for i := 8; i < 13; i++ {
				h.Days[i] = 0
			}
		}, "08:00", "20:00", 30, ImportDays{Span: 21, With: 13, Closed: []time.Weekday{time.Sunday}, Missing: 5,
			Gaps: []DayGap{{monday.AddDate(0, 0, 8), monday.AddDate(0, 0, 12), 5}}}},
		{"a closed Sunday does not part a gap", 21, func(h *ingest.Health) { h.Days[12], h.Days[14] = 0, 0 }, "08:00", "20:00", 30,
			ImportDays{Span: 21, With: 16, Closed: []time.Weekday{time.Sunday}, Missing: 2, Gaps: []DayGap{{monday.AddDate(0, 0, 12), monday.AddDate(0, 0, 14), 2}}}},
		{"Easter Monday is no gap", 14, func(h *ingest.Health) { h.Days[7] = 0 }, "08:00", "20:00", 30,
			ImportDays{Span: 14, With: 11, Closed: []time.Weekday{time.Sunday}, Holidays: []time.Time{monday.AddDate(0, 0, 7)}}},
		{"Easter Sunday neither, where Sundays are open", 28, func(h *ingest.Health) { h.Days[13], h.Days[20], h.Days[27] = 20, 20, 20 }, "08:00", "20:00", 30,
			ImportDays{Span: 28, With: 27, Holidays: []time.Time{monday.AddDate(0, 0, 6)}}},
		{"parts of days", 13, func(h *ingest.Health) { h.Days[0], h.Days[12] = 30, 10 }, "13:30", "10:00", 30,
			ImportDays{Span: 13, With: 12, FirstPart: true, LastPart: true, Closed: []time.Weekday{time.Sunday}}},
		{"a late start with as many contacts is no part", 14, func(h *ingest.Health) {}, "13:30", "20:00", 30,
			ImportDays{Span: 14, With: 12, Closed: []time.Weekday{time.Sunday}}},
		{"where contacts are few a day without any is no gap, a fortnight is", 42, func(h *ingest.Health) {
			for i := range h.Days {
				h.Days[i] = (i + 1) % 2
				if i >= 20 && i < 35 {
					h.Days[i] = 0
				}
			}
			h.Days[40], h.Days[6] = 4, 20 // Sundays do have contacts
		}, "08:00", "20:00", 30, ImportDays{Span: 42, With: 13, Missing: 16, Quiet: 11,
			Holidays: []time.Time{monday.AddDate(0, 0, 7), monday.AddDate(0, 0, 28)}, Gaps: []DayGap{{monday.AddDate(0, 0, 19), monday.AddDate(0, 0, 35), 16}}}},
		{"cut off: hardly any contacts after five weeks", 56, func(h *ingest.Health) {
			for i := 35; i < 56; i++ {
				h.Days[i] = min(h.Days[i], 7)
			}
		}, "08:00", "20:00", 30, ImportDays{Span: 56, With: 48, Closed: []time.Weekday{time.Sunday}, Thin: monday.AddDate(0, 0, 35)}},
		{"one thin week is Christmas", 42, func(h *ingest.Health) {
			for i := 35; i < 42; i++ {
				h.Days[i] = min(h.Days[i], 7)
			}
		}, "08:00", "20:00", 30, ImportDays{Span: 42, With: 36, Closed: []time.Weekday{time.Sunday}}},
		{"unripe", 13, func(h *ingest.Health) {}, "08:00", "20:00", 0, ImportDays{Span: 13, With: 12, Closed: []time.Weekday{time.Sunday},
			Unripe: monday.AddDate(0, 0, 5), UnripeContacts: 40 + 500 + 40}},
	} {
		h := health(c.days)
		c.change(h)
		clock := func(day int, text string) time.Time {
			at, err := time.Parse("15:04", text)
			if err != nil {
				t.Fatal(err)
			}
			return monday.AddDate(0, 0, day).Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
		}
		first, last := clock(0, c.first), clock(c.days-1, c.last)
		got := importDays(h, first, last, last.AddDate(0, 0, c.end), repeat.Default.Window)
		c.want.Opens, c.want.Closes = h.Opens, h.Closes
		if diff := cmp.Diff(&c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if importDays(&ingest.Health{}, monday, monday, monday, 0) != nil {
		t.Error("days that were not counted")
	}
}

func line(t *testing.T, r ImportReport, section, label string) ImportLine {
	t.Helper()
	for _, s := range r.Sections(nl, false) {
		for _, one := range s.Lines {
			if s.ID == section && one.Label == label {
				return one
			}
		}
	}
	t.Fatalf("no %q in %s", label, section)
	return ImportLine{}
}

func TestImportSections(t *testing.T) {
	r := NewImport(importInput())
	for _, c := range []struct{ section, label, text string }{
		{SectionRows, "Gelezen rijen", "120"},
		{SectionRows, "Contacten", "100 van 120 (83,3 %)"},
		{SectionRows, "Niet bruikbaar: weggelaten", "12 van 120 (10,0 %)"},
		{SectionRows, "Tijdstip onleesbaar", "9 van 120 (7,5 %)"},
		{SectionRows, "Waarden die leeg bleven", "4"},
		{SectionKeys, "Contacten met klantsleutel", "93 van 100 (93,0 %)"},
		{SectionKeys, "Telefoon (telefoonnummer)", "50 van 100 (50,0 %); 44 verschillende"},
		{SectionKeys, "Beschadigd in Klantnummer", "5 van 80 (6,2 %)"},
		{SectionPeriod, "Feestdagen zonder contacten", "6 apr 2026"},
		{SectionPeriod, "Andere dagen zonder contacten", "2 dagen: 8 apr – 9 apr 2026"},
		{SectionPeriod, "Altijd zonder contacten", "zondag"},
		{SectionFields, "Contactreden (kolom Reden)", "90 van 100 (90,0 %)"},
		{SectionTop, "Klant 1", "12 van 100 (12,0 %)"},
		{SectionRead, "Datums", "dag-maand-jaar: 55 datums kunnen alleen zo, 0 alleen andersom"},
		{SectionRead, "Scheidingsteken", "puntkomma"},
		{SectionRead, "Tijdstip uit kolom", "Datum"},
		{SectionRead, "Bij hetzelfde contactnummer telt", "de eerste rij"},
		{SectionRead, "Duur", "afhandeltijd in milliseconden"},
	} {
		if got := strings.ReplaceAll(line(t, r, c.section, c.label).Text, "\u00a0", " "); got != c.text {
			t.Errorf("%s: %q, not %q", c.label, got, c.text)
		}
	}
	if look := r.Sections(nl, false)[0]; look.ID != SectionLook || look.Lines[0].Weight != Bad || look.Lines[1].Weight != Warn {
		t.Error("what must be solved does not come first")
	}
	if got := r.Sections(nl, true); !strings.Contains(fmt.Sprint(got), secret) {
		t.Error("keys that were asked for are left out")
	}
}

func TestImportReportOfOldTimes(t *testing.T) {
	in := importInput()
	in.Report.Health, in.Report.Keys = nil, nil
	r := NewImport(in)
	if r.Days != nil || line(t, r, SectionFields, "Contactreden (kolom Reden)").Text != nl.T("report.import.not_counted") {
		t.Error("what was never counted is told")
	}
	if got := line(t, r, SectionRead, "Datums").Text; got != "dag-maand-jaar" {
		t.Error(got)
	}
}

func TestImportReportIsWritten(t *testing.T) {
	reports := []ImportReport{NewImport(importInput()), NewImport(importInput())}
	for _, ext := range ImportFiles {
		for _, keys := range []bool{false, true} {
			path := filepath.Join(t.TempDir(), "rapport"+ext)
			if err := SaveImports(path, reports, keys, nl); err != nil {
				t.Fatal(ext, err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := string(content)
			if ext == ".xlsx" {
				text = sheets(t, content)
			}
			if strings.Contains(text, "34930024") != keys {
				t.Errorf("%s: a customer key is in it: %t, asked for: %t", ext, !keys, keys)
			}
			for _, want := range []string{"week 14; tot 17.csv", "abc123", "17"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s says nothing of %q", ext, want)
				}
			}
		}
	}
	err := SaveImports("rapport.docx", reports, false, nl)
	if e, ok := err.(*Error); !ok || !strings.Contains(e.In(nl), ".xlsx") {
		t.Error("a kind of file that cannot be written:", err)
	}
}

// sheets gives all cells of a workbook as text.
func sheets(t *testing.T, content []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), ", "); got != "Overzicht, Weggelaten, Klantsleutels" {
		t.Error(got)
	}
	var all strings.Builder
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			all.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	if !strings.Contains(all.String(), "Contacten\t100 van 120 (83,3\u00a0%)\t100\t120\t83.3%") {
		t.Error("numbers are not numbers:", all.String())
	}
	return all.String()
}

func TestImportCSVIsARectangle(t *testing.T) {
	var b bytes.Buffer
	if err := WriteImportsCSV(&b, []ImportReport{NewImport(importInput())}, true, nl); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll() // refuses rows of unequal length
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			if strings.HasPrefix(c, "=") {
				t.Error("a spreadsheet would run", c)
			}
		}
	}
	if want := "Contacten;100 van 120 (83,3\u00a0%);100;120;83,33%;"; !strings.Contains(b.String(), want) {
		t.Error(b.String())
	}
}

func TestImportJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteImportsJSON(&b, []ImportReport{NewImport(importInput())}, false, en); err != nil {
		t.Fatal(err)
	}
	var got []struct {
		Rows    int
		Reasons []figure.ReasonCount
		Days    struct{ Missing int }
		Doubts  []string
		Most    []int `json:"most_contacts"`
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || len(got) != 1 {
		t.Fatal(err)
	}
	if g := got[0]; g.Rows != 120 || g.Reasons[0] != (figure.ReasonCount{Reason: ingest.ProblemBadTime, N: 9, Drops: true}) || g.Days.Missing != 2 || len(g.Doubts) != 2 || g.Most[0] != 12 {
		t.Errorf("%+v", g)
	}
}
