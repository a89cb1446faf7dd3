package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/textfile"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// splitRows reads a table as an import does, in chunks and blocks.
func splitRows(t *testing.T, table *Table) (rows [][]string) {
	f, r, err := table.text.open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	columns := len(table.Columns)
	want := make([]int, columns)
	for i := range want {
		want[i] = i
	}
	chunks := textfile.NewChunker(r, table.text.dialect, 64)
	split, b := textfile.NewSplitter(table.text.dialect, want), cell.NewBlock(columns)
	for {
		k, err := chunks.Next()
		if err != nil {
			return rows
		}
		split.Reset(k)
		for split.Next(b) {
			for r := range b.N {
				row := make([]string, columns)
				for c := range row {
					row[c] = string(table.text.charset.Text(b.Cell(c, r)))
				}
				if !table.text.pageBreak(row) {
					rows = append(rows, row)
				}
			}
		}
	}
}

// Every kind of damage that real exports bring, read without a hint: by the
// reader and by the import alike.
func TestDamage(t *testing.T) {
	body := func(sep, end string) string {
		var b strings.Builder
		for i := range 12 {
			b.WriteString(strings.Join([]string{fmt.Sprint(1001 + i), fmt.Sprintf("%02d-03-2025 12:%02d", i+1, i*3), []string{"vraag over de factuur", "storing", "adres wijzigen"}[i%3]}, sep) + end)
		}
		return b.String()
	}
	var want []string
	for _, line := range strings.Split(strings.TrimSpace(body(";", "\n")), "\n") {
		want = append(want, strings.ReplaceAll(line, ";", "|"))
	}
	table := func(sep string) string {
		return strings.Join([]string{"klant", "datum", "reden"}, sep) + "\n" + body(sep, "\n")
	}
	plain := table(";")
	columns := "klant|datum|reden"
	wide := "klant      datum             reden\n"
	for _, line := range want {
		cells := strings.Split(line, "|")
		wide += fmt.Sprintf("%-10s %-17s %s\n", cells[0], cells[1], cells[2])
	}
	for _, c := range []struct {
		name, text string
		sep, end   string   // ";" and LF where they are not given
		columns    string   // those above where they are not given
		rows       []string // the same
		doubts     string
	}{
		{name: "caret", text: table("^"), sep: "^"},
		{name: "tilde", text: table("~"), sep: "~"},
		{name: "unit separator", text: table("\x1f"), sep: "\x1f"},
		{name: "two bars", text: table("||"), sep: "||"},
		{name: "two colons", text: table("::"), sep: "::"},
		{name: "semicolon and space", text: table("; "), sep: "; "},
		{name: "comma and space", text: table(", "), sep: ", "},
		{name: "aligned with spaces", text: wide, sep: " "},
		{name: "sep line of two characters", text: "sep=||\n" + table("||"), sep: "||"},
		{name: "sep line against the odds", text: "sep=|\na|b;c;d\n1|2;3;4\n", sep: "|", columns: "a|b;c;d", rows: []string{"1|2;3;4"}},
		{name: "colon", text: "naam:plaats:soort\njan:utrecht:mail\npiet:zwolle:chat\nkees:assen:brief\n", sep: ":", columns: "naam|plaats|soort",
			rows: []string{"jan|utrecht|mail", "piet|zwolle|chat", "kees|assen|brief"}},
		{name: "times in one column", text: "tijd\n12:05\n13:10\n14:15\n", columns: "tijd", rows: []string{"12:05", "13:10", "14:15"}},
		{name: "decimals in one column", text: "bedrag\n3,5\n4,25\n5,0\n", columns: "bedrag", rows: []string{"3,5", "4,25", "5,0"}},
		{name: "words in one column", text: "reden\nfactuur klopt niet\ngeen idee\nhet doet het niet meer\n", columns: "reden", rows: []string{"factuur klopt niet", "geen idee", "het doet het niet meer"}},
		{name: "one column of one word", text: "klant\n1\n2\n", columns: "klant", rows: []string{"1", "2"}},

		{name: "mixed record ends", text: "klant;datum;reden\n" + strings.Replace(strings.Replace(body(";", "\n"), "\n", "\r", 4), "\n", "\r\n", 4), end: "mixed"},
		{name: "line feeds within cells of CR LF", text: "klant;datum;reden\r\n1;01-01-2025;regel een\nregel twee\r\n2;13-01-2025;x\r\n3;14-01-2025;x\r\n4;15-01-2025;y\nz\r\n5;16-01-2025;x\r\n",
			end: "CRLF", rows: []string{"1|01-01-2025|regel een\nregel twee", "2|13-01-2025|x", "3|14-01-2025|x", "4|15-01-2025|y\nz", "5|16-01-2025|x"}},
		{name: "end of a DOS file", text: plain + "\x1a"},
		{name: "zero bytes in cells", text: strings.Replace(plain, "storing", "sto\x00ring", 1), rows: append([]string{want[0], strings.Replace(want[1], "storing", "sto\x00ring", 1)}, want[2:]...)},
		{name: "rows of separators", text: plain + strings.Repeat(";;\n", 1000) + strings.Repeat("\n", 1000)},

		{name: "backslash escapes", text: "klant;datum;reden\n1;01-01-2025;\"zei \\\"hallo\\\"; meer\"\n2;13-01-2025;\"pad C:\\temp\"\n", rows: []string{`1|01-01-2025|zei "hallo"; meer`, `2|13-01-2025|pad C:\temp`}},
		{name: "whole lines in quotes", text: "\"klant,datum,reden\"\n\"1,01-01-2025,\"\"a, b\"\"\"\n\"2,13-01-2025,c\"\n\"3,14-01-2025,d\"\n", sep: ",",
			rows: []string{"1|01-01-2025|a, b", "2|13-01-2025|c", "3|14-01-2025|d"}},
		{name: "some lines in quotes", text: "klant,datum,reden\n\"1,01-01-2025,\"\"a, b\"\"\"\n2,13-01-2025,c\n3,14-01-2025,d\n", sep: ",",
			rows: []string{"1|01-01-2025|a, b", "2|13-01-2025|c", "3|14-01-2025|d"}},
		{name: "a quote too many", text: "klant,datum,reden\n1,\"01-01-2025,\"a, b\"\n2,13-01-2025,\"c\"\n3,14-01-2025,\"d\"\n4,14-01-2025,\"d\"\n", sep: ",",
			rows: []string{`1|"01-01-2025|a, b`, "2|13-01-2025|c", "3|14-01-2025|d", "4|14-01-2025|d"}},
		{name: "a quote that swallows no lines", text: "klant,datum,reden\n1,01-01-2025,\"\n2,13-01-2025,\"c\"\n3,14-01-2025,\"d\"\n", sep: ",",
			rows: []string{`1|01-01-2025|"`, "2|13-01-2025|c", "3|14-01-2025|d"}},
		{name: "quotes not doubled", text: "klant,datum,reden\n1,01-01-2025,\"maat 24\"\"\n2,13-01-2025,\"c\"\n\"3 \"x\"\",14-01-2025,\"d\"\n", sep: ",",
			rows: []string{`1|01-01-2025|maat 24"`, "2|13-01-2025|c", `3 "x"|14-01-2025|d`}},
		{name: "backticks", text: "klant,datum,reden\n`1`,`01-01-2025`,`a, b`\n`2`,`13-01-2025`,`c`\n", sep: ",", rows: []string{"1|01-01-2025|a, b", "2|13-01-2025|c"}},

		{name: "curly quotes", text: "klant;datum;reden\n“1”;“01-01-2025”;“a; b”\n“2”;“13-01-2025”;“c “d” e”\n“3”;“14-01-2025”;“f\ng”\n", rows: []string{"1|01-01-2025|a; b", "2|13-01-2025|c “d” e", "3|14-01-2025|f\ng"}},
		{name: "titles and filters", text: "Contacten per dag\nPeriode: maart 2025\nFilter;alles\n\n" + plain},
		{name: "a header of two rows", text: "Klant;Contact;Contact\nnummer;datum;reden\n" + body(";", "\n"), columns: "Klant nummer|Contact datum|Contact reden"},
		{name: "merged headings", text: ";Contact;;Extra\nklant;datum;reden;n\n" + strings.ReplaceAll(body(";", "\n"), "\n", ";7\n"), columns: "klant|Contact datum|Contact reden|Extra n",
			rows: each(want, func(s string) string { return s + "|7" })},
		{name: "the header on every page", text: "klant;datum;reden\n" + strings.Replace(body(";", "\n"), "1005;", "klant;datum;reden\n1005;", 1)},
		{name: "a header with one empty cell too many", text: "klant;;datum;reden\n" + body(";", "\n")},
		{name: "a header with another separator", text: "klant,datum,reden\n" + body(";", "\n")},
		{name: "notes below", text: plain + "\nGemaakt op 1 april\nVragen? Bel Jan\n", doubts: DoubtFooter},
		{name: "a total right below", text: plain + "Totaal;12;\n", rows: append(slices.Clone(want), "Totaal|12|")},
		{name: "rows behind a blank one", text: strings.Replace(plain, "1006;", "\n1006;", 1)},
		{name: "a second table", text: plain + "\nTotalen per reden\nreden;aantal;deel\nstoring;12;3,5\nvraag;3;1,5\n", doubts: DoubtTables},
		{name: "a small table first", text: "Samenvatting\nsoort;aantal;deel\nmail;12;3,5\nchat;3;1,5\n\nContacten\n" + plain, doubts: DoubtTables},
		{name: "a narrow table first", text: "kanaal;aantal\nmail;12\nchat;3\n\n" + plain, doubts: DoubtAbove},
		{name: "a table with another header at once", text: plain + strings.ReplaceAll(strings.ReplaceAll(plain, "\n", ";x\n"), "reden;x", "reden;extra"), doubts: DoubtTables},
		{name: "more cells and fewer", text: strings.Replace(strings.Replace(plain, "storing", "storing;en;meer", 1), ";adres wijzigen", "", 1),
			rows: append([]string{want[0], want[1] + "|en|meer", strings.Replace(want[2], "adres wijzigen", "", 1)}, want[3:]...)},
		{name: "garbled letters", text: strings.Replace(plain, "storing", "ge├»nformeerd", 1), rows: append([]string{want[0], strings.Replace(want[1], "storing", "ge├»nformeerd", 1)}, want[2:]...), doubts: DoubtGarbled},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := open(t, write(t, "x.csv", c.text))
			if c.columns == "" {
				c.columns = columns
			}
			if c.rows == nil {
				c.rows = want
			}
			if names := strings.Join(got.Names(), "|"); names != c.columns {
				t.Errorf("columns %s, want %s", names, c.columns)
			}
			if c.sep != "" && got.Separator != c.sep || c.end != "" && got.RecordEnd != c.end {
				t.Errorf("separator %q, record end %s", got.Separator, got.RecordEnd)
			}
			rows, _ := allRows(t, got)
			lines := make([]string, len(rows))
			for i, row := range rows {
				lines[i] = strings.Join(row, "|")
			}
			if d := cmp.Diff(c.rows, lines); d != "" {
				t.Error(d)
			}
			var doubts []string
			for _, d := range got.Doubts {
				doubts = append(doubts, d.ID)
			}
			if strings.Join(doubts, " ") != c.doubts {
				t.Errorf("doubts %v, want %s", doubts, c.doubts)
			}
			for i := range rows {
				rows[i] = rows[i][:len(got.Columns)]
			}
			if d := cmp.Diff(rows, splitRows(t, got), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("the import reads it otherwise: %s", d)
			}
		})
	}
}

func each(texts []string, f func(string) string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = f(s)
	}
	return out
}

// Of several tables each can be asked for.
func TestTables(t *testing.T) {
	path := write(t, "x.csv", "Samenvatting\nsoort;aantal\nmail;12\nchat;3\n\nContacten\nklant;datum\n1;01-03-2025 10:00\n2;13-03-2025 11:00\n\nGemaakt door X\n")
	for n, c := range []struct {
		columns string
		rows    int
	}{{"klant|datum", 2}, {"soort|aantal", 2}, {"klant|datum", 2}} {
		table, err := Open(t.Context(), path, Options{Table: n})
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := allRows(t, table)
		if got := strings.Join(table.Names(), "|"); got != c.columns || len(rows) != c.rows {
			t.Errorf("table %d: %s, %d rows %q", n, got, len(rows), rows)
		}
		want := []Place{{Title: "Samenvatting", HeaderLine: 2, From: 3, To: 4, Left: 1, Right: 2}, {Title: "Contacten", HeaderLine: 7, From: 8, To: 9, Left: 1, Right: 2}}
		if d := cmp.Diff(want, table.Tables); d != "" {
			t.Error(d)
		}
	}
	if _, err := Open(t.Context(), path, Options{Table: 3}); refusal(err) != ErrNoSuchTable {
		t.Errorf("table 3: %v", err)
	}
}

// Another table with the same columns may hold more contacts: that is said in red.
func TestTablesAlike(t *testing.T) {
	for text, red := range map[string]bool{
		"klant;datum;reden\n1;01-03-2025;a\n2;13-03-2025;b\n\nklant;datum;reden;extra\n3;14-03-2025;c;x\n4;15-03-2025;d;y\n": true,
		"klant;datum;reden\n1;01-03-2025;a\n2;13-03-2025;b\n\nreden;aantal;deel\na;1;0,5\nb;1;0,5\n":                         false,
	} {
		table := open(t, write(t, "x.csv", text))
		if len(table.Tables) != 2 || len(table.Doubts) != 1 || table.Doubts[0].Red != red {
			t.Errorf("%d tables, doubts %v", len(table.Tables), table.Doubts)
		}
	}
}

// What stands at the end of a file longer than the head is looked at as well: the
// notes below the table, and letters that tell the encoding.
func TestLongFile(t *testing.T) {
	rows := strings.Repeat("1001;01-03-2025 10:00;vraag over de factuur\n", 12_000)
	text := "klant;datum;reden\n" + rows + strings.ReplaceAll(rows, "vraag", "cre\xebren") + "\nGemaakt op 1 april\nVragen? Bel Jan\n"
	table := open(t, write(t, "x.csv", text))
	got, _ := allRows(t, table)
	if len(got) != 24_000 || len(table.Doubts) != 1 || table.Doubts[0].ID != DoubtFooter {
		t.Errorf("%d rows, doubts %v", len(got), table.Doubts)
	}
	if table.Encoding != "Windows-1252" || got[20_000][2] != "creëren over de factuur" {
		t.Errorf("%s: %q", table.Encoding, got[20_000])
	}
	_, r := imported(t, table, fields("customer=klant", "time=datum"))
	sum := sha256.Sum256([]byte(text))
	if r.Rows != 24_000 || r.Hash != hex.EncodeToString(sum[:]) {
		t.Errorf("%d rows, hash %s", r.Rows, r.Hash)
	}
}

// A million blank rows cost no more than their bytes.
func TestTrailingBlankRows(t *testing.T) {
	path := write(t, "x.csv", "klant;datum;reden\n1;01-03-2025 10:00;a\n2;13-03-2025 10:00;b\n")
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		f.WriteString(strings.Repeat(";;\r\n", 5_000) + strings.Repeat("\n", 5_000))
	}
	f.Close()
	table := open(t, path)
	if rows, _ := allRows(t, table); len(rows) != 2 {
		t.Errorf("%d rows", len(rows))
	}
	if _, r := imported(t, table, fields("customer=klant", "time=datum")); r.Rows != 2 {
		t.Errorf("%d rows imported", r.Rows)
	}
}
