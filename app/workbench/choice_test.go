package workbench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"eenkeer/app/workspace"
)

// importOne imports a file as it is prepared.
func importOne(t *testing.T, ws *workspace.Workspace, path string, o PrepareOptions) *Prepared {
	t.Helper()
	ctx := context.Background()
	p, err := Prepare(ctx, ws, path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Table.Close()
	if _, err := Import(ctx, ws, []*Prepared{p}, ImportOptions{}, func(ImportProgress) {}); err != nil {
		t.Fatal(err)
	}
	return p
}

// Which table of a file, or which sheet, a person took is taken from the next such file as well, without being asked.
func TestChosenTableIsTakenAgain(t *testing.T) {
	dir := t.TempDir()
	ws, err := workspace.Create(filepath.Join(dir, "w.eenkeer"))
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	row := func(i, day int) string { return fmt.Sprintf("K%d;%02d-06-2026 10:%02d;Factuur", i%7, day, i) }
	csv := func(name string, day int) string {
		var s strings.Builder
		s.WriteString("klant;tijdstip;reden\n")
		for i := range 30 {
			s.WriteString(row(i, day) + "\n")
		}
		s.WriteString("\nTeruggebeld\nklantnummer;moment;onderwerp;wachtrij\n")
		for i := range 6 {
			s.WriteString(row(i, day) + ";A\n")
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(s.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := csv("1.csv", 1)
	p := importOne(t, ws, first, PrepareOptions{})
	found, other := p.Table.Number, 3-p.Table.Number
	if len(p.Table.Tables) != 2 {
		t.Fatalf("%d tables", len(p.Table.Tables))
	}
	fresh, err := workspace.Create(filepath.Join(dir, "fresh.eenkeer"))
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	importOne(t, fresh, first, PrepareOptions{Table: other})
	if p := importOne(t, fresh, csv("2.csv", 2), PrepareOptions{}); p.Table.Number != other || !p.Remembered || p.Mapping.Table != other {
		t.Errorf("table %d, remembered %v", p.Table.Number, p.Remembered)
	}
	if p := importOne(t, ws, csv("3.csv", 3), PrepareOptions{}); p.Table.Number != found {
		t.Errorf("nobody chose table %d", p.Table.Number)
	}

	book := func(name string, day int) string {
		f := excelize.NewFile()
		defer f.Close()
		fill := func(sheet, head string, rows int) {
			for c, text := range strings.Split(head, ";") {
				cell, _ := excelize.CoordinatesToCellName(c+1, 1)
				f.SetCellValue(sheet, cell, text)
			}
			for i := range rows {
				for c, text := range strings.Split(row(i, day), ";") {
					cell, _ := excelize.CoordinatesToCellName(c+1, i+2)
					f.SetCellValue(sheet, cell, text)
				}
			}
		}
		fill("Sheet1", "klant;tijdstip;reden", 30)
		if _, err := f.NewSheet("Chat"); err != nil {
			t.Fatal(err)
		}
		fill("Chat", "klantnr;begonnen;onderwerp", 12)
		path := filepath.Join(dir, name)
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	fresh, err = workspace.Create(filepath.Join(dir, "books.eenkeer"))
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	p, err = Prepare(context.Background(), fresh, book("0.xlsx", 4), PrepareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.Table.Close()
	if p.Table.Sheet != "Sheet1" {
		t.Fatalf("found sheet %q", p.Table.Sheet)
	}
	importOne(t, fresh, book("1.xlsx", 5), PrepareOptions{Sheet: "Chat"})
	if p := importOne(t, fresh, book("2.xlsx", 6), PrepareOptions{}); p.Table.Sheet != "Chat" || !p.Remembered {
		t.Errorf("sheet %q, remembered %v", p.Table.Sheet, p.Remembered)
	}
}
