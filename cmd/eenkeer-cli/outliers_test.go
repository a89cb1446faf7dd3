package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"eenkeer/assets/sample"
)

type outlierRow struct {
	Key         []string
	Contacts    int
	Ripe        int
	Followed    *int
	Expected    *float64
	Rate        *float64 `json:"standardised_rate"`
	Low, High   *float64
	Q           *float64
	Flag        string
	Explanation []struct {
		By, Key string
		Excess  float64
		Goes    bool
	}
	Why       string   `json:"reason_not_flagged"`
	EurosLow  *float64 `json:"euros_low"`
	EurosHigh *float64 `json:"euros_high"`
}

type outliersAnswer struct {
	Definition map[string]any
	Data       map[string]any
	Method     map[string]any
	Appraisal  string
	Rows       []outlierRow
}

func outliersOf(t *testing.T, args ...string) outliersAnswer {
	t.Helper()
	var a outliersAnswer
	out := done(t, append([]string{"outliers", "--format", "json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// On the sample workspace the agents generated as different are flagged, on the right side, and those that only have hard
// reasons or easy ones are not.
func TestOutliersOfTheSample(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.eenkeer")
	done(t, "sample", path)
	a := outliersOf(t, path, "--by", "agent")
	if len(a.Rows) != len(sample.Agents) || a.Appraisal == "" {
		t.Fatalf("%d agents of %d, %q", len(a.Rows), len(sample.Agents), a.Appraisal)
	}
	for _, row := range a.Rows {
		want := ""
		if factor := sample.OutlyingAgents[row.Key[0]]; factor > 1 {
			want = "high"
		} else if factor != 0 {
			want = "low"
		}
		if row.Flag != want { // those loaded with hard reasons, such as the specialists, are among the others
			t.Errorf("%v is flagged %q, made %q", row.Key, row.Flag, want)
		}
		switch {
		case (row.Flag == "") != (row.Why != ""):
			t.Errorf("%v: flagged %q, and why not: %q", row.Key, row.Flag, row.Why)
		case row.Flag != "" && (len(row.Explanation) == 0 || *row.Q > 0.05):
			t.Errorf("%v: %+v", row.Key, row)
		}
	}
	for _, name := range []string{"overdispersion", "phi", "tau2", "strata", "merged_cells", "least_ripe", "false_discovery_share"} {
		if a.Method[name] == nil {
			t.Errorf("the method lacks %s: %v", name, a.Method)
		}
	}
	teams := map[string]string{}
	for _, row := range outliersOf(t, path, "--by", "team").Rows {
		teams[row.Key[0]] = row.Flag
	}
	if teams["Partner Beta"] != "high" || teams["Zuid"] != "low" || teams["Partner Alfa"] != "" {
		t.Errorf("teams: %v", teams)
	}
	// Third parties have a price out of the catalogue of the sample, as a range that the flag sets; agents never have.
	for _, row := range outliersOf(t, path, "--by", "third_party", "--cost-range", "0.5").Rows {
		if row.Flag != "" && (row.EurosLow == nil || math.Abs(*row.EurosHigh / *row.EurosLow - 3) > 1e-9 && math.Abs(*row.EurosLow / *row.EurosHigh - 3) > 1e-9) {
			t.Errorf("%v: %v to %v", row.Key, row.EurosLow, row.EurosHigh)
		}
	}
	for _, row := range a.Rows {
		if row.EurosLow != nil {
			t.Errorf("%v has a price", row.Key)
		}
	}
}

// Agents under ten ripe contacts are withheld: not a figure that gives their rate away.
func TestOutliersWithheld(t *testing.T) {
	a := outliersOf(t, export, "--by", "agent")
	few := 0
	for _, row := range a.Rows {
		if row.Ripe >= 10 {
			continue
		}
		few++
		if row.Followed != nil || row.Expected != nil || row.Rate != nil || row.Low != nil || row.Q != nil || row.Flag != "" {
			t.Errorf("%+v", row)
		}
	}
	if few == 0 {
		t.Fatal("nobody has fewer than ten")
	}
}

func TestBeginOfTheSample(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.eenkeer")
	done(t, "sample", path)
	var b struct {
		Make80 int
		Heavy  struct{ Callers int }
		Rows   []struct {
			Key                 []string
			Excess, Low, High   float64
			EurosLow, EurosHigh *float64
			Cumulated           *float64 `json:"cumulated_share"`
		}
	}
	if err := json.Unmarshal([]byte(done(t, "begin", path, "--by", "reason", "--format", "json")), &b); err != nil {
		t.Fatal(err)
	}
	if b.Make80 == 0 || b.Heavy.Callers == 0 || len(b.Rows) < 10 || b.Rows[0].Excess < b.Rows[1].Excess || b.Rows[0].Low > b.Rows[0].Excess {
		t.Errorf("%+v", b)
	}
}

// What is compared is asked for in words that there are.
func TestOutliersUsage(t *testing.T) {
	for _, args := range [][]string{
		{"outliers", export},
		{"outliers", export, "--by", "hour"},
		{"outliers", export, "--by", "team", "--measure", "followed"},
		{"begin", export, "--by", "agent"},
		{"begin", export, "--cost-range", "2"},
		{"chart", "funnel", export, "--by", "team"},
	} {
		if o := call(args...); o.code != exitUsage {
			t.Errorf("%v: code %d, %s", args, o.code, o.err)
		}
	}
}

func TestOutlierCharts(t *testing.T) {
	for _, kind := range []string{"funnel", "pareto"} {
		path := filepath.Join(t.TempDir(), "a.svg")
		done(t, "chart", kind, export, "--by", "reason", "-o", path)
	}
	for _, format := range []string{"table", "csv"} {
		if out := done(t, "outliers", export, "--by", "team", "--format", format); !strings.Contains(out, "team") {
			t.Errorf("%s: %s", format, out)
		}
	}
}
