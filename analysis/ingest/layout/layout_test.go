package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// grid cuts lines into cells at bars.
func grid(text string) (rows [][]string) {
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		rows = append(rows, strings.Split(line, "|"))
	}
	return rows
}

// said writes tables out, one a line: title, rows of the header and below it,
// columns, names.
func said(tables []Table) string {
	var out []string
	for _, t := range tables {
		out = append(out, fmt.Sprintf("%s %d:%d-%d %d-%d %s %d", t.Title, t.Header, t.From, t.To, t.Left, t.Right, strings.Join(t.Names, ","), t.Footers))
	}
	return strings.Join(out, "\n")
}

func TestFind(t *testing.T) {
	known := func(text string) bool { return text == "klant" || text == "datum" || text == "reden" }
	for _, c := range []struct {
		name, grid string
		beside     bool
		want       string
		best       int
	}{
		{name: "plain", grid: "klant|datum\n1|01-02-2025\n2|13-02-2025", want: " 0:1-3 0-2 klant,datum 0"},
		{name: "no header", grid: "1|01-02-2025\n2|13-02-2025", want: " -1:0-2 0-2  0"},
		{name: "a header of two rows with gaps", grid: "Klant||Contact|\nklant|naam|datum|reden\nK1|x|01-02-2025|a\nK2|y|13-02-2025|b",
			want: " 0:2-4 0-4 Klant klant,Klant naam,Contact datum,Contact reden 0"},
		{name: "no second row of header", grid: "klant||datum|\nK1|x|01-02-2025|a\nK2|y|13-02-2025|b", want: " 0:1-3 0-4 klant,,datum, 0"},
		{name: "header only", grid: "klant|datum", want: " 0:1-1 0-2 klant,datum 0"},
		{name: "title", grid: "Rapport|\n|\nklant|datum\n1|01-02-2025", want: "Rapport 2:3-4 0-2 klant,datum 0"},
		{name: "two rows of header", grid: "Klant|Laatste\nnummer|datum\n1|01-02-2025\n2|13-02-2025", want: " 0:2-4 0-2 Klant nummer,Laatste datum 0"},
		{name: "the header twice", grid: "klant|datum\nklant|datum\n1|01-02-2025", want: " 0:2-3 0-2 klant klant,datum datum 0"},
		{name: "groups", grid: "Klant||Contact|\nnr|naam|datum|n\n1|a|01-02-2025|4\n2|b|13-02-2025|5", want: " 0:2-4 0-4 Klant nr,Klant naam,Contact datum,Contact n 0"},
		{name: "groups of one column that tell names apart", grid: "Gesprek|Klant|Contact||\nnummer|nummer|datum|reden|n\nG1|7|01-02-2025|a|4\nG2|8|13-02-2025|b|5",
			want: " 0:2-4 0-5 Gesprek nummer,Klant nummer,Contact datum,Contact reden,Contact n 0"},
		{name: "a line drawn below the header", grid: "klant|datum\n-----|-----\n1|01-02-2025", want: " 0:2-3 0-2 klant,datum 0"},
		{name: "filters above", grid: "Periode:|01-01-2025|31-01-2025\nTeam:|alle|\n||\nklant|datum|n\n1|13-01-2025|2", want: " 3:4-5 0-3 klant,datum,n 0"},
		{name: "words only", grid: "klant|reden\njan|storing\npiet|vraag", want: " 0:1-3 0-2 klant,reden 0"},
		{name: "notes", grid: "klant|datum|n\n1|01-02-2025|3\n||\nBron: X||\nVragen? Y||", want: " 0:1-2 0-3 klant,datum,n 3"},
		{name: "little known below a gap", grid: "klant|datum|reden|kanaal|team|a|b|c\n1|01-02-2025|x|y|z|p|q|r\n|||||||\n2|13-02-2025||||||",
			want: " 0:1-4 0-8 klant,datum,reden,kanaal,team,a,b,c 0"},
		{name: "a page below a blank row", grid: "klant|datum|n\n1|01-02-2025|3\n||\nPagina 2||\n||\nklant|datum|n\n2|13-02-2025|4", want: " 0:1-7 0-3 klant,datum,n 0"},
		{name: "a gap in the rows", grid: "klant|datum|n\n1|01-02-2025|3\n||\n2|13-02-2025|4", want: " 0:1-4 0-3 klant,datum,n 0"},
		{name: "below one another", grid: "Per soort|\nsoort|n\nmail|3\nchat|4\n|\nContacten|\nklant|datum\n1|01-02-2025\n2|13-02-2025",
			want: "Per soort 1:2-4 0-2 soort,n 1\nContacten 6:7-9 0-2 klant,datum 0", best: 1},
		{name: "a page", grid: "klant|datum\n1|01-02-2025\n2|02-02-2025\nklant|datum\n3|13-02-2025\n4|14-02-2025", want: " 0:1-6 0-2 klant,datum 0"},
		{name: "the same once more", grid: "klant|datum\n1|01-02-2025\n2|02-02-2025\nklant|datum\n1|01-02-2025\n2|02-02-2025",
			want: " 0:1-3 0-2 klant,datum 0\n 3:4-6 0-2 klant,datum 0"},
		{name: "side by side", grid: "soort|n||klant|datum\nmail|3||1|01-02-2025\nchat|4||2|13-02-2025\n|||3|14-02-2025", beside: true,
			want: " 0:1-3 0-2 soort,n 0\n 0:1-4 3-5 klant,datum 0", best: 1},
		{name: "a blank column of a text file", grid: "soort|n||klant|datum\nmail|3||1|01-02-2025", want: " 0:1-2 0-5 soort,n,,klant,datum 0"},
		{name: "not in the corner", grid: "||\n|klant|datum\n|1|01-02-2025\n|2|13-02-2025", beside: true, want: " 1:2-4 1-3 klant,datum 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{Known: known, Beside: c.beside}
			rows := grid(c.grid)
			tables := Find(rows, o)
			if d := cmp.Diff(c.want, said(tables)); d != "" {
				t.Error(d)
			}
			if got := Best(rows, tables, o); got != c.best {
				t.Errorf("best is %d", got)
			}
		})
	}
	if tables := Find(grid("|\n|"), Options{}); len(tables) != 0 {
		t.Errorf("blank: %s", said(tables))
	}
}

// FuzzFind holds that tables lie within the grid, in their order, and that each
// row below a header is in one table at most.
func FuzzFind(f *testing.F) {
	f.Add("klant|datum\n1|2\n\na|b\n3|4", true)
	f.Add("a||b\nc|d|e\n1|2|3", false)
	f.Fuzz(func(t *testing.T, text string, beside bool) {
		rows := grid(text)
		tables := Find(rows, Options{Beside: beside})
		end := 0
		for i, at := range tables {
			if at.From < max(at.Header, 0) || at.To < at.From || at.To > len(rows) || at.Left < 0 || at.Left > at.Right || at.Footers < 0 || at.To+at.Footers > len(rows) {
				t.Fatalf("%+v of %d rows", at, len(rows))
			}
			if first(at.Header, at.From) < end && !beside {
				t.Fatalf("table %d starts within the one before: %s", i, said(tables))
			}
			end = at.To
		}
		if len(tables) > 0 {
			Best(rows, tables, Options{})
		}
	})
}

// A small table above the one found is counted, filters and titles are not.
func TestSmallTableAbove(t *testing.T) {
	table := "klant|datum|reden\n1|01-02-2025|a\n2|13-02-2025|b\n3|14-02-2025|c"
	for above, want := range map[string]int{
		"kanaal|aantal\nmail|12\nchat|3\n|\n":       2,
		"Periode:|01-02-2025\nTot:|13-02-2025\n|\n": 0, "Rapport|\n|\n": 0, "Filter|alles\n|\n": 0, "": 0,
	} {
		tables := Find(grid(above+table), Options{Known: func(s string) bool { return s == "klant" || s == "datum" }})
		got := tables[len(tables)-1]
		if len(tables) != 1 || got.Above != want || len(got.Names) != 3 {
			t.Errorf("%q: %d tables, %d above, want %d: %+v", above, len(tables), got.Above, want, got)
		}
	}
}
