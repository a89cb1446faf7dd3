package main

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRatesJSON holds the JSON to what scripts were promised.
func TestRatesJSON(t *testing.T) {
	var got struct {
		Definition map[string]any
		Data       map[string]any
		Total      map[string]any
		Rows       []map[string]any
	}
	if err := json.Unmarshal([]byte(done(t, "rates", export, "--by", "reason,channel", "--measure", "followed", "--format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	row := []string{"contacts", "followed", "followed_rate", "high", "key", "low", "repeat_rate", "repeats", "ripe"}
	for name, c := range map[string]struct {
		of   map[string]any
		want []string
	}{
		"data": {got.Data, []string{"contacts", "from", "to", "without_customer"}}, "total": {got.Total, row}, "row": {got.Rows[0], row},
		"definition": {got.Definition, []string{"chain", "channels", "least_gap", "same", "window"}},
	} {
		if d := cmp.Diff(c.want, slices.Sorted(maps.Keys(c.of))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	if got.Definition["window"] != "7d" || got.Data["from"] != "2026-01-05T09:53:00" {
		t.Errorf("%v %v", got.Definition, got.Data)
	}
	for _, r := range append(got.Rows, got.Total) {
		ripe, followed := r["ripe"].(float64), r["followed"].(float64)
		if ripe == 0 {
			if r["followed_rate"] != nil || r["low"] != nil {
				t.Errorf("nothing to divide by: %v", r)
			}
			continue
		}
		if math.Abs(r["followed_rate"].(float64)-followed/ripe) > 1e-12 || r["low"].(float64) > followed/ripe || r["high"].(float64) < followed/ripe {
			t.Errorf("%v", r)
		}
	}
	if len(got.Rows[0]["key"].([]any)) != 2 {
		t.Errorf("key: %v", got.Rows[0]["key"])
	}
}

// TestReadGivesEveryCell compares the two formats of read with one another.
func TestReadGivesEveryCell(t *testing.T) {
	var got struct {
		File, Format, Encoding, Separator, Quote string
		RecordEnd                                string `json:"record_end"`
		HeaderLine                               int    `json:"header_line"`
		Sheet                                    string
		Columns                                  []string
		Rows                                     [][]string
	}
	if err := json.Unmarshal([]byte(done(t, "read", export, "--format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.File != export || got.Format != "csv" || got.Separator != ";" || got.RecordEnd != "CRLF" || got.HeaderLine != 1 || len(got.Columns) != 9 || len(got.Rows) != 60 {
		t.Errorf("%+v", got)
	}
	text := done(t, "read", export, "--format", "csv")
	if strings.HasPrefix(text, "\ufeff") {
		t.Error("plain UTF-8 has no byte order mark")
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(append([][]string{got.Columns}, got.Rows...), records); d != "" {
		t.Error(d)
	}
}
