package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// coded makes a workspace with a sample of six pairs that two people coded; they differ on the last.
func coded(t *testing.T) (path string, id int64) {
	t.Helper()
	path = imported(t)
	ws, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	ctx := context.Background()
	e, err := workbench.LoadEngine(ctx, ws, nil)
	if err != nil {
		t.Fatal(err)
	}
	batches, err := ws.Batches(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Pairs(ctx, repeat.Query{Definition: repeat.Default}, repeat.PairOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := workbench.Draw(p, batches, workbench.SampleAsked{Name: "Voorjaar", N: 6, By: contact.Process, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	if id, err = ws.AddSample(ctx, s); err != nil {
		t.Fatal(err)
	}
	for pair := 1; pair <= 6; pair++ {
		for _, who := range []string{"Anouk", "Bas"} {
			c := coding.Coding{Pair: pair, Coder: who, Cause: []string{"backlog", "mandate"}[pair%2], Party: coding.Process, Note: "brief te laat", At: time.Now()}
			if pair == 6 && who == "Bas" {
				c.Cause = coding.Other
			}
			if err := ws.PutCoding(ctx, id, c); err != nil {
				t.Fatal(err)
			}
		}
	}
	return path, id
}

func TestSamples(t *testing.T) {
	ws, id := coded(t)
	var all struct{ Samples []sampledJSON }
	if err := json.Unmarshal([]byte(done(t, "samples", ws, "--format", "json", "--lang", "nl")), &all); err != nil || len(all.Samples) != 1 {
		t.Fatal(all, err)
	}
	s := all.Samples[0]
	if s.ID != id || s.Pairs != 6 || s.Seed != 7 || s.By != "process" || s.Coded != 6 || len(s.Disputed) != 1 || s.Disputed[0] != 6 || len(s.Coders) != 2 || s.Codings != nil {
		t.Errorf("%+v", s)
	}
	if a := s.Agreement; len(a) != 1 || a[0].Cause.Pairs != 6 || a[0].Cause.Agreed != 5 || a[0].Cause.Kappa == nil || *a[0].Cause.Kappa <= 0 || a[0].Party.Kappa != nil {
		t.Errorf("%+v", a)
	}
	if s.Causes[0].Title != "Kennis of mandaat ontbrak" || s.Causes[0].Pairs != 3 || s.Causes[0].Of != 5 {
		t.Errorf("%+v", s.Causes)
	}
	one := done(t, "samples", ws, "--id", "1", "--format", "csv", "--lang", "en")
	if n := strings.Count(one, "\n"); n != 1+12 || strings.Contains(one, "brief") || !strings.Contains(one, "Backlog") {
		t.Errorf("%d lines: %s", n, one)
	}
	for _, format := range []string{"table", "csv", "json"} {
		text := done(t, "samples", ws, "--id", "1", "--notes", "--format", format)
		if !strings.Contains(text, "brief te laat") {
			t.Errorf("no notes in %s, though asked for", format)
		}
		if without := done(t, "samples", ws, "--id", "1", "--format", format); strings.Contains(without, "brief te laat") || strings.Contains(without, "Anna") {
			t.Errorf("%s holds what nobody asked for", format)
		}
	}
	if text := done(t, "samples", ws, "--lang", "nl"); !strings.Contains(text, "Voorjaar") || !strings.Contains(text, "Anouk, Bas") {
		t.Error(text)
	}
	if got := call("samples", ws, "--id", "9"); got.code != exitData {
		t.Errorf("a sample that is not there: exit %d", got.code)
	}
	if got := call("samples", ws, "--notes"); got.code != exitUsage {
		t.Errorf("notes of no sample: exit %d", got.code)
	}
}
