package ingest

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"eenkeer/assets/locale"
)

// FuzzSniff opens any content as a file and reads what was found in it.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"a;b\n1;2\n", "sep=|\na|b\n", "\xff\xfea\x00;\x00b\x00\n\x00", "\xef\xbb\xbfklant,datum\r\n1,2025-01-01\r\n", "x\ny\nz\n", "'a','b'\n'c','d'\n",
		"\"a\nb\";c\n", "PK\x03\x04", "titel\n\n\nklant;datum\n1;13-02-2025\n", "a\tb\r1\t2\r", "soort;n\nmail;1\n\nklant;datum;n\n1;13-02-2025;2\n\nnoot\n", "\"a,b,c\"\n\"1,\"\"2\"\",3\"\n",
		"a  b   c\n1  2   3\n4  5   6\n", "a||b\n1||\"2\n3||4\n", "a;b\r1;2\r\n3;4\n\x1a", "klant;datum;r\n1;\"13-02-2025;\"x\"\n2;14-02-2025;y\n", "ge\x8bm;\x82\x82n\n1;2\n"} {
		f.Add([]byte(s))
	}
	for _, name := range []string{"genesys-cloud", "zendesk", "topdesk", "amazon-connect"} {
		f.Add([]byte(exports[name][:600]))
	}
	f.Add([]byte("Datum;Team;Aantal\n13-01-2025;Oost;12\n14-01-2025;Oost;13\n15-01-2025;Oost;11\nTotaal;;36\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		table, err := Open(ctx, write(t, "x.csv", string(content)), Options{})
		if err != nil {
			if refusal(err) == "" {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		defer table.Close()
		for row, err := range table.Rows(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if len(row.Cells) < len(table.Columns) {
				t.Fatalf("a row of %d cells, %d columns", len(row.Cells), len(table.Columns))
			}
		}
		m := table.Guess().Mapping
		if _, err := table.Preview(m, 5); err != nil {
			t.Fatal(err)
		}
		_, r, err := table.Import(ctx, m, nil)
		if err != nil && refusal(err) == "" {
			t.Fatal(err)
		}
		if r != nil && r.Rows != r.Kept+r.Merged+r.Dropped {
			t.Fatalf("%+v", r)
		}
	})
}

// FuzzPreset reads any text as a preset; what passes can be used.
func FuzzPreset(f *testing.F) {
	for _, p := range BuiltIn() {
		data, err := json.Marshal(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"id":"x","name":"x","columns":{"a":["klant"],"b":["datum"]},"fields":{"customer":["a"],"time":["b"]},"signature":{"all":["a"],"least":1}}`))
	table := open(f, write(f, "x.csv", "klant;datum;soort\nK1;13-01-2025 10:00;A\nK2;13-01-2025 11:00;B\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParsePreset("x.json", data)
		if err != nil {
			if refusal(err) != ErrBadPreset {
				t.Fatal(err)
			}
			return
		}
		p.Headers()
		p.NotesIn(locale.New("nl"))
		g, err := table.GuessWith([]Preset{p}, p.ID)
		if err != nil {
			return
		}
		_, r, err := table.Import(context.Background(), g.Mapping, nil)
		if err == nil && r.Rows != r.Kept+r.Merged+r.Dropped {
			t.Fatalf("%+v", r)
		}
		if err != nil && refusal(err) == "" {
			t.Fatal(err)
		}
	})
}
