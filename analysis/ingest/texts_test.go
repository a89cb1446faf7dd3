package ingest

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"eenkeer/assets/locale"
)

// Every id that the code names has a text in both languages, and no place in it
// is left empty.
func TestTextsAreThere(t *testing.T) {
	ids := regexp.MustCompile(`"(ingest\.(?:error|problem|doubt|refuse)\.[a-z_]+)"`)
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	args := []any{"sheet", "a", "sheets", "b", "columns", "c", "column", "d", "near", "e", "field", "f", "fields", "g", "unit", "h", "order", "dmy",
		"value", "i", "rows", 3, "table", 2, "tables", 3, "n", 4, "of", 9, "cells", 5, "dates", 4, "texts", 6, "sure", true, "encoding", "j", "preset", "k", "presets", "l", "reason", "m",
		"how", "rounded", "kind", "o", "kinds", "p"}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		source, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range ids.FindAllStringSubmatch(string(source), -1) {
			for _, lang := range locale.Languages {
				l := locale.New(lang)
				text := (&Error{ID: m[1], File: "/x/y.csv", Line: 2, Args: args}).In(l)
				if !l.Has(m[1]) || text == m[1] || strings.Contains(text, "<no value>") {
					t.Errorf("%s %s: %s", lang, m[1], text)
				}
			}
		}
	}
}
