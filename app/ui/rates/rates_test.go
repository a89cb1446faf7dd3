package rates

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

func shown(t *testing.T, change func(q *workbench.Question)) (*figuretest.Shell, *view) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	v := New(sh).(*view)
	sh.Put(t, v, 1080, 700)
	q := workbench.DefaultQuestion
	change(&q)
	v.Show(figuretest.Snapshot(t, repeat.New(figuretest.Log(4000)), q))
	return sh, v
}

// The table holds every group, most repeats first, and the figures of the engine.
func TestTable(t *testing.T) {
	_, v := shown(t, func(*workbench.Question) {})
	want := v.drawn.Rates.Rows
	if v.table.Len() != len(want) || len(want) < 5 {
		t.Fatalf("%d rows of %d", v.table.Len(), len(want))
	}
	for i := range want {
		if got := v.table.Row(i); got.Counts != want[i].Counts || got.names[0] != want[i].Key[0] {
			t.Errorf("row %d: %+v, want %+v", i, got, want[i])
		}
	}
	if text := v.note.Text(); !strings.Contains(text, "totaal HHV") {
		t.Error(text)
	}
}

// Searching leaves the rows that have every word, whatever the case.
func TestSearch(t *testing.T) {
	_, v := shown(t, func(*workbench.Question) {})
	name := v.table.Row(0).names[0]
	v.search.SetText(strings.ToUpper(name[:4]))
	if n := v.table.Len(); n == 0 || n == len(v.drawn.Rates.Rows) || v.table.Row(0).names[0] != name {
		t.Errorf("%d rows", n)
	}
	v.search.SetText("bestaat niet")
	if v.table.Len() != 0 {
		t.Error("found what is not there")
	}
}

// A row leads to what lies beneath it; a reason is of one process, so that process
// is no step down from it.
func TestBeneath(t *testing.T) {
	_, v := shown(t, func(*workbench.Question) {})
	s := figuretest.Snapshot(t, repeat.New(figuretest.Log(4000)), workbench.DefaultQuestion)
	filter := func(by ...contact.Dimension) (f repeat.Filter) {
		for _, d := range by {
			f = f.With(repeat.Condition{By: d, Values: []string{"x"}})
		}
		return f
	}
	for _, c := range []struct {
		filter repeat.Filter
		want   contact.Dimension
	}{
		{filter(contact.Process), contact.Reason},
		{filter(contact.Reason), contact.Third},
		{filter(contact.Team), contact.Process},
		{filter(contact.Process, contact.Reason, contact.Third, contact.Team, contact.Channel), contact.Month},
	} {
		if got := beneath(c.filter, s); got != c.want {
			t.Errorf("%v: %s, want %s", c.filter, got, c.want)
		}
	}
	v.drawn = nil
	v.drill(row{}) // a menu that was open while another workspace came: nothing happens
}

// Few contacts of an agent give no rate, only the counts; of a team they do, greyed.
func TestAgentsWithheld(t *testing.T) {
	for _, by := range []contact.Dimension{contact.Agent, contact.Team} {
		_, v := shown(t, func(q *workbench.Question) {
			q.Rates.By = []contact.Dimension{by}
			q.Selection.Filter = repeat.Filter{{By: contact.Process, Values: []string{"Zorg in buitenland"}}}
		})
		few, withheld := 0, strings.Count(v.table.TSV(true), v.sh.Locale().T("rates.withheld"))
		for i := range v.table.Len() {
			r := v.table.Row(i)
			for _, x := range []repeat.Rate{r.Repeat(), r.FTF()} {
				if x.Few() {
					few++
				}
			}
		}
		if by == contact.Agent && (few == 0 || withheld != few) || by == contact.Team && withheld != 0 {
			t.Errorf("by %s: %d rates on few contacts, %d withheld", by, few, withheld)
		}
	}
}

// The other measure shows its own columns and its own total.
func TestFollowed(t *testing.T) {
	_, v := shown(t, func(q *workbench.Question) { q.Rates.Measure = repeat.FollowedRate })
	if id, desc := v.table.Sort(); id != "followed" || !desc {
		t.Errorf("sorted by %s", id)
	}
	if text := v.note.Text(); !strings.Contains(text, "totaal gevolgd") || strings.Contains(text, "HHV") {
		t.Error(text)
	}
}

// What stands in place of the table says what to do.
func TestStandIns(t *testing.T) {
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	v := New(sh).(*view)
	sh.Put(t, v, 1080, 700)
	keyless := figuretest.Snapshot(t, repeat.New(figuretest.Log(200)), workbench.DefaultQuestion)
	nothing := *keyless
	f := *keyless.Figures
	f.Empty = true
	nothing.Figures = &f
	g := *keyless.Figures
	g.Total.Total = repeat.Row{}
	keyless.Figures = &g
	for id, s := range map[string]*workbench.Snapshot{
		"rates.closed": {Question: workbench.DefaultQuestion}, "rates.loading": figuretest.Opening(), "rates.empty": figuretest.Empty(),
		"rates.nothing": &nothing, "rates.no_customer": keyless,
	} {
		v.Show(s)
		if len(v.holder.Objects) != 1 || v.holder.Objects[0] != fyne.CanvasObject(v.empty) || v.said != id {
			t.Errorf("%s: shows %s", id, v.said)
		}
	}
}

// Agents stand by name or code, say what their figures are not for, and cannot be ranked.
func TestAgentsAreNotRanked(t *testing.T) {
	_, v := shown(t, func(q *workbench.Question) {
		q.Rates.By, q.Rates.Measure = []contact.Dimension{contact.Agent}, repeat.FollowedRate
	})
	if id, desc := v.table.Sort(); id != string(contact.Agent) || desc {
		t.Errorf("sorted by %s", id)
	}
	for i := 1; i < v.table.Len(); i++ {
		if v.table.Row(i - 1).names[0] > v.table.Row(i).names[0] {
			t.Errorf("%s stands before %s", v.table.Row(i - 1).names[0], v.table.Row(i).names[0])
		}
	}
	for _, c := range v.newTable(v.drawn).Columns() {
		sortable := c.ID == string(contact.Agent) || c.ID == "contacts" || c.ID == "ripe"
		if (c.Less != nil) != sortable {
			t.Errorf("%s can be sorted on: %v", c.ID, c.Less != nil)
		}
	}
	if v.fair.Hidden || !strings.Contains(v.fair.Text(), "Niet geschikt als enige basis voor beoordeling") {
		t.Errorf("%q", v.fair.Text())
	}
	_, v = shown(t, func(*workbench.Question) {})
	if !v.fair.Hidden {
		t.Error("a table of processes speaks of appraisal")
	}
}
