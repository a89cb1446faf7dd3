package pairs

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// fake notes what the pages ask.
type fake struct {
	view     workbench.PairsView
	read     [2]int
	story    int
	drawn    workbench.SampleAsked
	exported *report.PairsOptions
	said     []coding.Coding
	hand     workbench.InHand
	steps    []int
	coder    string
	book     coding.Book
	removed  int64
	form     [2]bool
	path     string
}

func (f *fake) SetPairs(v workbench.PairsView)     { f.view = v }
func (f *fake) ReadPair(first, second int)         { f.read = [2]int{first, second} }
func (f *fake) ShowStory(place int)                { f.story = place }
func (f *fake) DrawSample(a workbench.SampleAsked) { f.drawn = a }
func (f *fake) ExportPairs(path string, o report.PairsOptions, _ *locale.Locale) {
	f.path, f.exported = path, &o
}
func (f *fake) TakeSample(h workbench.InHand)                                    { f.hand = h }
func (f *fake) StepSample(step int, open bool)                                   { f.steps = append(f.steps, step) }
func (f *fake) Code(_ int64, c coding.Coding)                                    { f.said = append(f.said, c) }
func (f *fake) SetCoder(name string)                                             { f.coder = name }
func (f *fake) SetCodeBook(b coding.Book)                                        { f.book = b }
func (f *fake) RemoveSample(id int64)                                            { f.removed = id }
func (f *fake) RenameSample(int64, string)                                       {}
func (f *fake) ExportCodings(path string, _ int64, notes bool, _ *locale.Locale) { f.path = path }
func (f *fake) SaveForm(path string, _ int64, notes, ids bool, _ *locale.Locale) {
	f.path, f.form = path, [2]bool{notes, ids}
}
func (f *fake) PairsForSample() {}

func start(t testing.TB, lang string) (*figuretest.Shell, *Pairs, *list, *samples, *fake) {
	sh := figuretest.NewShell(t, lang, kit.ModeLight)
	scr := New(sh).(*Pairs)
	f := &fake{}
	var l *list
	var s *samples
	for _, p := range scr.pages {
		switch tab := p.Tab.(type) {
		case *list:
			l = tab
			tab.bench = func() bench { return f }
		case *samples:
			s = tab
			tab.desk = func() deskOfSamples { return f }
		}
	}
	sh.Put(t, scr, 1040, 740)
	return sh, scr, l, s, f
}

// The table has the pairs that were counted, shows no key unasked, and says what it is not for.
func TestListShowsThePairs(t *testing.T) {
	sh, scr, v, _, f := start(t, "nl")
	n := snapshot(t, workbench.PairsView{})
	scr.Show(n)
	p := n.Looked.Pairs
	if v.table.Len() != p.Len() || v.count.Text() != sh.Locale().Int(p.Len())+" paren" || !strings.Contains(v.fair.Text(), "Niet geschikt als enige basis voor beoordeling") {
		t.Fatalf("%d rows, %q, %q", v.table.Len(), v.count.Text(), v.fair.Text())
	}
	one := v.table.Row(2)
	if text := v.table.TSV(true); strings.Contains(text, p.Key(one)) {
		t.Error("a customer key shows unasked")
	}
	v.keys.SetChecked(true)
	if !strings.Contains(v.table.TSV(true), p.Key(one)) {
		t.Error("keys do not show when asked for")
	}
	v.table.OnSelect(one)
	if f.read != [2]int{one.First.Place, one.Second.Place} {
		t.Errorf("read %v", f.read)
	}
	scr.Show(reading(n, 2))
	if !v.faces.Visible() || !strings.Contains(v.first.note.Text(), "bril") || !strings.Contains(v.second.note.Text(), "Belt weer") {
		t.Errorf("%q, %q", v.first.note.Text(), v.second.note.Text())
	}
	gone := snapshot(t, workbench.PairsView{PairOptions: repeat.PairOptions{Alike: []repeat.Likeness{{By: contact.Agent, Same: !sameAgent(one)}}}})
	gone.Pair = reading(n, 2).Pair
	if scr.Show(gone); v.faces.Visible() {
		t.Error("a pair shows that is not in the list")
	}
	scr.Show(reading(n, 2))
	v.story.Tapped(nil)
	if f.story != one.First.Place {
		t.Error("the story of", f.story)
	}
}

func sameAgent(p repeat.Pair) bool {
	same, _ := p.Alike(contact.Agent)
	return same
}

// Every choice asks for the pairs it says.
func TestListAsks(t *testing.T) {
	_, scr, v, _, f := start(t, "en")
	reason := figuretest.Sample().Log().Column(contact.Reason).Dict.Text(2)
	some := repeat.Filter{{By: contact.Reason, Values: []string{reason}}}
	scr.Show(snapshot(t, workbench.PairsView{Filter: some}))
	v.alike[0].Choose("other")
	if want := []repeat.Likeness{{By: contact.Agent}}; !slices.Equal(f.view.Alike, want) || len(f.view.Filter) != 1 {
		t.Errorf("%+v", f.view)
	}
	v.by.Choose("second")
	if f.view.By != repeat.BySecond || len(f.view.Filter) != 0 || len(f.view.Other) != 1 {
		t.Errorf("what was asked of the first contact is not asked of it now: %+v", f.view)
	}
	v.by.Choose("ripe")
	if f.view.By != repeat.ByFirst || !f.view.Ripe {
		t.Errorf("%+v", f.view)
	}
	v.search.SetText(" zorg ")
	if f.view.Search != "zorg" {
		t.Errorf("%+v", f.view)
	}
	v.table.OnSort(repeat.SortBetween, true)
	if f.view.Sort != repeat.SortBetween || !f.view.Desc {
		t.Errorf("%+v", f.view)
	}
	chip, ok := figuretest.Find[*kit.FilterChip](v.content, nil)
	if !ok || !strings.Contains(chip.Text(), reason) {
		t.Fatal("no chip for what was asked for")
	}
	chip.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if len(f.view.Filter) != 0 {
		t.Errorf("%+v", f.view)
	}
	scr.Show(snapshot(t, workbench.PairsView{PairOptions: repeat.PairOptions{Search: "nothing has this"}}))
	if v.table != nil || !v.sample.Disabled() || !v.export.Disabled() {
		t.Error("there is something to do with no pairs")
	}
}

// What is asked in the dialog is what is drawn; nonsense is refused there.
func TestSampleIsAsked(t *testing.T) {
	sh, scr, v, _, f := start(t, "en")
	scr.Show(snapshot(t, workbench.PairsView{}))
	v.sample.Tapped(nil)
	entries := entriesOf(t, sh)
	if len(entries) != 3 {
		t.Fatal(len(entries), "fields")
	}
	entries[1].SetText("many")
	press(t, sh, "Draw")
	if f.drawn.Name != "" {
		t.Fatal("drew", f.drawn)
	}
	entries[0].SetText("Spring")
	entries[1].SetText("20")
	entries[2].SetText("7")
	press(t, sh, "Draw")
	if f.drawn != (workbench.SampleAsked{Name: "Spring", N: 20, Seed: 7, By: contact.Reason}) {
		t.Errorf("%+v", f.drawn)
	}
}

func entriesOf(t *testing.T, sh *figuretest.Shell) (all []*kit.Entry) {
	t.Helper()
	top := sh.Window().Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no dialog")
	}
	figuretest.Find(top, func(e *kit.Entry) bool { all = append(all, e); return false })
	return all
}

func press(t *testing.T, sh *figuretest.Shell, text string) {
	t.Helper()
	top := sh.Window().Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no dialog")
	}
	b, ok := figuretest.Find(top, func(b *kit.Button) bool { return b.Text() == text })
	if !ok {
		t.Fatal("no button", text)
	}
	b.Tapped(nil)
}

// Keys answer, take an answer back, and lead on; another's answers stay out of sight until differences are settled.
func TestWorkByKeyboard(t *testing.T) {
	sh, scr, _, v, f := start(t, "nl")
	all := withSamples(t)
	all.Coder = "Carla"
	scr.tabs.SetSelected(string(workbench.PairsSamples))
	n := hold(all, workbench.InHand{Sample: 1, Pair: 3})
	scr.Show(n)
	w := v.work
	if sh.Window().Canvas().Focused() != fyne.Focusable(w.pad) {
		t.Fatal("keys are no answers")
	}
	for _, chip := range append(slices.Clone(w.causeChips), w.partyChips...) {
		if chip.Selected() {
			t.Error("what another said shows:", chip.Text())
		}
	}
	if w.note.Text != "" || w.said.Visible() {
		t.Error("what another wrote shows")
	}
	w.pad.TypedRune('4')
	if got := f.said[0]; got.Cause != n.CodeBook[3].ID || got.Coder != "Carla" || got.Pair != 3 {
		t.Errorf("%+v", got)
	}
	after := answered(n, f.said[0])
	scr.Show(after)
	if !w.causeChips[3].Selected() {
		t.Error("the answer does not show")
	}
	w.pad.TypedRune('m')
	if got := f.said[1]; got.Party != coding.Employee || got.Cause != n.CodeBook[3].ID {
		t.Errorf("%+v", got)
	}
	w.pad.TypedRune('4')
	if got := f.said[2]; got.Cause != "" {
		t.Errorf("the same key does not take it back: %+v", got)
	}
	w.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	if sh.Window().Canvas().Focused() != fyne.Focusable(w.note) {
		t.Fatal("F2 leads to no note")
	}
	w.note.SetText("had gebeld moeten worden")
	w.note.OnSubmitted(w.note.Text)
	if got := f.said[3]; got.Note != "had gebeld moeten worden" || got.Cause != n.CodeBook[3].ID {
		t.Errorf("%+v", got)
	}
	if len(f.steps) != 1 || sh.Window().Canvas().Focused() != fyne.Focusable(w.pad) {
		t.Errorf("Enter in the note of a pair with an answer does not go on: %v", f.steps)
	}
	w.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if !slices.Equal(f.steps, []int{1, 1, -1}) {
		t.Error(f.steps)
	}
	w.note.SetText("half")
	scr.Show(hold(all, workbench.InHand{Sample: 1, Pair: 4})) // moved on from elsewhere
	if got := f.said[len(f.said)-1]; got.Note != "half" || got.Pair != 3 {
		t.Errorf("what was typed is gone: %+v", got)
	}
	w.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.hand != (workbench.InHand{Sample: 1}) {
		t.Errorf("%+v", f.hand)
	}
}

// answered gives a snapshot in which one more was said of the first sample.
func answered(n *workbench.Snapshot, c coding.Coding) *workbench.Snapshot {
	out := *n
	out.Samples = slices.Clone(n.Samples)
	one := &out.Samples[0]
	one.Codings = append(slices.Clone(one.Codings), c)
	one.Summary = coding.Sum(len(one.Pairs), one.Codings)
	return &out
}

// The list of samples counts what was coded while it was out of sight.
func TestListOfSamplesAfterCoding(t *testing.T) {
	_, scr, _, v, f := start(t, "nl")
	all := withSamples(t)
	all.Coder = "Carla"
	scr.tabs.SetSelected(string(workbench.PairsSamples))
	scr.Show(hold(all, workbench.InHand{Sample: 1}))
	n := hold(all, workbench.InHand{Sample: 1, Pair: 3})
	scr.Show(n)
	v.work.pad.TypedRune('4')
	after := answered(n, f.said[0])
	scr.Show(after)
	back := *after
	back.InHand = workbench.InHand{Sample: 1}
	scr.Show(&back)
	got, _ := v.table.Selected()
	if want := after.Samples[0].Summary; len(got.Summary.Coders) != len(want.Coders) || len(want.Coders) == len(all.Samples[0].Summary.Coders) {
		t.Errorf("coders in the list: %v, in the sample: %v", got.Summary.Coders, want.Coders)
	}
}

// Settling shows what each said, and what is settled is nobody's own.
func TestDifferencesAreSettled(t *testing.T) {
	_, scr, _, v, f := start(t, "en")
	all := withSamples(t)
	scr.tabs.SetSelected(string(workbench.PairsSamples))
	pair := all.Samples[0].Summary.Contested[1]
	n := hold(all, workbench.InHand{Sample: 1, Pair: pair, Differ: true})
	scr.Show(n)
	text := v.work.said.Text()
	if !strings.Contains(text, "Anouk: ") || !strings.Contains(text, "Bas: ") || v.work.coderBox.Visible() {
		t.Error(text)
	}
	v.work.pad.TypedRune('2')
	if got := f.said[0]; got.Coder != coding.Agreed || got.Cause != n.CodeBook[1].ID || got.Pair != pair {
		t.Errorf("%+v", got)
	}
	after := answered(n, f.said[0])
	if s := after.Samples[0].Summary; slices.Contains(s.Disputed, pair) || !slices.Contains(s.Contested, pair) || s.Settled != 1 {
		t.Errorf("settled %d, disputed %v", s.Settled, s.Disputed)
	}
}

// A form has on paper only what was asked for.
func TestFormIsAsked(t *testing.T) {
	sh, scr, _, v, f := start(t, "nl")
	all := withSamples(t)
	scr.tabs.SetSelected(string(workbench.PairsSamples))
	scr.Show(hold(all, workbench.InHand{Sample: 1}))
	sh.Dialog.Save = "/tmp/formulier"
	v.askForm(&all.Samples[0])
	check, ok := figuretest.Find(sh.Window().Canvas().Overlays().Top(), func(c *kit.Check) bool { return c.Text == "met notities" })
	if !ok {
		t.Fatal("notes cannot be asked for")
	}
	check.SetChecked(true)
	press(t, sh, "PDF")
	if f.form != [2]bool{true, false} || f.path != "/tmp/formulier.pdf" {
		t.Error(f.form, f.path)
	}
}

// The code book is changed in one go: names, order, what is offered.
func TestCodeBookDialog(t *testing.T) {
	sh := figuretest.NewShell(t, "en", kit.ModeLight)
	scr := New(sh).(*Pairs)
	sh.Put(t, scr, 1040, 740)
	var saved coding.Book
	e := askBook(sh, coding.DefaultBook(), func(b coding.Book) { saved = b })
	if !e.add.Disabled() {
		t.Error("a tenth cause can be added, for which there is no key")
	}
	e.choose("backlog")
	e.retire.Tapped(nil)
	e.add.Tapped(nil)
	e.name.SetText("Letter not understood")
	e.move(-1)
	press(t, sh, "Save")
	if saved.Check() != nil || len(saved) != 10 || len(saved.Offered()) != 9 {
		t.Fatalf("%+v", saved)
	}
	own, ok := saved.Find("own_1")
	if !ok || own.Title != "Letter not understood" || saved[len(saved)-3] != own || saved[len(saved)-1].ID != coding.Other {
		t.Errorf("%+v", saved)
	}
	if c, _ := saved.Find("backlog"); !c.Retired || c.Title != "" {
		t.Errorf("%+v", c)
	}
	if saved[0].Title != "" || saved[0].Note != "" {
		t.Errorf("looking at a cause changed it: %+v", saved[0])
	}
}
