package start

import (
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// cards are the headline figures.
type cards struct {
	sh                           screen.Shell
	hhv, ftf, episodes, coverage *kit.Figure
}

func newCards(sh screen.Shell) *cards {
	c := &cards{sh: sh}
	rates := func(m repeat.Measure) func() {
		return func() {
			view := sh.Bench().Snapshot().Question.Rates
			view.Measure = m
			sh.Bench().SetRates(view)
			sh.Go(screen.Rates)
		}
	}
	c.hhv = kit.NewFigure(kit.FigureState{}, rates(repeat.RepeatRate))
	c.ftf = kit.NewFigure(kit.FigureState{}, rates(repeat.FollowedRate))
	c.episodes = kit.NewFigure(kit.FigureState{}, nil)
	c.coverage = kit.NewFigure(kit.FigureState{}, func() { sh.Go(screen.Data) })
	return c
}

func (c *cards) show(f *workbench.Figures) {
	l := c.sh.Locale()
	c.hhv.Set(rateCard(f, figure.HHV, l))
	c.ftf.Set(rateCard(f, figure.FTF, l))
	c.episodes.Set(episodeCard(f, l))
	c.coverage.Set(coverageCard(f, l))
}

// rateCard is the card of a rate: the figure, what it rests on, how it moved.
func rateCard(f *workbench.Figures, m figure.Measure, l *locale.Locale) kit.FigureState {
	counts := f.Total.Total.Counts
	rate := m.Of(counts)
	s := kit.FigureState{Label: m.Name(l), Basis: figure.Basis(rate, l), Withheld: m.Withheld(counts, l)}
	s.Tip = m.Counted(rate, l) + "\n" + m.Means(f.Question.Definition, l)
	if s.Withheld != "" {
		return s
	}
	var moved string
	s.Value = figure.Percent(rate, l)
	s.Note, s.NoteRole, moved = change(f, m, l)
	s.Tip = l.T("start.card.tip", "counted", m.Counted(rate, l), "interval", l.Interval(rate.Low, rate.High)) + "\n" + moved + "\n" + m.Means(f.Question.Definition, l)
	return s
}

// episodeCard is the card of contacts per episode.
func episodeCard(f *workbench.Figures, l *locale.Locale) kit.FigureState {
	e := f.Episodes
	s := kit.FigureState{
		Label: l.T("start.episodes"), NoteRole: kit.RoleMuted,
		Basis: l.T("start.episodes.basis", "contacts", e.Contacts, "n", e.Episodes),
		Tip:   l.T("start.episodes.tip") + "\n" + figure.DefinitionText(f.Question.Definition, l),
	}
	once := repeat.NewRate(e.OneAndDone, e.Episodes)
	if once.Few() {
		s.Withheld = l.T("start.episodes.few", "n", repeat.LeastRipe)
		return s
	}
	s.Value = l.Decimal(e.PerEpisode(), 2)
	s.Note = l.T("start.episodes.once", "share", figure.Percent(once, l))
	s.Tip = l.T("start.episodes.once.tip", "basis", figure.Basis(once, l), "longest", e.Longest) + "\n" + s.Tip
	return s
}

// coverageCard is the card of how much of the selection can be counted and judged.
func coverageCard(f *workbench.Figures, l *locale.Locale) kit.FigureState {
	d, total := f.Total.Data, f.Total.Total
	s := kit.FigureState{
		Label: l.T("start.coverage"), Value: l.Percent(d.Coverage()), NoteRole: kit.RoleMuted,
		Basis: l.T("start.coverage.basis", "with", d.Contacts-d.WithoutCustomer, "n", d.Contacts),
		Note:  l.T("start.coverage.ripe"),
		Tip:   l.T("start.coverage.tip", "window", f.Question.Definition.WindowText(l)),
	}
	if n := total.Contacts - total.Ripe; n > 0 {
		s.Note = l.T("start.coverage.unripe", "n", n, "date", l.Date(f.Total.RipeUntil()))
		s.Tip = figure.Unripe(f.Total, l) + ".\n" + s.Tip
	}
	if text := figure.NotEligible(d, l); text != "" {
		s.Tip = text + ".\n" + s.Tip
	}
	return s
}
