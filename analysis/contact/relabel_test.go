package contact_test

import (
	"testing"

	"eenkeer/analysis/contact"
)

// The new texts stay when a catalogue comes and goes, and the old log keeps its own.
func TestRelabelled(t *testing.T) {
	agents, reasons := contact.NewEncoder(4), contact.NewEncoder(4)
	b := &contact.Batch{Time: []int64{1, 2, 3}}
	agent, reason := contact.StoredIndex(contact.Agent), contact.StoredIndex(contact.Reason)
	b.Columns[agent].Codes, b.Columns[reason].Codes = contact.NewCodes(3, 4), contact.NewCodes(3, 4)
	for i, name := range []string{"Anna", "", "Bram"} {
		b.Columns[agent].Codes.Set(i, agents.Code([]byte(name)))
		b.Columns[reason].Codes.Set(i, reasons.Code([]byte("Nota")))
	}
	b.Columns[agent].Dict, b.Columns[reason].Dict = *agents.Dict(), *reasons.Dict()
	codes := contact.NewCodes(3, 2)
	keys := contact.NewEncoder(1)
	codes.Set(0, keys.Code([]byte("K")))
	b.Keys = []contact.KeyColumn{{Name: "k", Kind: "id", Codes: codes, Dict: *keys.Dict()}}
	log := contact.Build([]*contact.Batch{b}, contact.Rules{})

	catalogue := &contact.Catalogue{Reasons: []contact.ReasonEntry{{Reason: "Nota", Process: "Facturen"}}}
	names := func(l *contact.Log) (all []string) {
		for i := range l.Len() {
			c := l.Column(contact.Agent)
			all = append(all, c.Dict.Text(c.Codes.At(i)))
		}
		return all
	}
	masked := map[string]*contact.Log{
		"before":   log.Relabelled(contact.Agent, func(s string) string { return "A" + s[:1] }).With(catalogue),
		"after":    log.With(catalogue).Relabelled(contact.Agent, func(s string) string { return "A" + s[:1] }),
		"replaced": log.With(catalogue).Relabelled(contact.Agent, func(s string) string { return "A" + s[:1] }).With(nil),
	}
	for when, l := range masked {
		got := map[string]int{}
		for _, name := range names(l) {
			got[name]++
		}
		if len(got) != 3 || got["AA"] != 1 || got["AB"] != 1 || got[""] != 1 {
			t.Errorf("%s: %v", when, got)
		}
	}
	got := map[string]int{}
	for _, name := range names(log) {
		got[name]++
	}
	if got["Anna"] != 1 || got["Bram"] != 1 {
		t.Errorf("the log itself changed: %v", got)
	}
}
