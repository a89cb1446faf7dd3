package data

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestCustomerKeys(t *testing.T) {
	p, _, b := page1040(t)
	p.Show(withKeys(batches(4)))
	p.desk.tabs.Choose(tabKeys)
	v := p.desk.views[tabKeys].(*keysView)
	read := texts(p)
	for _, want := range []string{"62.527 van 65.067 contacten (96,1 %)", "31.204 klanten", "week 26 opnieuw.csv: De waarden in kolom Klantnummer"} {
		if !strings.Contains(read, want) {
			t.Errorf("nothing of %q", want)
		}
	}
	if got := strings.ReplaceAll(v.columns.TSV(true), "\u00a0", " "); !strings.Contains(got, "6.021 van 17.166 (35,1 %)") {
		t.Error(got)
	}
	if got := v.largest.TSV(true); strings.Contains(got, "34930024") || !strings.Contains(got, "Klant 1\t188") {
		t.Error("keys show unasked, or nothing shows:", got)
	}
	link(t, p, "toon sleutels")
	if !strings.Contains(v.largest.TSV(true), "34930024") {
		t.Error("keys do not show")
	}

	test.Tap(v.decision.Chips()[2])
	v.shared.SelectKey("info@gemeentevoorbeeld.nl")
	if v.decision.Selected() != keyJoins {
		t.Error("what a person decided does not show:", v.decision.Selected())
	}
	test.Tap(v.decision.Chips()[0])
	v.largest.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	tap(t, p, "Voegt niemand samen")
	if got := asked(b); got != "+31201234567 shared: false, info@gemeentevoorbeeld.nl as the data say, 34930024 shared: true" {
		t.Error(got)
	}
	s := withKeys(batches(4))
	s.Workspace.ReadOnly = true
	p.Show(s)
	test.Tap(v.decision.Chips()[1])
	tap(t, p, "Voegt niemand samen")
	if got := asked(b); got != "" || v.decision.Selected() != keyJoins && v.decision.Selected() != keyProposed {
		t.Error("decided in a workspace that can only be read:", got, v.decision.Selected())
	}
}
