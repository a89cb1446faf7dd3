package start

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

func open(t *testing.T, n *workbench.Snapshot) (*figuretest.Shell, *Start) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	s := New(sh).(*Start)
	sh.Put(t, s, 1040, 740)
	s.Show(n)
	return sh, s
}

func full(t *testing.T) *workbench.Snapshot {
	return figuretest.Snapshot(t, figuretest.Sample(), workbench.DefaultQuestion)
}

func press(t *testing.T, s *Start, text string) {
	t.Helper()
	b, ok := figuretest.Find(s.Content(), func(b *kit.Button) bool { return b.Text() == text })
	if !ok {
		t.Fatalf("no button %q", text)
	}
	test.Tap(b)
}

func TestWelcomeHasTheButtons(t *testing.T) {
	sh, s := open(t, &workbench.Snapshot{})
	for _, b := range []string{"Voorbeeld openen", "Nieuwe werkmap…", "Werkmap openen…"} {
		press(t, s, b)
	}
	s.Show(figuretest.Empty())
	press(t, s, "Bestand kiezen…")
	if want := []string{"sample", "new", "open", "import"}; !slices.Equal(sh.Ran, want) {
		t.Errorf("ran %v, want %v", sh.Ran, want)
	}
}

func TestRecentOpensWhatIsThere(t *testing.T) {
	sh, s := open(t, &workbench.Snapshot{Recent: []workspace.RecentFile{{Path: "/nowhere/a.eenkeer"}, {Path: "/nowhere/b.eenkeer", Missing: true}}})
	table, ok := figuretest.Find[*kit.Table[workspace.RecentFile]](s.Content(), nil)
	if !ok {
		t.Fatal("no list of recent workspaces")
	}
	table.OnActivate(table.Row(1))
	table.OnActivate(table.Row(0))
	figuretest.Eventually(t, "told that the file is not there", func() bool { return len(sh.Bench().Snapshot().Notes) > 0 })
	if n := len(sh.Bench().Snapshot().Notes); n != 1 {
		t.Errorf("%d files were opened, the missing one too", n)
	}
}

func TestOpeningShowsProgress(t *testing.T) {
	_, s := open(t, figuretest.Opening())
	if got := s.loading.panel.Fraction(); got != 0.42 || !s.loading.content.Visible() {
		t.Errorf("fraction %v, visible %v", got, s.loading.content.Visible())
	}
	s.Show(full(t))
	if s.loading.content.Visible() || !s.overview.content.Visible() {
		t.Error("the figures do not take the place of the progress")
	}
}

func TestHeadlineFigures(t *testing.T) {
	n := full(t)
	_, s := open(t, n)
	l, total := locale.New("nl"), n.Figures.Total.Total
	for _, c := range []struct {
		card *kit.Figure
		rate repeat.Rate
	}{{s.overview.cards.hhv, total.Repeat()}, {s.overview.cards.ftf, total.FTF()}} {
		state := c.card.State()
		if state.Value != l.Percent(c.rate.Value) || state.Basis != figure.Basis(c.rate, l) {
			t.Errorf("got %q on %q", state.Value, state.Basis)
		}
		if !strings.Contains(state.Tip, n.Question.Definition.Sentence(l)) {
			t.Errorf("the tip does not say the definition: %q", state.Tip)
		}
	}
	if got := s.overview.rests.Text(); !strings.Contains(got, "zonder klantsleutel") || !strings.Contains(got, "onrijp") {
		t.Errorf("the figures rest on %q", got)
	}
}

func TestChangeIsJudged(t *testing.T) {
	l := locale.New("nl")
	for _, c := range []struct {
		name          string
		before, after int // repeats of 1,000 a week
		m             figure.Measure
		role          kit.Role
		note          string
	}{
		{"fewer repeats", 300, 200, figure.HHV, kit.RoleGood, "−10,0 pt t.o.v. 4 weken ervoor"},
		{"more repeats", 200, 300, figure.HHV, kit.RoleBad, "+10,0 pt t.o.v. 4 weken ervoor"},
		{"fewer followed", 300, 200, figure.FTF, kit.RoleGood, "+10,0 pt t.o.v. 4 weken ervoor"},
		{"more followed", 200, 300, figure.FTF, kit.RoleBad, "−10,0 pt t.o.v. 4 weken ervoor"},
		{"chance", 250, 249, figure.HHV, kit.RoleMuted, "geen duidelijk verschil (−0,1 pt)"},
	} {
		f := &workbench.Figures{}
		for i := range 8 {
			n := c.before
			if i >= 4 {
				n = c.after
			}
			f.Weeks.Periods = append(f.Weeks.Periods, repeat.Period{})
			f.Weeks.Total.Points = append(f.Weeks.Total.Points, repeat.Counts{Contacts: 1000, Repeats: n, Ripe: 1000, Followed: n})
		}
		note, role, _ := change(f, c.m, l)
		if note != c.note || role != c.role {
			t.Errorf("%s: %q, role %d", c.name, note, role)
		}
	}
	if note, role, _ := change(&workbench.Figures{}, figure.HHV, l); note != "nog geen 8 weken te vergelijken" || role != kit.RoleMuted {
		t.Errorf("without weeks: %q", note)
	}
}

func TestFewIsWithheld(t *testing.T) {
	f := &workbench.Figures{}
	f.Total.Total.Counts = repeat.Counts{Contacts: 9, Repeats: 2, Ripe: 9, Followed: 1}
	l := locale.New("nl")
	state := rateCard(f, figure.HHV, l)
	if state.Value != "" || state.Withheld != "minder dan 10 contacten" || !strings.Contains(state.Basis, "2 van 9") {
		t.Errorf("%+v", state)
	}
	if got := headline(f, l); got != "Nog te weinig contacten voor een percentage." {
		t.Error(got)
	}
}

func TestWeekIsChosenAndGivenBack(t *testing.T) {
	sh, s := open(t, full(t))
	hit := charts.Hit{Series: 0, Key: "2026-W10"}
	s.overview.weeks.view.OnHit(hit)
	if got := chosen(sh.Bench().Snapshot().Question.Selection.Filter, contact.Week); !slices.Equal(got, []string{"2026-W10"}) {
		t.Fatalf("chosen %v", got)
	}
	s.overview.weeks.view.OnHit(hit)
	if got := chosen(sh.Bench().Snapshot().Question.Selection.Filter, contact.Week); got != nil {
		t.Errorf("still chosen: %v", got)
	}
}

func TestWeekByAClickAnywhereInItsColumn(t *testing.T) {
	sh, s := open(t, full(t))
	sh.Window().Canvas().Capture() // asks for the picture
	sh.Window().Canvas().Capture()
	w := s.overview.weeks.view.Widget
	d, ok := s.overview.weeks.view.Drawing()
	if !ok {
		t.Fatal("the chart was not drawn")
	}
	at := fyne.NewPos(float32(d.X.Pixel(20)), float32(d.Plot.Max.Y-3)) // far under the line
	if got := w.OnHover(int(at.X), int(at.Y)).Text; !strings.HasPrefix(got, "wk 21 ") {
		t.Errorf("hover: %q", got)
	}
	test.TapAt(w, at)
	if got := chosen(sh.Bench().Snapshot().Question.Selection.Filter, contact.Week); !slices.Equal(got, []string{"2025-W21"}) {
		t.Errorf("chosen %v", got)
	}
}

func TestGroupIsDrilledInto(t *testing.T) {
	n := full(t)
	sh, s := open(t, n)
	w := s.overview.where
	if w.table.Len() != 10 {
		t.Fatalf("%d groups", w.table.Len())
	}
	top := n.Figures.Top[contact.Process].Rows[0].Key[0]
	w.table.OnActivate(w.table.Row(0))
	q := sh.Bench().Snapshot().Question
	if got := chosen(q.Selection.Filter, contact.Process); !slices.Equal(got, []string{top}) || !slices.Equal(sh.Went, []screen.ID{screen.Rates}) {
		t.Errorf("chosen %v, went %v", got, sh.Went)
	}
	if !slices.Equal(q.Rates.By, []contact.Dimension{contact.Reason}) {
		t.Errorf("a single process is shown by %v", q.Rates.By)
	}
}

func TestThirdPartiesLeaveOutNone(t *testing.T) {
	_, s := open(t, full(t))
	w := s.overview.where
	test.Tap(w.chips.Chips()[2])
	for i := range w.table.Len() {
		if w.table.Row(i).Key[0] == "" {
			t.Error("contacts without a third party are ranked as one")
		}
	}
	if got := w.rest.Text(); !strings.Contains(got, "zonder derde partij staan er niet bij") {
		t.Errorf("nothing says so: %q", got)
	}
}

func TestRestText(t *testing.T) {
	l := locale.New("nl")
	row := []figure.Row{{}}
	for _, c := range []struct {
		r    figure.Ranking
		want string
	}{
		{figure.Ranking{}, ""},
		{figure.Ranking{Rows: row, Held: 38, All: 100, Others: 50}, "Samen 38,0\u00a0% van alle herhaling (38 van 100). De rest zit in 50 andere redenen."},
		{figure.Ranking{Rows: row, Held: 38, All: 100, Others: 1}, "Samen 38,0\u00a0% van alle herhaling (38 van 100). De rest zit in 1 andere reden."},
		{figure.Ranking{Rows: row, Held: 100, All: 100}, "Dit is alle herhaling: 100 contacten."},
		{figure.Ranking{Rows: row, Held: 40, All: 100, Missing: 60}, "Samen 40,0\u00a0% van alle herhaling (40 van 100). 60 herhalingen zonder contactreden staan er niet bij."},
		{figure.Ranking{All: 60, Missing: 60}, "60 herhalingen zonder contactreden staan er niet bij."},
	} {
		if got := restText(c.r, contact.Reason, l); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func TestEarlierFiguresStay(t *testing.T) {
	n := full(t)
	_, s := open(t, n)
	shown := s.overview.title.Text()
	busy := *n
	busy.Computing = true
	s.Show(&busy)
	if !s.overview.content.Visible() || s.overview.title.Text() != shown {
		t.Error("the figures went while new ones are made")
	}
}

func TestNothingSelected(t *testing.T) {
	n := full(t)
	figures := *n.Figures
	figures.Empty = true
	n.Figures = &figures
	sh, s := open(t, n)
	sh.Bench().SetFilter(contact.Team, "Noord")
	press(t, s, "Alles meetellen")
	if f := sh.Bench().Snapshot().Question.Selection.Filter; len(f) > 0 {
		t.Errorf("still filtered: %v", f)
	}
}

// A panel that opens beside the screen takes width: nothing is cut then, and all
// is as before when it closes.
func TestNarrowStacksTheCards(t *testing.T) {
	sh, s := open(t, full(t))
	o := s.overview
	top := func(x fyne.CanvasObject) float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(x).Y
	}
	wide := o.where.card.Size()
	for range 2 {
		sh.Window().Resize(fyne.NewSize(740, 700))
		sh.Window().Canvas().Capture()
		c := o.cards
		if top(c.hhv) != top(c.ftf) || top(c.episodes) <= top(c.hhv) || top(c.episodes) != top(c.coverage) {
			t.Errorf("cards at %v, %v, %v, %v: not two by two", top(c.hhv), top(c.ftf), top(c.episodes), top(c.coverage))
		}
		if c.hhv.Size().Width < 300 || top(o.where.card) < top(o.weeks.card)+o.weeks.card.Size().Height {
			t.Errorf("a card of %v; trend at %v, ranking at %v", c.hhv.Size(), top(o.weeks.card), top(o.where.card))
		}
		if end := top(o.title) + o.title.MinSize().Height; o.title.Size().Height < o.title.MinSize().Height || end > top(o.rests) {
			t.Errorf("the title is %v high and needs %v; what is beneath begins at %v", o.title.Size().Height, o.title.MinSize().Height, top(o.rests))
		}
		if least := o.where.card.MinSize().Height; o.where.card.Size().Height < least {
			t.Errorf("the ranking is %v high and needs %v", o.where.card.Size().Height, least)
		}
		sh.Window().Resize(fyne.NewSize(1040, 740))
		sh.Window().Canvas().Capture()
		if top(c.hhv) != top(c.coverage) || top(o.weeks.card) != top(o.where.card) || o.where.card.Size() != wide {
			t.Errorf("back in a wide window: %v, was %v", o.where.card.Size(), wide)
		}
	}
}

// Once it is known, the list is in the order of what is above the expected, not of plain counts.
func TestBeginsWithMostExcess(t *testing.T) {
	n := full(t)
	b, err := workbench.WhereToBegin(context.Background(), figuretest.Sample(), n.Question.Query(""), n.Question.Outliers, nil)
	if err != nil {
		t.Fatal(err)
	}
	busy := *n
	busy.Computing = true
	_, s := open(t, &busy)
	w := s.overview.where
	byRepeats := w.table.Row(0).Key[0]
	done := *n
	done.Looked = &workbench.Looked{Question: n.Question, Begin: b}
	s.Show(&done)
	for i := range w.table.Len() {
		if got, want := w.table.Row(i).Key[0], b.Items[i].Key[0]; got != want {
			t.Errorf("line %d is %q, not %q", i, got, want)
		}
	}
	if byRepeats != n.Figures.Top[contact.Process].Rows[0].Key[0] {
		t.Error("until then it is in the order of repeats")
	}
	if !strings.Contains(w.rest.Text(), "80 %") {
		t.Errorf("the tail: %q", w.rest.Text())
	}
}
