package outliers

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/sample"
	"eenkeer/charts"
)

func open(t *testing.T, n *workbench.Snapshot) (*figuretest.Shell, *Outliers) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	o := New(sh).(*Outliers)
	sh.Put(t, o, 1040, 740)
	o.Show(n)
	return sh, o
}

// says reports whether a text shows on the screen.
func says(o *Outliers, text string) bool {
	_, paragraph := figuretest.Find(o.content, func(p *kit.Paragraph) bool { return strings.Contains(p.Text(), text) })
	_, plain := figuretest.Find(o.content, func(p *kit.Text) bool { return strings.Contains(p.Text(), text) })
	_, notice := figuretest.Find(o.content, func(p *kit.Notice) bool { return strings.Contains(p.Text(), text) })
	return paragraph || plain || notice
}

func keys(c *compare) []string {
	var out []string
	for i := range c.table.Len() {
		out = append(out, c.table.Row(i).Key[0])
	}
	return out
}

// The agents that the sample makes different are in the list, and no others; nobody is put in order of what was found.
func TestAgentsThatStandOut(t *testing.T) {
	_, o := open(t, snapshot(t, figuretest.Sample(), view(contact.Agent, contact.Process)))
	c := o.compare
	var want []string
	for code := range sample.OutlyingAgents {
		want = append(want, code)
	}
	slices.Sort(want)
	if got := keys(c); !slices.Equal(got, want) {
		t.Errorf("the list has %v, want %v", got, want)
	}
	for _, column := range columns(contact.Agent, o.sh.Locale()) {
		if column.ID != "name" && column.Less != nil {
			t.Errorf("agents can be put in order of %s", column.ID)
		}
	}
	for _, text := range []string{"Niet geschikt als enige basis voor beoordeling", "wat doen zij goed?", "Waar het in zit", "Gelijke mix", "φ"} {
		if !says(o, text) {
			t.Errorf("nowhere %q", text)
		}
	}
	if !o.tag.Visible() {
		t.Error("nothing says that agents stand there by code")
	}
}

// A unit that is searched for says why it does not stand out.
func TestWhyNot(t *testing.T) {
	_, o := open(t, snapshot(t, figuretest.Sample(), view(contact.Agent, contact.Process)))
	c := o.compare
	var plain string
	for _, row := range c.shown.Rows {
		if row.Why.Code == "within" {
			plain = row.Key[0]
		}
	}
	test.Type(c.search, plain)
	if got := keys(c); !slices.Equal(got, []string{plain}) {
		t.Fatalf("found %v", got)
	}
	c.table.Select(0)
	c.choose(plain)
	if !says(o, "Waarom niet opvallend?") || !says(o, "past bij toeval") || !says(o, "Opvallen zou bij") {
		t.Error("it does not say why")
	}
}

// A click on a mark shows what was found of it; from there it goes to its contacts.
func TestMarkIsChosen(t *testing.T) {
	_, o := open(t, snapshot(t, figuretest.Sample(), view(contact.Third, contact.Process)))
	c := o.compare
	c.view.OnHit(charts.Hit{Key: "Zorgboulevard BV"})
	if c.detail.unit != "Zorgboulevard BV" || !says(o, "Wat verklaart het") || o.tag.Visible() {
		t.Errorf("shown: %q", c.detail.unit)
	}
	if got := figure.Funnel(*c.shown, c.chosen, o.sh.Locale()).Chosen; got != "Zorgboulevard BV" {
		t.Errorf("the ring is round %q", got)
	}
}

func TestChipsAskTheQuestion(t *testing.T) {
	sh, o := open(t, snapshot(t, figuretest.Sample(), view(contact.Third, contact.Process)))
	test.Tap(o.compare.by.Chips()[1])
	if got := sh.Bench().Snapshot().Question.Outliers.By; got != contact.Team {
		t.Errorf("by %q", got)
	}
	o.tabs.Choose(tabBegin)
	o.Show(snapshot(t, figuretest.Sample(), view(contact.Third, contact.Process)))
	test.Tap(o.begin.by.Chips()[1])
	if got := sh.Bench().Snapshot().Question.Outliers.Begin; got != contact.Reason {
		t.Errorf("begin by %q", got)
	}
}

// Without costs there are no euros and a hint where to fill them in; with them a range.
func TestEuros(t *testing.T) {
	_, o := open(t, snapshot(t, figuretest.Sample(), view(contact.Third, contact.Process)))
	o.tabs.Choose(tabBegin)
	o.Show(snapshot(t, figuretest.Sample(), view(contact.Third, contact.Process)))
	if !says(o, "Catalogus") || says(o, "€") || !says(o, "80 %") || !says(o, "Veelbellers") {
		t.Error("without costs")
	}
	o.Show(withCosts(t, view(contact.Third, contact.Process)))
	if o.begin.hint.Visible() || !says(o, "€") {
		t.Error("with costs")
	}
	if row := figure.Pareto(o.begin.shown.Excesses, o.sh.Locale()).Rows[0]; row.Name != "Declaraties" || !strings.Contains(row.Note, " – ") {
		t.Errorf("%+v", row)
	}
}

// A flagged third party shows what its difference costs or spares, as a range; agents and teams never have euros.
func TestEurosOfAUnit(t *testing.T) {
	for by, priced := range map[contact.Dimension]bool{contact.Third: true, contact.Team: false, contact.Agent: false} {
		n := withCosts(t, view(by, contact.Process))
		_, o := open(t, n)
		key := ""
		for _, row := range n.Looked.Result.Rows {
			if row.Flag != outlier.Inside && (!priced || !math.IsNaN(row.EurosLow)) {
				key = row.Key[0]
				if priced != !math.IsNaN(row.EurosLow) || priced && row.EurosHigh-row.EurosLow <= 0 {
					t.Errorf("%s %s: € %v to %v", by, key, row.EurosLow, row.EurosHigh)
				}
			}
		}
		o.compare.choose(key)
		if key == "" || says(o, "€") != priced {
			t.Errorf("%s %q: euros are said: %v", by, key, says(o, "€"))
		}
	}
}

func TestNothingToCompare(t *testing.T) {
	sh, o := open(t, &workbench.Snapshot{Question: workbench.DefaultQuestion})
	if !o.empty.Visible() || o.page.Visible() {
		t.Error("a screen without figures")
	}
	b, ok := figuretest.Find(o.content, func(b *kit.Button) bool { return b.Text() == "Naar Start" })
	if !ok {
		t.Fatal("no way out")
	}
	test.Tap(b)
	if !slices.Equal(sh.Went, []screen.ID{screen.Start}) {
		t.Errorf("went %v", sh.Went)
	}
}
