package report

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
)

var someCatalogue = (&contact.Catalogue{
	Reasons: []contact.ReasonEntry{
		{Reason: "=1+1", Process: "+Betalen", ThirdParty: "@Bank", Target: contact.Some(0.125), Cost: contact.Some(6.5)},
		{Reason: "Klacht", Cost: contact.Some(0)},
	},
	Processes: []contact.ProcessEntry{{Process: "+Betalen", Owner: "-Jan", Target: contact.Some(1)}, {Process: "Verhuizen"}},
	Teams:     []contact.TeamEntry{{Team: "Noord", Manager: "Els"}},
	Renames: []contact.Rename{
		{From: "Nota", To: "=1+1", Since: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).UnixMilli()}, {From: "Rekening", To: "=1+1"},
	},
}).Tidy()

func writeCatalogue(t *testing.T, s CatalogueSheet, lang string) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCatalogue(&out, s, locale.New(lang)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "catalogus.xlsx")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// change opens a workbook as a person in Excel would, and saves it.
func change(t *testing.T, path string, edit func(f *excelize.File)) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	edit(f)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCatalogueComesBackFromExcel(t *testing.T) {
	sheet := CatalogueSheet{
		Catalogue: someCatalogue, Processes: []string{"", "+betalen", "Service"}, Teams: []string{"Zuid"},
		Seen: []contact.Seen{{Reason: "Vraag", Contacts: 9, Latest: 1e12, Process: "Service", New: true}, {Reason: "=1+1", Contacts: 3, Latest: 1e12}},
	}
	for _, lang := range locale.Languages {
		path := writeCatalogue(t, sheet, lang)
		for name, base := range map[string]*contact.Catalogue{"empty": {}, "same": someCatalogue} {
			got, err := ReadCatalogue(path, base)
			if err != nil {
				t.Fatal(lang, name, err)
			}
			want := someCatalogue
			if name == "empty" { // of a process only its name was known: that is not worth a line of its own
				want = &contact.Catalogue{Reasons: want.Reasons, Processes: want.Processes[:1], Teams: want.Teams, Renames: want.Renames}
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, %s: %s", lang, name, diff)
			}
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		l := locale.New(lang)
		rows, err := f.GetRows(l.T("catalogue.sheet.reasons"))
		if err != nil {
			t.Fatal(err)
		}
		if rows[1][0] != "Vraag" || rows[1][5] != "9" || rows[1][7] != "Service" || rows[1][8] != l.T("catalogue.state.new") || rows[2][0] != "=1+1" {
			t.Errorf("%q", rows)
		}
		if formula, err := f.GetCellFormula(l.T("catalogue.sheet.reasons"), "A3"); formula != "" || err != nil {
			t.Errorf("a name became the formula %q (%v)", formula, err)
		}
		if choice, err := f.GetDataValidations(l.T("catalogue.sheet.reasons")); err != nil || len(choice) != 1 || choice[0].Sqref != "B2:B4" {
			t.Errorf("processes to choose from: %v %v", choice, err)
		}
		f.Close()
	}
}

func TestCatalogueFilledInByHand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zelf.xlsx")
	f := excelize.NewFile()
	f.SetSheetName("Sheet1", "redenen ")
	rows := [][]any{
		{"Onze catalogus"}, {}, // a title above
		{"Opmerking", "Target", "CONTACTREDEN", "Proces"}, // mixed languages, other order, a column more, columns less
		{"x", 0.2, " Factuur", "Betalen"}, {"", "12,5 %", "Klacht", ""}, {"", 15, "Vraag", "service"}, {"", nil, "=1+1", nil},
		{"", nil, nil, nil}, {"", nil, "Niets"},
	}
	for i, r := range rows {
		if err := f.SetSheetRow("redenen ", cell(1, i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	f.SetCellStr("redenen ", "XFD4", "ver weg") // not ours
	f.NewSheet("Renamed")
	for i, r := range [][]any{{"Oude naam", "New name", "Vanaf"}, {"Rekening", "Factuur", "1-4-2026"}, {"Nota", "", nil}} {
		f.SetSheetRow("Renamed", cell(1, i+1), &r)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	f.Close()
	got, err := ReadCatalogue(path, someCatalogue)
	if err != nil {
		t.Fatal(err)
	}
	want := (&contact.Catalogue{
		Reasons: []contact.ReasonEntry{
			{Reason: "=1+1", ThirdParty: "@Bank", Cost: contact.Some(6.5)}, // columns that are not there are left alone
			{Reason: "Factuur", Process: "Betalen", Target: contact.Some(0.2)},
			{Reason: "Klacht", Target: contact.Some(0.125), Cost: contact.Some(0)},
			{Reason: "Vraag", Process: "service", Target: contact.Some(0.15)},
		},
		Processes: someCatalogue.Processes, Teams: someCatalogue.Teams,
		Renames: []contact.Rename{{From: "Rekening", To: "Factuur", Since: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC).UnixMilli()}},
	}).Tidy()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWrongSheetsAreRefusedWhole(t *testing.T) {
	set := func(sheet, at string, value any) func(f *excelize.File) {
		return func(f *excelize.File) { f.SetCellValue(sheet, at, value) }
	}
	for name, c := range map[string]struct {
		edit func(f *excelize.File)
		want string
	}{
		"target":  {set("Reasons", "D2", 150), "sheet Reasons, row 2: “150” is not a percentage"},
		"words":   {set("Processes", "C2", "veel"), "sheet Processes, row 2: “veel” is not a percentage"},
		"cost":    {set("Reasons", "E3", -1), "sheet Reasons, row 3: “-1” is not an amount"},
		"date":    {set("Renamed", "C2", "31-02-2026"), "sheet Renamed, row 2: “31-02-2026” is not a date"},
		"twice":   {set("Reasons", "A4", " klacht "), "sheet Reasons, row 4: “klacht” is in row 3 already"},
		"no name": {set("Teams", "B3", "Anna"), "sheet Teams, row 3: nothing is filled in under Team."},
		"no key":  {set("Processes", "A1", "Naam"), "sheet Processes: the column Proces / Process is missing"},
		"circle":  {set("Renamed", "B2", "Nota"), "given its own name"},
		"several": {func(f *excelize.File) { f.SetCellValue("Reasons", "D2", "?"); f.SetCellValue("Reasons", "D3", "?") }, "And 1 more mistake."},
		"no sheet": {func(f *excelize.File) {
			for _, name := range []string{"Reasons", "Processes", "Teams", "Renamed"} {
				f.SetSheetName(name, "x"+name)
			}
		}, "has no sheet Reasons"},
	} {
		path := change(t, writeCatalogue(t, CatalogueSheet{Catalogue: someCatalogue}, "en"), c.edit)
		got, err := ReadCatalogue(path, someCatalogue)
		var bad *SheetError
		if !errors.As(err, &bad) || got != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	text := filepath.Join(t.TempDir(), "x.xlsx")
	if err := os.WriteFile(text, []byte("Reason;Process"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{text: "cannot be read as an Excel file", text + "x": "is not there"} {
		if _, err := ReadCatalogue(path, someCatalogue); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAmountsAndDaysAsTyped(t *testing.T) {
	for text, want := range map[string]float64{"15": 0.15, "12,5": 0.125, " 12.5 %": 0.125, "0": 0, "100%": 1} {
		if got, ok := ParsePercent(text); !ok || !got.Known || max(got.Value-want, want-got.Value) > 1e-12 {
			t.Errorf("%q: %v %v", text, got, ok)
		}
	}
	for text, want := range map[string]float64{"4,50": 4.5, "€ 4.5": 4.5, "1.250,00": 1250, "1,250.5": 1250.5, "0,125": 0.125, "7": 7} {
		if got, ok := ParseEuro(text); !ok || got != contact.Some(want) {
			t.Errorf("%q: %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"-1", "101", "1e1", "veel", "0x1", "NaN", "Inf", "1-2", "1.250"} {
		if got, ok := ParsePercent(text); ok {
			t.Errorf("%q: %v", text, got)
		}
	}
	if got, ok := ParseEuro("1.250"); ok {
		t.Error("1.250 is 1,25 or 1250, and was taken for", got)
	}
	for text, ok := range map[string]bool{"1-3-2026": true, "01/03/2026": true, "2026-03-01": true, "31-02-2026": false, "3-2026": false, "1-3-26": false} {
		ms, got := ParseDay(text)
		if got != ok || ok && TypedDay(ms) != "01-03-2026" {
			t.Errorf("%q: %v %v", text, ms, got)
		}
	}
	if ms, ok := ParseDay(""); !ok || ms != 0 || TypedDay(0) != "" {
		t.Error("nothing typed is no mistake")
	}
}
