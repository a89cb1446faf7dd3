package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		text, separators string
		want             []string
		ok               bool
	}{
		{"", "+", nil, true},
		{"datum", "+", []string{"datum"}, true},
		{"datum+tijd", "+", []string{"datum", "tijd"}, true},
		{"A,B+C", ",+", []string{"A", "B", "C"}, true},
		{"a=b", "+", []string{"a=b"}, true},
		{"A+B, C", "", []string{"A+B, C"}, true},
		{`"datum + tijd"`, "+", []string{"datum + tijd"}, true},
		{`"a+""b"""+c`, "+", []string{`a+"b"`, "c"}, true},
		{`"x y"`, "", []string{"x y"}, true},
		{`5" buis`, "+", []string{`5" buis`}, true},
		{"-,n.v.t.,", ",", []string{"-", "n.v.t.", ""}, true},
		{`"a`, "+", nil, false},
		{`"a"b`, "+", nil, false},
	} {
		got, ok := split(c.text, c.separators)
		if ok != c.ok || cmp.Diff(c.want, got) != "" {
			t.Errorf("%q by %q: %q, %v; want %q, %v", c.text, c.separators, got, ok, c.want, c.ok)
		}
	}
}

// TestMapping reads a file whose column names hold every separator.
func TestMapping(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd.csv")
	text := "dag + uur;a=b;x,y;z;soort+\r\n" +
		"05-01-2026 10:00;1;?;7;P\r\n" + "05-01-2026 12:00;1;?;8;Q\r\n" + "06-01-2026 10:00;2;9;NIEMAND;P\r\n" + "07-01-2026 10:00;2;-;NIEMAND;P\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out := done(t, "import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--dry-run", "--format", "json",
		"--map", `time="dag + uur"`, "--map", `customer="x,y",z`, "--map", "contact_id=", "--map", "reason=soort+", "--map", "process=a=b", "--missing", "customer=?,-,NIEMAND")
	var got outcomeJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	f := got.Files[0]
	for field, want := range map[string][]string{"time": {"dag + uur"}, "customer": {"x,y", "z"}, "reason": {"soort+"}, "process": {"a=b"}} {
		for k, columns := range f.Map {
			if string(k) == field && cmp.Diff(want, columns) != "" {
				t.Errorf("%s: %q, want %q", field, columns, want)
			}
		}
	}
	if f.Contacts != 4 || f.WithoutCustomer != 1 {
		t.Errorf("%d contacts, %d without a customer; want 4 and 1", f.Contacts, f.WithoutCustomer)
	}
}

func TestUnknownValueIsSaid(t *testing.T) {
	oneSentence(t, call("rates", imported(t), "--where", "process=Declaratie", "--lang", "en"), exitData, "“Declaratie”; there is: Declaraties.")
}
