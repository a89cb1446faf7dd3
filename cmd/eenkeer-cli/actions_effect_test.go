package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
)

// effectJSON is the part of the output that scripts rely on.
type effectJSON struct {
	Effects []struct {
		Action     int64  `json:"action"`
		Title      string `json:"title"`
		Verdict    string `json:"verdict"`
		Why        string `json:"why"`
		Text       string `json:"verdict_text"`
		More       int    `json:"more"`
		Difference struct {
			Value, Low, High *float64
		} `json:"difference"`
		Before, After struct {
			Ripe, Followed int
			From, To       string
		}
		Saved struct{ Low, High *float64 } `json:"contacts_saved_a_month"`
		Euros struct{ Low, High *float64 } `json:"euros_saved_a_month"`
		Check []struct{ Days int }         `json:"checks"`
	} `json:"effects"`
}

// The effects of the sample as scripts get them, in all three formats.
func TestActionsEffect(t *testing.T) {
	ws := filepath.Join(t.TempDir(), "voorbeeld.eenkeer")
	done(t, "sample", ws)
	list := func(args ...string) (out effectJSON) {
		t.Helper()
		text := done(t, append([]string{"actions", "effect", ws, "--format", "json", "--lang", "nl"}, args...)...)
		if err := json.Unmarshal([]byte(text), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	all := list()
	verdicts := map[string]int{}
	for _, e := range all.Effects {
		verdicts[e.Verdict]++
		switch {
		case e.Difference.Value == nil || *e.Difference.Low > *e.Difference.Value || *e.Difference.Value > *e.Difference.High || e.Before.Ripe == 0:
			t.Errorf("%+v", e)
		case e.Verdict == "lower" && (*e.Difference.High >= 0 || *e.Saved.Low <= 0 || *e.Euros.Low <= 0 || len(e.Check) != 3):
			t.Errorf("%+v", e)
		case e.Verdict == "too_early" && (e.Why != "more" || e.More == 0 || !strings.HasPrefix(e.Text, "te vroeg: nog ")):
			t.Errorf("%+v", e)
		}
	}
	if verdicts["lower"] != 2 || verdicts["no_difference"] != 1 || verdicts["too_early"] != 1 || len(all.Effects) != 4 {
		t.Errorf("verdicts %v", verdicts)
	}
	one := list("--id", "1", "--window", "3d")
	if len(one.Effects) != 1 || one.Effects[0].Action != 1 || one.Effects[0].Before.Followed >= all.Effects[0].Before.Followed {
		t.Errorf("%+v", one)
	}
	if text := done(t, "actions", "effect", ws, "--lang", "nl"); !strings.Contains(text, "geen verschil aangetoond") || !strings.Contains(text, "Een verschil in de tijd") {
		t.Error(text)
	}
	if text := done(t, "actions", "effect", ws, "--format", "csv", "--lang", "nl"); strings.Count(text, "\n") != 5 || !strings.Contains(text, ";-15,6;") {
		t.Error(text)
	}
	for want, args := range map[int][][]string{
		1: {{ws, "--id", "99"}, {ws, "--id", "8"}, {filepath.Join(t.TempDir(), "weg.eenkeer")}},
		2: {{}, {ws, "--cost-range", "2"}, {ws, "--window", "zeven"}},
	} {
		for _, a := range args {
			if got := call(append([]string{"actions", "effect"}, a...)...); got.code != want {
				t.Errorf("%v: exit %d, want %d: %s", a, got.code, want, got.err)
			}
		}
	}
	if got := call("actions", "verdwijn"); got.code != 2 {
		t.Errorf("actions verdwijn: exit %d", got.code)
	}
}

// A check whose day has come is kept once, and stays as it was under another definition.
func TestActionsEffectKeeps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "voorbeeld.eenkeer")
	done(t, "sample", path)
	change := func(f func(e *kaizen.Edit)) *kaizen.Register {
		t.Helper()
		ws, err := workspace.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer ws.Close()
		r, err := ws.Register(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		next, commit, err := r.Change("kaizen.did.change", "Noor", time.Now(), func(e *kaizen.Edit) error { f(e); return nil })
		if err == nil && commit != nil {
			err = ws.Commit(t.Context(), commit)
		}
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	nothing := func(*kaizen.Edit) {}
	before := change(func(e *kaizen.Edit) { e.Action(3).Checks[1].Result = nil })
	due := before.Action(3).Checks[1].Due
	if got := call("actions", "effect", path, "--keep", "--lang", "nl"); got.code != 0 || !strings.Contains(got.err, "1 toets vastgelegd") {
		t.Fatalf("%+v", got)
	}
	kept := change(nothing).Action(3).Checks[1].Result
	if kept == nil || kept.Verdict != kaizen.NoShift || kept.AfterDays.To != due.AddDays(-1) || kept.Definition.Window != 7*repeat.Day {
		t.Fatalf("%+v", kept)
	}
	if got := call("actions", "effect", path, "--keep", "--window", "3d", "--lang", "nl"); got.code != 0 || !strings.Contains(got.err, "0 toetsen vastgelegd") {
		t.Errorf("%+v", got)
	}
	if again := change(nothing).Action(3).Checks[1].Result; again.After != kept.After || !again.At.Equal(kept.At) {
		t.Errorf("%+v, it was %+v", again, kept)
	}
}
