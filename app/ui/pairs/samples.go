package pairs

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/coding"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// deskOfSamples is what the page of samples asks of the workbench.
type deskOfSamples interface {
	TakeSample(h workbench.InHand)
	StepSample(step int, open bool)
	Code(sample int64, c coding.Coding)
	SetCoder(name string)
	SetCodeBook(b coding.Book)
	RemoveSample(id int64)
	RenameSample(id int64, name string)
	ExportCodings(path string, sample int64, notes bool, l *locale.Locale)
	SaveForm(path string, sample int64, notes, ids bool, l *locale.Locale)
	ShowStory(place int)
	PairsForSample()
}

// samples is the tab of the samples: a list of them with what each adds up to, and the work of reading one.
type samples struct {
	sh      screen.Shell
	desk    func() deskOfSamples
	content *fyne.Container
	page    *fyne.Container
	empty   *kit.EmptyState
	work    *work

	table *kit.Table[workbench.Sampled]
	sum   *summary
	shown *workbench.Snapshot
	rows  []workbench.Sampled // in the table
}

func newSamples(sh screen.Shell) *samples {
	v := &samples{sh: sh, desk: func() deskOfSamples { return sh.Bench() }}
	l := sh.Locale()
	v.table = kit.NewTable(sampleColumns(l)...)
	v.table.Key = func(s workbench.Sampled) string { return fmt.Sprint(s.ID) }
	v.table.OnSelect = func(s workbench.Sampled) { v.desk().TakeSample(workbench.InHand{Sample: s.ID}) }
	v.table.OnActivate = v.table.OnSelect
	v.table.OnCopy = sh.Copy
	v.table.SetFitHeight(2)
	v.sum = newSummary(v)
	fresh := kit.NewButton(l.T("samples.new"), func() { v.desk().PairsForSample() })
	fresh.SetTip(l.T("pairs.sample.tip"))
	book := kit.NewButton(l.T("samples.book"), func() { askBook(sh, v.shown.CodeBook, v.desk().SetCodeBook) })
	list := kit.NewCard(l.T("pairs.tab.samples"), kit.HBox(kit.GapSmall, book, fresh), v.table)
	v.page = container.New(&upper{0.7, 300, 1400}, list, v.sum.card)
	v.empty = kit.NewEmptyState(l.T("samples.empty.title"), l.T("samples.empty.text"),
		kit.NewPrimaryButton(l.T("samples.new"), func() { v.desk().PairsForSample() }), kit.NewButton(l.T("samples.book"), func() { askBook(sh, v.shown.CodeBook, v.desk().SetCodeBook) }))
	v.work = newWork(v)
	v.content = container.NewStack(v.page, v.empty, v.work.content)
	put(v.content, v.empty)
	return v
}

func sampleColumns(l *locale.Locale) []kit.Column[workbench.Sampled] {
	return []kit.Column[workbench.Sampled]{
		{ID: "name", Title: l.T("samples.column.name"), MinWidth: 140, Text: func(s workbench.Sampled) string { return s.Name },
			Less: func(a, b workbench.Sampled) bool { return strings.ToLower(a.Name) < strings.ToLower(b.Name) }},
		{ID: "at", Title: l.T("samples.column.at"), Width: 96, Text: func(s workbench.Sampled) string { return l.Date(s.At.Local()) },
			Less: func(a, b workbench.Sampled) bool { return a.At.Before(b.At) }},
		{ID: "pairs", Title: l.T("samples.column.pairs"), Width: 60, Align: fyne.TextAlignTrailing, Text: func(s workbench.Sampled) string { return l.Int(len(s.Pairs)) },
			Less: func(a, b workbench.Sampled) bool { return len(a.Pairs) < len(b.Pairs) }},
		{ID: "done", Title: l.T("samples.column.done"), Width: 80, Align: fyne.TextAlignTrailing, Text: func(s workbench.Sampled) string { return l.Int(s.Summary.Coded) },
			Less: func(a, b workbench.Sampled) bool { return a.Summary.Coded < b.Summary.Coded }},
		{ID: "coders", Title: l.T("samples.column.coders"), Width: 150, Text: func(s workbench.Sampled) string {
			var names []string
			for _, c := range s.Summary.Coders {
				names = append(names, c.Name)
			}
			return strings.Join(names, ", ")
		}},
		{ID: "kappa", Title: l.T("samples.column.kappa"), Tip: l.T("samples.column.kappa.tip"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(s workbench.Sampled) string {
			if len(s.Summary.Agreements) == 0 || !s.Summary.Agreements[0].Cause.Known() {
				return "–"
			}
			return l.Decimal(s.Summary.Agreements[0].Cause.Value, 2)
		}},
	}
}

// Title gives the word of the tab.
func (v *samples) Title() string { return v.sh.Locale().T("pairs.tab.samples") }

// Content gives what to show.
func (v *samples) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *samples) Show(s *workbench.Snapshot) {
	v.shown = s
	if len(s.Samples) == 0 {
		v.work.leave()
		put(v.content, v.empty)
		return
	}
	inHand := s.Sample(s.InHand.Sample)
	if inHand != nil && s.InHand.Pair > 0 {
		put(v.content, v.work.content)
		v.work.show(s, inHand)
		return
	}
	v.work.leave()
	put(v.content, v.page)
	// What was coded while the table was out of sight is in other samples than those it has.
	if len(v.rows) != len(s.Samples) || &v.rows[0] != &s.Samples[0] {
		v.rows = s.Samples
		v.table.SetRows(v.rows)
	}
	if inHand == nil {
		v.table.Select(-1)
	} else if one, ok := v.table.Selected(); !ok || one.ID != inHand.ID {
		v.table.SelectKey(fmt.Sprint(inHand.ID))
	}
	v.sum.show(s, inHand)
}

// summary shows what a sample adds up to, and what can be done with it.
type summary struct {
	v      *samples
	card   *kit.Card
	box    *fyne.Container
	scroll *container.Scroll
	sample int64
}

func newSummary(v *samples) *summary {
	s := &summary{v: v, box: kit.VBox(10)}
	s.scroll = container.NewVScroll(container.New(&besideBar{}, s.box))
	s.card = kit.NewCard("", nil, s.scroll)
	return s
}

func (s *summary) show(n *workbench.Snapshot, one *workbench.Sampled) {
	l := s.v.sh.Locale()
	if one == nil {
		s.card.SetTitle("")
		s.card.SetAside(nil)
		s.sample = 0
		s.box.Objects = []fyne.CanvasObject{kit.NewParagraph(l.T("samples.choose"), kit.RoleMuted)}
		s.box.Refresh()
		return
	}
	s.card.SetTitle(one.Name)
	s.card.SetAside(s.buttons(n, one))
	sum := one.Summary
	parts := []fyne.CanvasObject{kit.NewParagraph(figure.Join(figure.SampleText(one.Sample, l), l.DateTime(one.At.Local().Truncate(time.Minute))), kit.RoleMuted),
		kit.NewParagraph(figure.Join(figure.SelectionText(one.Query.Selection.Filter, l), figure.PairsScope(one.Options, l), one.Query.Definition.Short(l)), kit.RoleSmall)}
	if sum.Coded == 0 {
		parts = append(parts, kit.NewNotice(kit.KindInfo, l.T("samples.none_coded"), "", nil, nil))
	} else {
		parts = append(parts, kit.Columns(kit.Gap, []float32{3, 2}, splitOf(l, "cause", sum.Causes, func(id string) string { return figure.CauseTitle(n.CodeBook, id, l) }, math.NaN()),
			splitOf(l, "party", sum.Parties, func(id string) string { return figure.PartyTitle(coding.Party(id), l) }, 1.0/3)))
		parts = append(parts, kit.NewParagraph(l.T("samples.split.note"), kit.RoleSmall))
		if len(sum.Disputed) > 0 {
			parts = append(parts, kit.NewNotice(kit.KindWarn, l.T("samples.disputed", "n", len(sum.Disputed)), "", nil, nil))
		}
		parts = append(parts, s.agreement(one)...)
	}
	s.box.Objects = parts
	s.box.Refresh()
	if s.sample != one.ID {
		s.sample = one.ID
		s.scroll.ScrollToTop()
	}
	s.scroll.Refresh()
}

// agreement says who coded and how far they agree.
func (s *summary) agreement(one *workbench.Sampled) []fyne.CanvasObject {
	l := s.v.sh.Locale()
	var who []string
	for _, c := range one.Summary.Coders {
		who = append(who, l.T("samples.coder.done", "name", c.Name, "n", c.Done))
	}
	if one.Summary.Settled > 0 {
		who = append(who, l.T("samples.settled", "n", one.Summary.Settled))
	}
	out := []fyne.CanvasObject{kit.NewParagraph(l.T("samples.coders"), kit.RoleStrong), kit.NewParagraph(strings.Join(who, " · "), kit.RoleBody)}
	if len(one.Summary.Coders) == 1 {
		out = append(out, kit.NewParagraph(l.T("samples.kappa.one"), kit.RoleSmall))
	}
	for _, a := range one.Summary.Agreements {
		out = append(out, kit.NewParagraph(l.T("samples.kappa.title", "a", a.A, "b", a.B), kit.RoleStrong),
			kit.NewParagraph(l.T("samples.kappa.cause")+": "+figure.KappaText(a.Cause, l), kit.RoleBody),
			kit.NewParagraph(l.T("samples.kappa.party")+": "+figure.KappaText(a.Party, l), kit.RoleBody),
			kit.NewParagraph(figure.KappaVerdict(a.Cause, l), kit.RoleSmall))
	}
	return out
}

// buttons are what can be done with a sample.
func (s *summary) buttons(n *workbench.Snapshot, one *workbench.Sampled) fyne.CanvasObject {
	v, l := s.v, s.v.sh.Locale()
	code := kit.NewPrimaryButton(l.T("samples.code"), func() { v.desk().TakeSample(workbench.InHand{Sample: one.ID, Pair: firstOpen(one, n.Coder)}) })
	code.SetTip(l.T("samples.code.tip"))
	row := []fyne.CanvasObject{code}
	if contested := one.Summary.Contested; len(contested) > 0 {
		first := contested[0]
		if len(one.Summary.Disputed) > 0 {
			first = one.Summary.Disputed[0]
		}
		differ := kit.NewButton(l.T("samples.differ", "n", len(contested)), func() {
			v.desk().TakeSample(workbench.InHand{Sample: one.ID, Pair: first, Differ: true})
		})
		differ.SetTip(l.T("samples.differ.tip"))
		row = append(row, differ)
	}
	form := kit.NewButton(l.T("samples.form"), func() { v.askForm(one) })
	form.SetTip(l.T("samples.form.tip"))
	more := kit.NewButton("…", nil)
	more.SetTip(l.T("samples.more"))
	more.OnTapped(func() {
		kit.ShowMenu(more, []kit.MenuItem{
			{Text: l.T("samples.save"), Do: func() { v.askSave(one) }},
			{Text: l.T("samples.rename"), Disabled: n.Workspace.ReadOnly, Do: func() { v.askName(one) }},
			{},
			{Text: l.T("samples.remove"), Disabled: n.Workspace.ReadOnly, Do: func() { v.desk().RemoveSample(one.ID) }},
		})
	})
	return kit.HBox(kit.GapSmall, append(row, form, more)...)
}

// firstOpen gives the number of the first pair that a person has not done, else the first.
func firstOpen(one *workbench.Sampled, coder string) int {
	for _, p := range one.Pairs {
		if one.Open(p.Number, coder, false) {
			return p.Number
		}
	}
	return 1
}

// splitOf shows how often each answer was given, with its interval; reference is marked where it is a number.
func splitOf(l *locale.Locale, id string, shares []coding.Share, name func(id string) string, reference float64) fyne.CanvasObject {
	t := kit.NewTable(
		kit.Column[coding.Share]{ID: "name", Title: l.T("samples.split." + id), MinWidth: 90, Text: func(s coding.Share) string { return name(s.ID) }},
		kit.Column[coding.Share]{ID: "of", Title: l.T("samples.split.n"), Width: 80, Align: fyne.TextAlignTrailing, Text: func(s coding.Share) string {
			return l.T("samples.split.of", "x", s.Numerator, "of", s.Denominator)
		}},
		kit.Column[coding.Share]{ID: "share", Title: l.T("samples.split.share"), Width: 58, Align: fyne.TextAlignTrailing, Text: func(s coding.Share) string { return l.PercentN(s.Value, 0) }},
		kit.Column[coding.Share]{ID: "interval", Title: l.T("samples.split.interval"), Width: 120, Text: func(s coding.Share) string { return l.Interval(s.Low, s.High) },
			Interval: func(s coding.Share) (kit.Interval, bool) {
				return kit.Interval{Low: s.Low, Point: s.Value, High: s.High}, s.Known()
			},
			Scale: kit.Scale{Low: 0, High: 1, Reference: reference, HasReference: !math.IsNaN(reference)}},
	)
	t.SetRows(shares)
	t.SetFitHeight(max(1, len(shares)))
	return kit.VBox(4, kit.NewParagraph(l.T("samples.split."+id+".title"), kit.RoleStrong), t)
}

// askForm asks what of the contacts may be on paper, and where to.
func (v *samples) askForm(one *workbench.Sampled) {
	l := v.sh.Locale()
	notes, ids := kit.NewCheck(l.T("samples.form.notes"), false, nil), kit.NewCheck(l.T("samples.form.ids"), false, nil)
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title:   l.T("samples.form.title"),
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("samples.form.text"), kit.RoleMuted), notes, ids),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: "PDF", Kind: kit.ButtonPrimary, Default: true, Do: func() bool {
			saveAs(v.sh, l.T("samples.form.title"), one.Name, ".pdf", func(path string) { v.desk().SaveForm(path, one.ID, notes.Checked, ids.Checked, l) })
			return true
		}}},
	})
}

// askSave asks what of the codings to write, and where to.
func (v *samples) askSave(one *workbench.Sampled) {
	l := v.sh.Locale()
	notes := kit.NewCheck(l.T("samples.save.notes"), false, nil)
	ask := func(extension string) func() bool {
		return func() bool {
			saveAs(v.sh, l.T("samples.save.title"), one.Name, extension, func(path string) { v.desk().ExportCodings(path, one.ID, notes.Checked, l) })
			return true
		}
	}
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title:   l.T("samples.save.title"),
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("samples.save.text"), kit.RoleMuted), notes),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: "CSV", Do: ask(".csv")}, {Text: "Excel", Kind: kit.ButtonPrimary, Default: true, Do: ask(".xlsx")}},
	})
}

// askName asks what a sample is to be called.
func (v *samples) askName(one *workbench.Sampled) {
	l := v.sh.Locale()
	name := kit.NewEntry("")
	name.SetText(one.Name)
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("samples.rename"), Content: name, Focus: name,
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("codebook.save"), Kind: kit.ButtonPrimary, Default: true, Do: func() bool {
			if strings.TrimSpace(name.Text) == "" {
				return false
			}
			v.desk().RenameSample(one.ID, name.Text)
			return true
		}}},
	})
}

// coders gives everyone who coded a sample.
func coders(one *workbench.Sampled) []string {
	var names []string
	for _, c := range one.Summary.Coders {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return names
}
