package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type timesAnswer struct {
	Total timesRowAnswer
	Rows  []timesRowAnswer
}

type timesRowAnswer struct {
	Key      []string
	Contacts int
	Followed *int
	Median   struct{ Value *string }
	Shares   []struct {
		By                string
		Share, Low, High  *float64
		Followed, At_risk int
	}
	Service *struct {
		By     string
		Before int `json:"followed_before"`
		After  int `json:"followed_after"`
	} `json:"service_level"`
	Curve []struct{ Share float64 }
}

func asked[T any](t *testing.T, args ...string) (a T) {
	t.Helper()
	if err := json.Unmarshal([]byte(done(t, append(args, "--format", "json")...)), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// sampled makes the sample workspace.
func sampled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.eenkeer")
	done(t, "sample", path)
	return path
}

// The share that was back by the window agrees with the followed rate, up to what the contacts of the last days say.
func TestSurvivalOfTheSample(t *testing.T) {
	path := sampled(t)
	a := asked[timesAnswer](t, "survival", path, "--by", "process", "--service-level", "2d", "--curve")
	rates := asked[struct {
		Total struct {
			Contacts     int
			FollowedRate float64 `json:"followed_rate"`
		}
	}](t, "rates", path, "--measure", "followed")
	if a.Total.Contacts != rates.Total.Contacts || len(a.Rows) < 10 || len(a.Total.Curve) < 100 {
		t.Fatalf("%d contacts of %d, %d rows, %d points", a.Total.Contacts, rates.Total.Contacts, len(a.Rows), len(a.Total.Curve))
	}
	week := a.Total.Shares[3]
	if week.By != "7d" || math.Abs(*week.Share-rates.Total.FollowedRate) > 0.002 || !(*week.Low < *week.Share && *week.Share < *week.High) {
		t.Errorf("by %s %g, but the followed rate is %g", week.By, *week.Share, rates.Total.FollowedRate)
	}
	sum, kept := 0, 0
	for _, r := range a.Rows {
		sum += r.Contacts
		kept += r.Service.Before
		if r.Service.By != "2d" || r.Service.Before+r.Service.After != *r.Followed || *r.Shares[1].Share > *r.Shares[2].Share {
			t.Errorf("%+v", r)
		}
	}
	if sum != a.Total.Contacts || kept != a.Total.Service.Before {
		t.Errorf("the groups come to %d contacts and %d in time, all to %d and %d", sum, kept, a.Total.Contacts, a.Total.Service.Before)
	}
}

// A comparison says what the test found, for groups and for the time before and after a day.
func TestSurvivalCompared(t *testing.T) {
	path := sampled(t)
	type answer struct {
		Test *struct {
			Observed []int
			P        float64
			Chi      float64 `json:"chi_square"`
		} `json:"log_rank"`
		Selections []timesAnswer
	}
	groups := asked[answer](t, "survival", path, "--by", "process", "--groups", "Declaraties,Persoonsgegevens")
	if groups.Test == nil || groups.Test.P > 1e-6 || len(groups.Selections) != 2 {
		t.Errorf("%+v", groups.Test)
	}
	split := asked[answer](t, "survival", path, "--split", "2025-09-01", "--where", "process=Polis en dekking")
	if split.Test == nil || split.Selections[0].Total.Contacts == 0 || split.Selections[1].Total.Contacts == 0 {
		t.Errorf("%+v", split)
	}
	if out := done(t, "survival", path, "--split", "01-09-2025", "--lang", "nl"); !strings.Contains(out, "vóór 1 sep 2025") || !strings.Contains(out, "Log-rank") {
		t.Error(out)
	}
}

// Of agents with few contacts nothing is told.
func TestSurvivalWithheld(t *testing.T) {
	few := 0
	for _, r := range asked[timesAnswer](t, "survival", export, "--by", "agent").Rows {
		if r.Contacts < 10 {
			few++
			if r.Followed != nil || len(r.Shares) > 0 || r.Median.Value != nil {
				t.Errorf("%+v", r)
			}
		}
	}
	if few == 0 {
		t.Fatal("nobody has fewer than ten")
	}
}

// Flows count as many pairs as the followed rate, and the pairs command lists them.
func TestFlowsOfTheSample(t *testing.T) {
	path := sampled(t)
	f := asked[struct {
		Ripe, Pairs, Same int
		Values            []struct {
			Key             string
			Firsts, Seconds int
		}
		Cells []struct {
			First, Second string
			Pairs         int
			Share         float64
			Residual      *float64 `json:"adjusted_residual"`
		}
	}](t, "flows", path, "--by", "channel")
	total := asked[struct{ Total struct{ Ripe, Followed int } }](t, "rates", path).Total
	sum, same := 0, 0
	for _, c := range f.Cells {
		sum += c.Pairs
		if c.First == c.Second {
			same += c.Pairs
		}
	}
	if f.Pairs != total.Followed || f.Ripe != total.Ripe || sum != f.Pairs || same != f.Same || len(f.Values) < 2 {
		t.Errorf("%d pairs of %d ripe, the cells come to %d and %d; followed %d of %d", f.Pairs, f.Ripe, sum, same, total.Followed, total.Ripe)
	}
}

// Episodes keep what the command line promises, and leave out whose they are.
func TestEpisodesOfTheSample(t *testing.T) {
	path := sampled(t)
	type answer struct {
		Episodes, Contacts, Longest, Open int
		One                               int                                `json:"one_and_done"`
		Rate                              float64                            `json:"one_and_done_rate"`
		Lengths                           []struct{ Contacts, Episodes int } `json:"chain_lengths"`
		Chains                            []map[string]any                   `json:"open_chains"`
	}
	a := asked[answer](t, "episodes", path)
	episodes, contacts := 0, 0
	for _, l := range a.Lengths {
		episodes += l.Episodes
		contacts += l.Contacts * l.Episodes
	}
	total := asked[struct {
		Total struct{ Contacts, Repeats int }
	}](t, "rates", path).Total
	if episodes != a.Episodes || contacts != a.Contacts || a.Contacts != total.Contacts || a.Episodes != total.Contacts-total.Repeats ||
		a.Lengths[0].Episodes != a.One || a.Lengths[len(a.Lengths)-1].Contacts != a.Longest || math.Abs(a.Rate-float64(a.One)/float64(a.Episodes)) > 1e-12 || a.Chains != nil {
		t.Errorf("%+v; rates: %+v", a, total)
	}
	open := asked[answer](t, "episodes", path, "--open", "--least", "4")
	if open.Open == 0 || len(open.Chains) != open.Open || open.Chains[0]["customer_key"] != nil || open.Chains[0]["contacts"].(float64) < 4 {
		t.Errorf("%d open, %v", open.Open, open.Chains)
	}
	if keyed := asked[answer](t, "episodes", path, "--open", "--with-keys"); keyed.Chains[0]["customer_key"] == nil {
		t.Error("no keys, though they were asked for")
	}
	for _, format := range []string{"table", "csv"} {
		plain, keyed := done(t, "episodes", path, "--open", "--format", format, "--lang", "nl"), done(t, "episodes", path, "--open", "--with-keys", "--format", format, "--lang", "nl")
		if strings.Contains(plain, "Klantsleutel") || !strings.Contains(keyed, "Klantsleutel") {
			t.Errorf("%s: %s", format, keyed)
		}
		if format == "table" && !strings.Contains(keyed, "herleidbaar tot personen") {
			t.Errorf("the list does not say that it is personal: %s", keyed)
		}
	}
}

// All of it comes of a file too, also as a chart.
func TestFlowsOfAFile(t *testing.T) {
	for _, args := range [][]string{{"survival", export, "--by", "process"}, {"flows", export, "--by", "process"}, {"episodes", export}} {
		for _, format := range []string{"table", "csv", "json"} {
			if out := done(t, append(args, "--format", format)...); len(out) < 100 {
				t.Errorf("%v: %s", args, out)
			}
		}
	}
	for _, args := range [][]string{{"survival", "--service-level", "2d"}, {"survival", "--by", "channel", "--groups", "Telefoon"}, {"survival", "--split", "2026-01-20"},
		{"matrix", "--by", "process"}, {"matrix", "--shade", "share"}, {"sankey", "--streams", "4", "--apart"}, {"chains"}} {
		path := filepath.Join(t.TempDir(), "a.svg")
		done(t, append([]string{"chart", args[0], export, "-o", path}, args[1:]...)...)
		if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "<svg") {
			t.Errorf("%v: %v", args, err)
		}
	}
}

func TestFlowsUsage(t *testing.T) {
	for _, args := range [][]string{
		{"survival", export, "--service-level", "2"},
		{"survival", export, "--split", "yesterday"},
		{"survival", export, "--groups", "a,b"},
		{"survival", export, "--by", "agent", "--groups", "Anna,Bram"},
		{"survival", export, "--by", "process", "--groups", "a,b", "--split", "2026-01-20"},
		{"survival", export, "--measure", "followed"},
		{"flows", export, "--by", "agent"},
		{"flows", export, "--order", "best"},
		{"flows", export, "--most", "0"},
		{"episodes", export, "--least", "1", "--open"},
		{"episodes", export, "--with-keys"},
		{"chart", "matrix", export, "--shade", "loud", "-o", "a.png"},
		{"chart", "chains", export},
	} {
		if o := call(args...); o.code != exitUsage {
			t.Errorf("%v: code %d, %s", args, o.code, o.err)
		}
	}
	if o := call("survival", export, "--by", "process", "--groups", "nobody,knows"); o.code != exitData {
		t.Errorf("groups that are not there: %+v", o)
	}
}
