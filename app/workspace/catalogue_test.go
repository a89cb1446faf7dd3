package workspace

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"eenkeer/analysis/contact"
)

func TestCatalogueIsKeptWholeOrNotAtAll(t *testing.T) {
	w := create(t)
	if c, err := w.Catalogue(background); err != nil || !c.Empty() {
		t.Fatal(c, err)
	}
	kept := &contact.Catalogue{
		Reasons:   []contact.ReasonEntry{{Reason: "Factuur", Process: "Betalen", ThirdParty: "Bank", Target: contact.Some(0.15)}, {Reason: "Klacht", Cost: contact.Some(0)}},
		Processes: []contact.ProcessEntry{{Process: "Betalen", Owner: "Jan", Target: contact.Some(0), Cost: contact.Some(6.5)}},
		Teams:     []contact.TeamEntry{{Team: "Noord", Manager: "Els"}},
		Renames:   []contact.Rename{{From: "Nota", To: "Factuur", Since: 1e12}, {From: "Rekening", To: "Factuur"}},
	}
	if err := w.SaveCatalogue(background, kept); err != nil {
		t.Fatal(err)
	}
	if err := w.SaveCatalogue(background, &contact.Catalogue{Renames: []contact.Rename{{From: "a", To: "b"}, {From: "b", To: "a"}}}); err == nil {
		t.Error("a circle was kept")
	}
	over, cancel := context.WithCancel(background)
	cancel()
	if err := w.SaveCatalogue(over, &contact.Catalogue{}); err == nil {
		t.Error("saved though cancelled")
	}
	w = open(t, closed(t, w))
	got, err := w.Catalogue(background)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}
