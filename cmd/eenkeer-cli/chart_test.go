package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A chart goes to a file of the kind that its name says.
func TestChartFiles(t *testing.T) {
	for name, begins := range map[string]string{"a.png": "\x89PNG", "a.svg": "<?xml", "a.PDF": "%PDF-"} {
		path := filepath.Join(t.TempDir(), name)
		done(t, "chart", "trend", export, "--per", "week", "-o", path)
		data, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(data, []byte(begins)) {
			t.Errorf("%s: %.20q, %v", name, data, err)
		}
	}
}

// A wrong command line is told before any file is read.
func TestChartUsage(t *testing.T) {
	for _, args := range [][]string{
		{"chart", "pie", export},
		{"chart", "trend", export, "--per", "week"},
		{"chart", "trend", export, "--per", "week", "-o", "a.jpg"},
		{"chart", "trend", export, "--per", "week", "-o", "a.png", "--scale", "5"},
	} {
		if o := call(args...); o.code != exitUsage {
			t.Errorf("%v: code %d, %s", args, o.code, o.err)
		}
	}
}
