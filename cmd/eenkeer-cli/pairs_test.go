package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func pairsOf(t *testing.T, args ...string) (out pairsJSON) {
	t.Helper()
	if err := json.Unmarshal([]byte(done(t, append([]string{"pairs"}, append(args, "--format", "json")...)...)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// There are as many pairs as rates counts, from a workspace and from a file, and each row is two contacts of one customer.
func TestPairsAreAsManyAsCounted(t *testing.T) {
	ws := imported(t)
	for _, path := range []string{ws, export} {
		var rates struct {
			Total struct{ Repeats, Followed int }
			Rows  []struct {
				Key               []string
				Repeats, Followed int
			}
		}
		if err := json.Unmarshal([]byte(done(t, "rates", path, "--by", "process", "--format", "json")), &rates); err != nil || len(rates.Rows) < 2 {
			t.Fatal(rates, err)
		}
		if got := pairsOf(t, path, "--by", "second"); got.Pairs != rates.Total.Repeats || len(got.Rows) != got.Pairs || got.Pairs == 0 {
			t.Errorf("%d pairs, %d repeats", got.Pairs, rates.Total.Repeats)
		}
		for _, r := range rates.Rows {
			got := pairsOf(t, path, "--ripe", "--where", "process="+r.Key[0])
			if got.Pairs != r.Followed {
				t.Errorf("%v: %d pairs, %d followed", r.Key, got.Pairs, r.Followed)
			}
			for _, p := range got.Rows {
				if p.First.Process != r.Key[0] || p.HoursBetween < 0 || p.First.Index >= p.Second.Index || p.First.Time > p.Second.Time {
					t.Errorf("%+v", p)
				}
			}
		}
	}
}

// The same seed gives the same pairs from a workspace and from the file it was made of; another seed gives others.
func TestPairsSampled(t *testing.T) {
	ws := imported(t)
	times := func(p pairsJSON) (all []string) {
		for _, r := range p.Rows {
			all = append(all, r.First.Time+" "+r.Second.Time)
		}
		return all
	}
	one := pairsOf(t, ws, "--sample", "5", "--seed", "7")
	if len(one.Rows) != 5 || one.Sample == nil || one.Sample.Seed != 7 || one.Sample.By != "reason" || one.Pairs <= 5 {
		t.Fatalf("%+v", one)
	}
	drawn, all := 0, 0
	for _, s := range one.Sample.Strata {
		drawn, all = drawn+s.Drawn, all+s.Pairs
	}
	if drawn != 5 || all != one.Pairs {
		t.Errorf("%d drawn of %d in the strata", drawn, all)
	}
	if again := pairsOf(t, export, "--sample", "5", "--seed", "7", "--sort", "between", "--desc"); !slices.Equal(times(one), times(again)) {
		t.Errorf("%v, again %v", times(one), times(again))
	}
	if other := pairsOf(t, ws, "--sample", "5", "--seed", "8"); slices.Equal(times(one), times(other)) {
		t.Error("another seed, the same pairs")
	}
	text := done(t, "pairs", ws, "--sample", "5", "--seed", "7", "--format", "csv", "--lang", "nl")
	if lines := strings.Split(strings.TrimSpace(text), "\n"); !strings.Contains(text, "startgetal 7") || len(lines) < 6 || !strings.Contains(lines[0], "1e tijdstip;") {
		t.Error(text)
	}
}

// Keys, notes and names are in the output only when asked for, and it says what it holds.
func TestPairsKeepPersonalData(t *testing.T) {
	ws := imported(t)
	for _, format := range []string{"table", "csv", "json"} {
		plain := done(t, "pairs", ws, "--format", format, "--lang", "en")
		for _, secret := range []string{"Anna", "Bram", `"key"`, `"note"`, "customer key"} {
			if strings.Contains(plain, secret) {
				t.Errorf("%s holds %s", format, secret)
			}
		}
		if !strings.Contains(plain, "For each pair this holds") || strings.Contains(plain, "notes of both") {
			t.Errorf("%s does not say what personal data it holds", format)
		}
		with := done(t, "pairs", ws, "--format", format, "--lang", "en", "--keys", "--notes")
		if !strings.Contains(with, "customer keys") || !strings.Contains(with, "notes of both contacts") {
			t.Errorf("%s with keys and notes does not say so", format)
		}
	}
}

func TestPairsChosen(t *testing.T) {
	ws := imported(t)
	all := pairsOf(t, ws)
	same, other := pairsOf(t, ws, "--same-in", "agent"), pairsOf(t, ws, "--other-in", "agent")
	known := 0
	for _, p := range all.Rows {
		if p.SameAgent != nil {
			known++
		}
	}
	if same.Pairs+other.Pairs != known || same.Pairs == 0 || other.Pairs == 0 {
		t.Errorf("%d same, %d other, of %d", same.Pairs, other.Pairs, known)
	}
	reason := all.Rows[0].Second.Process
	for _, p := range pairsOf(t, ws, "--second", "process="+reason).Rows {
		if p.Second.Process != reason {
			t.Errorf("%+v", p)
		}
	}
	sorted := pairsOf(t, ws, "--sort", "between", "--desc").Rows
	if !slices.IsSortedFunc(sorted, func(a, b pairJSON) int { return int(1e6 * (b.HoursBetween - a.HoursBetween)) }) {
		t.Error("not sorted")
	}
	for want, args := range map[int][][]string{
		exitUsage: {{"--by", "third"}, {"--sample", "0"}, {"--sample", "-3"}, {"--strata", "week"}, {"--second", "process"}, {"--same-in", "hour"}, {"--sort", "reason"}, {"--measure", "followed"}},
		exitData:  {{"--where", "process=Er is niets"}},
	} {
		for _, a := range args {
			if got := call(append([]string{"pairs", ws}, a...)...); got.code != want {
				t.Errorf("%q: exit %d, want %d", a, got.code, want)
			}
		}
	}
	if got := call("pairs", export, "--notes"); got.code != exitUsage {
		t.Errorf("notes of a file: exit %d", got.code)
	}
}

// Who comes back once more is counted from a workspace as from the file, and stands in each format.
func TestAgain(t *testing.T) {
	var got [2]againJSON
	for i, path := range []string{imported(t), export} {
		if err := json.Unmarshal([]byte(done(t, "again", path, "--format", "json", "--lang", "en")), &got[i]); err != nil {
			t.Fatal(err)
		}
	}
	a := got[0]
	if a.Customers == 0 || a.Again == 0 || a.Customers != got[1].Customers || a.Again != got[1].Again || len(a.Rows) < 3 {
		t.Fatalf("%+v\n%+v", a, got[1])
	}
	for _, r := range a.Rows {
		if r.With[1] == 0 || r.Without[1] == 0 || r.With[1]+r.Without[1] > a.Customers || r.With[0]+r.Without[0] > a.Again || r.Verdict != "few" || r.Text != "too few to say" {
			t.Errorf("%+v", r)
		}
	}
	if text := done(t, "again", export, "--format", "csv", "--lang", "nl"); !strings.Contains(text, "samenhang, geen oorzaak") || strings.Contains(text, "NaN") {
		t.Error(text)
	}
	if got := call("again", export, "--measure", "followed"); got.code != exitUsage {
		t.Errorf("exit %d", got.code)
	}
}
