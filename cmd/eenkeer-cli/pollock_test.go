package main

import (
	"encoding/csv"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/ingest/pollute"
)

// TestPollock scores what read makes of damaged files, without a hint, as the
// Pollock benchmark does. Published there, simple and weighted: DuckDB with hints
// 9.961 and 9.599, without 9.075 and 8.439; pandas with hints 9.895 and 9.431.
func TestPollock(t *testing.T) {
	every, floor := 1, 9.98
	if testing.Short() {
		every, floor = 9, 9.96 // the header is a larger part of the rows
	}
	simple, weighted := pollock(t, pollute.Source(), every)
	if simple < floor || weighted < 9.98 {
		t.Errorf("simple %.3f, weighted %.3f", simple, weighted)
	}
}

// pollock gives both scores of a table damaged in every way.
func pollock(t *testing.T, source [][]pollute.Cell, every int) (simple, weighted float64) {
	dir := t.TempDir()
	files := pollute.Files(source, every)
	weights, lost := 0.0, map[string]float64{}
	for _, f := range files {
		path := filepath.Join(dir, "file.csv")
		if err := os.WriteFile(path, []byte(f.Text), 0o600); err != nil {
			t.Fatal(err)
		}
		o := call("read", path, "--format", "csv")
		var m pollute.Measures
		if o.code == exitDone {
			r := csv.NewReader(strings.NewReader(o.out))
			r.FieldsPerRecord = -1
			loaded, err := r.ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			m = pollute.Score(f.Clean, loaded)
		}
		simple += m.Sum()
		weighted += m.Sum() * f.Weight
		weights += f.Weight
		if m.Sum() < 9.9 {
			t.Logf("%-40s %.4f  %.3f", f.Name, m.Sum(), m)
		}
		lost[byKind.ReplaceAllString(f.Name, "*")] += 10 - m.Sum()
	}
	for _, kind := range slices.Sorted(maps.Keys(lost)) {
		if lost[kind] > 0.005 {
			t.Logf("%-40s lost %.3f", kind, lost[kind])
		}
	}
	t.Logf("%d files: simple %.4f, weighted %.4f", len(files), simple/float64(len(files)), weighted/weights)
	return simple / float64(len(files)), weighted / weights
}

// byKind finds the row and column in the name of a damaged file.
var byKind = regexp.MustCompile(`(row|quote|_)\d+(_col\d+|_0x20)?\b`)
