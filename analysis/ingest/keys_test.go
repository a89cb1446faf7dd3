package ingest

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
)

// keysOf writes the keys of a column of a batch out.
func keysOf(b *contact.Batch, k int) string {
	var out []string
	for i := range b.Len() {
		out = append(out, b.Keys[k].Dict.Text(b.Keys[k].At(i)))
	}
	return strings.Join(out, "|")
}

func TestKeyColumns(t *testing.T) {
	table := open(t, write(t, "x.csv", `klantnummer;telefoon;e-mail;ordernummer;tweede id;datum
k 1;06-12345678;Jan+web@X.nl;77;5;2026-01-01 10:00
K1;+31612345678;jan@x.nl;?;6;2026-01-02 10:00
?;anonymous;;78;;2026-01-03 10:00
0;tel:0612345678;mailto:jan@x.nl;;;2026-01-04 10:00
onbekend;;;;;2026-01-05 10:00
`))
	m := fields("customer=klantnummer+telefoon+e-mail+ordernummer+tweede id", "time=datum")
	m.Missing[contact.FieldCustomer] = []string{"?"}
	b, r := imported(t, table, m)
	want := []KeyCoverage{{"klantnummer", key.ID, 2, 1, 0}, {"telefoon", key.Phone, 3, 1, 0}, {"e-mail", key.Email, 3, 1, 0}, {"ordernummer", key.Other, 2, 2, 0}, {"tweede id", key.Other, 2, 2, 0}}
	if d := cmp.Diff(want, r.Keys); d != "" || r.WithoutCustomer != 1 || b.WithoutCustomer() != 1 {
		t.Errorf("%d without; %s", r.WithoutCustomer, d)
	}
	for k, want := range []string{"K1|K1|||", "+31612345678|+31612345678||+31612345678|", "jan@x.nl|jan@x.nl||jan@x.nl|",
		"ORDERNUMMER:77||ORDERNUMMER:78||", "TWEEDE ID:5|TWEEDE ID:6|||"} {
		if got := keysOf(b, k); got != want {
			t.Errorf("column %d: %s, want %s", k, got, want)
		}
	}
	if b.Source != "\x1fdatum" {
		t.Errorf("%q", b.Source)
	}
	if log := contact.Build([]*contact.Batch{b}, contact.Rules{}); log.Identity.Customers != 2 || log.Keyed != 1 {
		t.Errorf("%+v", log.Identity)
	}
	// A person's word on the kind of a column goes first.
	m.KeyKinds = map[string]string{"Telefoon": key.ID, "tweede id": key.ID}
	b, r = imported(t, table, m)
	if got := keysOf(b, 1); got != "06-12345678|+31612345678||+31612345678|" || r.Keys[1].Kind != key.ID || keysOf(b, 4) != "5|6|||" {
		t.Errorf("%s %s", got, keysOf(b, 4))
	}
	shown, err := table.Preview(m, 1)
	if err != nil || shown[0].Fields[contact.FieldCustomer].Value != "K1" {
		t.Errorf("%+v, %v", shown, err)
	}
}

func TestTooManyKeys(t *testing.T) {
	table := open(t, write(t, "x.csv", "a;b;c;d;e;f;g;h;i;datum\n1;2;3;4;5;6;7;8;9;2026-01-01\n2;2;3;4;5;6;7;8;9;2026-01-01\n"))
	if id := refusal(fields("customer=a+b+c+d+e+f+g+h+i", "time=datum").Check(table)); id != ErrManyKeys {
		t.Error(id)
	}
	m := fields("customer=a", "time=datum")
	m.KeyKinds = map[string]string{"a": "schoenmaat"}
	if id := refusal(m.Check(table)); id != ErrBadKind {
		t.Error(id)
	}
}

func TestDamagedKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for how, one := range map[string]func() string{
		key.Exponents: func() string { return fmt.Sprintf("%d,%04dE+11", 1+r.IntN(9), r.IntN(1e4)) },
		key.Rounded:   func() string { return fmt.Sprintf("%d0", 1e14+r.Int64N(9e14)) },
		key.NoZeros:   func() string { return strings.TrimLeft(fmt.Sprintf("%09d", r.IntN(1e9)), "0") },
		"":            func() string { return fmt.Sprintf("%09d", r.IntN(1e9)) },
	} {
		var s strings.Builder
		s.WriteString("contactnummer;klantnummer;datum\n")
		for i := range 1000 {
			fmt.Fprintf(&s, "%d;%s;2026-01-%02d 10:00\n", i, one(), i%28+1)
		}
		_, report := imported(t, open(t, write(t, "x.csv", s.String())), fields("contact_id=contactnummer", "customer=klantnummer", "time=datum"))
		at := slices.IndexFunc(report.Doubts, func(d Doubt) bool { return d.ID == DoubtDamagedKeys })
		if (at >= 0) != (how != "") || (report.Keys[0].Damaged > 0) != (how != "") {
			t.Errorf("%q: doubts %v, %d damaged", how, report.Doubts, report.Keys[0].Damaged)
		}
		if at >= 0 {
			if d := report.Doubts[at]; !d.Red || d.Column != "klantnummer" || d.Args[1] != how {
				t.Errorf("%q: %+v", how, d)
			}
		}
	}
}

func TestDamagedIDs(t *testing.T) {
	var s strings.Builder
	s.WriteString("contactnummer;klantnummer;datum\n")
	for i := range 100 {
		fmt.Fprintf(&s, "%d,%04dE+11;%d;2026-01-%02d 10:00\n", 1+i%9, i*7, i%30, i%28+1)
	}
	_, report := imported(t, open(t, write(t, "x.csv", s.String())), fields("contact_id=contactnummer", "customer=klantnummer", "time=datum"))
	if !slices.ContainsFunc(report.Doubts, func(d Doubt) bool { return d.ID == DoubtDamagedIDs && d.Red && d.Column == "contactnummer" }) {
		t.Error(report.Doubts)
	}
}

// Rows that are the same in every cell are one contact when they have a customer and
// a time of day; else they are kept, and that is said.
func TestIdenticalRows(t *testing.T) {
	text := "klant;datum;reden;kleur\nA;2026-01-01 10:00;x;rood\nA;2026-01-01 10:00;x;rood\nA;2026-01-01 10:00;x;blauw\nA;2026-01-01;x;rood\nA;2026-01-01;x;rood\n" +
		"?;2026-01-01 10:00;x;rood\n?;2026-01-01 10:00;x;rood\nanoniem;2026-01-01 10:00;x;rood\nanoniem;2026-01-01 10:00;x;rood\nA;2026-01-01 10:00;x;rood"
	check := func(name string, table *Table) {
		m := fields("customer=klant", "time=datum", "reason=reden")
		m.Missing[contact.FieldCustomer] = []string{"?"}
		b, r := imported(t, table, m)
		at := slices.IndexFunc(r.Doubts, func(d Doubt) bool { return d.ID == DoubtIdentical })
		if b.Len() != 8 || r.Merged != 2 || r.Identical != 2 || at < 0 || r.Doubts[at].Args[1] != 3 {
			t.Errorf("%s: %d kept, %d merged, doubts %v", name, b.Len(), r.Merged, r.Doubts)
		}
		if !slices.Equal(b.Line, []uint32{2, 4, 5, 6, 7, 8, 9, 10}) {
			t.Errorf("%s: lines %v", name, b.Line)
		}
		// With an id the rows are told apart by that.
		m.Fields[contact.FieldID] = []string{"kleur"}
		if b, r := imported(t, table, m); b.Len() != 2 || r.Merged != 8 || r.Identical != 0 {
			t.Errorf("%s with ids: %d kept, %d merged", name, b.Len(), r.Merged)
		}
	}
	check("text", open(t, write(t, "x.csv", text)))
	check("quoted", open(t, write(t, "x.csv", strings.ReplaceAll(text, "rood", `"ro""od"`))))

	path := filepath.Join(t.TempDir(), "x.xlsx")
	f := excelize.NewFile()
	for r, line := range strings.Split(text, "\n") {
		var row []any
		for _, c := range strings.Split(line, ";") {
			row = append(row, c)
		}
		at, _ := excelize.CoordinatesToCellName(1, r+1)
		if err := f.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	check("workbook", open(t, path))
}

func TestKeepFirst(t *testing.T) {
	table := open(t, write(t, "x.csv", "id;klant;datum;reden\n1;A;2026-01-01;eerste\n2;B;2026-01-01;x\n1;A;2026-01-02;tweede\n1;A;2026-01-03;derde\n"))
	m := fields("contact_id=id", "customer=klant", "time=datum", "reason=reden")
	for keep, want := range map[string]string{"": "x|derde", KeepLast: "x|derde", KeepFirst: "eerste|x"} {
		m.Keep = keep
		b, r := imported(t, table, m)
		if got := values(b, contact.Reason); got != want || r.Merged != 2 {
			t.Errorf("%q: %s, %d merged", keep, got, r.Merged)
		}
	}
}
