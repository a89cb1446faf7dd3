package workbench

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/workspace"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var sameDay = cmp.Comparer(func(a, b repeat.Date) bool { return a.Time().Equal(b.Time()) })

// What is chosen for a control chart is kept in the workspace for its measure and
// selection, and undone by the note that tells it.
func TestSetupIsKeptAndUndone(t *testing.T) {
	b := newBench(t)
	s := b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	one := repeat.Filter{{By: contact.Process, Values: []string{"Premie"}}}
	day, err := repeat.ParseDate("2026-03-09")
	if err != nil {
		t.Fatal(err)
	}
	target := 0.2
	first := figure.Setup{Kind: "xmr", Target: &target}.Rebase(day).Without("2026-W11", "storing")
	b.SetSetup(figure.FTF, one, first, "note.control.phase")
	b.flush()
	if d := cmp.Diff(first, b.Snapshot().Setup(figure.FTF, one), sameDay); d != "" {
		t.Error(d)
	}
	for name, other := range map[string]figure.Setup{
		"all contacts": b.Snapshot().Setup(figure.FTF, nil), "another measure": b.Snapshot().Setup(figure.HHV, one),
		"another process": b.Snapshot().Setup(figure.FTF, repeat.Filter{{By: contact.Process, Values: []string{"Post"}}}),
	} {
		if !other.Empty() {
			t.Errorf("%s: %+v", name, other)
		}
	}
	b.SetSetup(figure.FTF, one, figure.Setup{}, "note.control.phase")
	b.flush()
	if len(b.Snapshot().Setups) != 0 {
		t.Errorf("nothing was chosen, but %v is kept", b.Snapshot().Setups)
	}
	b.lastUndo()()
	b.flush()
	path := s.Workspace.Path
	b.CloseWorkspace()
	b.flush()
	if b.Snapshot().Setups != nil {
		t.Error("the setups outlive their workspace")
	}
	b.Open(path)
	b.flush()
	s = b.settled()
	if d := cmp.Diff(first, s.Setup(figure.FTF, one), sameDay, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// The target of the catalogue is that of a chart of one process or reason, unless
// one was set; it is of the repeat rate and turned round for first time fix.
func TestTargetOfTheCatalogue(t *testing.T) {
	c := &contact.Catalogue{
		Processes: []contact.ProcessEntry{{Process: "Premie", Target: contact.Some(0.2)}},
		Reasons:   []contact.ReasonEntry{{Reason: "Nota", Process: "Premie"}, {Reason: "Brief", Process: "Premie", Target: contact.Some(0.1)}},
	}
	s := &Snapshot{Catalogue: c}
	filter := func(d contact.Dimension, values ...string) repeat.Filter {
		return repeat.Filter{{By: d, Values: values}}
	}
	for _, x := range []struct {
		f    repeat.Filter
		m    figure.Measure
		want float64 // -1: none
	}{
		{nil, figure.HHV, -1}, {filter(contact.Process, "Premie"), figure.HHV, 0.2}, {filter(contact.Process, "Premie"), figure.Volume, -1},
		{filter(contact.Process, "Premie", "Post"), figure.HHV, -1}, {filter(contact.Reason, "Nota"), figure.FTF, 0.2}, {filter(contact.Reason, "Brief"), figure.HHV, 0.1},
	} {
		got := s.Setup(x.m, x.f).Target
		if got == nil && x.want >= 0 || got != nil && *got != x.want {
			t.Errorf("%v of %s: %v, want %v", x.f, x.m, got, x.want)
		}
	}
	own := 0.15
	s.Setups = map[string]figure.Setup{figure.SetupKey(figure.HHV, filter(contact.Process, "Premie")): {Target: &own}}
	if got := s.Setup(figure.HHV, filter(contact.Process, "Premie")).Target; *got != own {
		t.Errorf("%v", *got)
	}
}

func TestEventsConcernTheirSelection(t *testing.T) {
	all := []Event{{Event: workspace.Event{Title: "alles"}}, {Event: workspace.Event{Title: "premie", By: contact.Process, Value: "Premie"}}}
	for _, x := range []struct {
		f    repeat.Filter
		want int
	}{{nil, 2}, {repeat.Filter{{By: contact.Process, Values: []string{"Premie", "Post"}}}, 2}, {repeat.Filter{{By: contact.Process, Values: []string{"Post"}}}, 1},
		{repeat.Filter{{By: contact.Team, Values: []string{"A"}}}, 2}} {
		if got := Concerning(all, x.f); len(got) != x.want {
			t.Errorf("%v: %v", x.f, got)
		}
	}
}

func TestVolumeIsAQuestion(t *testing.T) {
	q := DefaultQuestion
	q.Trends.Measure = Volume
	if got := q.check(); got.Trends.Measure != Volume || got.TrendsQuery().Check() != nil {
		t.Errorf("%+v", got.Trends)
	}
}
