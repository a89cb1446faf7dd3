package shell

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// windowsOf are the places of the slider: fine where a day more or less matters. Where
// only opening hours count, a day is a working day; where whole days count, the first is
// the day itself.
func windowsOf(d repeat.Definition) []repeat.Span {
	day := d.DayLength()
	var all []repeat.Span
	if d.CalendarDays {
		all = append(all, 0)
	} else {
		for _, h := range []repeat.Span{1, 2, 4, 8, 12} {
			if h*repeat.Hour < day {
				all = append(all, h*repeat.Hour)
			}
		}
	}
	for n := repeat.Span(1); n <= 60; {
		all = append(all, n*day)
		if n++; n > 30 {
			n += 4
		}
	}
	return all
}

// leastGaps are the least gaps that can be chosen.
var leastGaps = []repeat.Span{0, 10 * repeat.Minute, 30 * repeat.Minute, repeat.Hour, 4 * repeat.Hour}

// definePanel shows and changes the definition. It stands beside the figures, so
// that they are seen to follow.
type definePanel struct {
	s       *Shell
	content fyne.CanvasObject

	window   *kit.Text
	slider   *kit.Slider
	chart    *chartview.View
	presets  *kit.ChipGroup
	same     *kit.ChipGroup
	channels *kit.ChipGroup
	chain    *kit.ChipGroup
	gap      *kit.Select
	rules    *rulesPart
	saved    *fyne.Container
	ready    *fyne.Container
	savedAs  string // what the saved chips show
	sentence *kit.Paragraph
	drawn    *workbench.Figures
	showing  bool // widgets are being set to the state: not a person's doing
}

const definePanelWidth = 360

func newDefinePanel(s *Shell) *definePanel {
	p := &definePanel{s: s}
	p.window = kit.NewText("", kit.RoleStrong)
	p.slider = kit.NewSlider(0, float64(len(windowsOf(repeat.Default))-1), 1, 0, func(v float64) {
		p.edit(func(d *repeat.Definition) {
			windows := windowsOf(*d)
			d.Window = windows[min(int(math.Round(v)), len(windows)-1)]
		})
	})
	p.slider.SetTip(s.t("define.slider.tip"))
	p.chart = chartview.New()
	p.chart.Widget.SetMinSize(definePanelWidth-40, 150)
	p.chart.Widget.OnTap = func(x, _ int) {
		if d, ok := p.chart.Drawing(); ok {
			p.edit(func(def *repeat.Definition) {
				def.Window = nearest(windowsOf(*def), repeat.Span(math.Max(0, d.X.Value(float64(x)))*float64(def.DayLength())))
			})
		}
	}
	p.presets = kit.NewChipGroup(presetOptions(s), "", func(id string) {
		if w, err := repeat.ParseSpan(id); err == nil {
			p.edit(func(d *repeat.Definition) {
				d.Window = repeat.Span(float64(w) / float64(repeat.Day) * float64(d.DayLength()))
			})
		}
	})
	p.same = kit.NewChipGroup(options(s, "define.same.", "any", "process", "reason"), "", func(id string) {
		p.edit(func(d *repeat.Definition) {
			if d.Same = repeat.Same(id); d.Same != repeat.SameReason {
				d.Alike = nil
			}
		})
	})
	p.channels = kit.NewChipGroup(options(s, "define.channels.", "any", "same"), "", func(id string) {
		p.edit(func(d *repeat.Definition) { d.Channels, d.Pairs = repeat.Channels(id), nil })
	})
	p.chain = kit.NewChipGroup(options(s, "define.chain.", "previous", "first"), "", func(id string) {
		p.edit(func(d *repeat.Definition) { d.Chain = repeat.Chain(id) })
	})
	var gaps []kit.Option
	for _, g := range leastGaps {
		title := s.t("define.gap.none")
		if g > 0 {
			title = s.t("define.gap.least", "gap", s.locale.Duration(time.Duration(g)))
		}
		gaps = append(gaps, kit.Option{ID: g.String(), Title: title})
	}
	p.gap = kit.NewSelect("", gaps, "0s", func(id string) {
		if g, err := repeat.ParseSpan(id); err == nil {
			p.edit(func(d *repeat.Definition) { d.LeastGap = g })
		}
	})
	p.gap.SetTip(s.t("define.gap.tip"))
	p.sentence = kit.NewParagraph("", kit.RoleMuted)
	p.saved, p.ready = kit.Flow(kit.GapSmall), kit.Flow(kit.GapSmall)
	for _, r := range repeat.ReadyMade {
		d := r.Definition
		d.Name = r.Name(s.locale)
		chip := kit.NewChip(d.Name, func() { s.bench.SetDefinition(d) })
		chip.SetTip(s.t("definition.ready."+r.ID+".tip") + "\n" + d.Sentence(s.locale))
		p.ready.Add(chip)
	}
	p.rules = newRulesPart(p)
	beside := kit.NewButton(s.t("define.beside"), func() { s.Go(screen.Definitions) })
	beside.SetTip(s.t("define.beside.tip"))
	save := kit.NewButton(s.t("define.save"), p.save)
	closer := kit.NewButtonOf(kit.ButtonQuiet, "✕", s.toggleDefinition)
	closer.SetTip(s.t("shell.close"))
	row := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
		label := kit.NewText(s.t(id), kit.RoleMuted)
		label.SetTip(s.t(id + ".tip"))
		return container.NewBorder(nil, nil, kit.MinWidth(82, label), nil, o)
	}
	body := kit.VBox(kit.GapSmall,
		container.NewBorder(nil, nil, kit.NewText(s.t("define.title"), kit.RoleHeading), closer),
		container.NewBorder(nil, nil, kit.NewText(s.t("define.within"), kit.RoleMuted), p.window),
		p.slider,
		p.chart.Widget,
		p.presets,
		kit.Line(),
		row("define.same", p.same), row("define.channels", p.channels), row("define.chain", p.chain), row("define.gap", p.gap),
		kit.Line(),
		p.rules.content,
		kit.Line(),
		p.sentence,
		kit.HBox(kit.GapSmall, save, beside),
		kit.Line(),
		kit.NewText(s.t("define.saved"), kit.RoleStrong), p.saved,
		kit.NewText(s.t("define.ready"), kit.RoleStrong), p.ready,
	)
	scroll := container.NewVScroll(kit.Pad(16, 14, body))
	p.content = container.NewBorder(nil, nil, kit.Line(), nil, kit.MinWidth(definePanelWidth, kit.Filled(kit.ColorSurface, scroll)))
	return p
}

func options(s *Shell, prefix string, ids ...string) []kit.Option {
	all := make([]kit.Option, len(ids))
	for i, id := range ids {
		all[i] = kit.Option{ID: id, Title: s.t(prefix + id), Tip: s.t(prefix + id + ".tip")}
	}
	return all
}

func presetOptions(s *Shell) []kit.Option {
	var all []kit.Option
	for _, w := range repeat.Presets {
		title := s.t("define.preset.days", "days", int(w/repeat.Day))
		if w <= repeat.Day {
			title = s.t("define.preset.hours", "hours", int(w/repeat.Hour))
		}
		all = append(all, kit.Option{ID: w.String(), Title: title})
	}
	return all
}

// nearest gives the one of some windows that is nearest to a time.
func nearest(windows []repeat.Span, to repeat.Span) repeat.Span {
	best := windows[0]
	for _, w := range windows {
		if max(w-to, to-w) < max(best-to, to-best) {
			best = w
		}
	}
	return best
}

// edit changes the definition; it is then no longer the saved one it came from.
func (p *definePanel) edit(f func(d *repeat.Definition)) {
	if p.showing {
		return
	}
	d := p.s.bench.Snapshot().Question.Definition
	f(&d)
	d.Name = ""
	if !d.CalendarDays && len(d.Opening.Hours) == 0 {
		d.LeastGap = min(d.LeastGap, d.Window)
	}
	p.s.bench.SetDefinition(d)
}

func (p *definePanel) show(s *workbench.Snapshot) {
	if p.s.side == nil || !p.s.side.Visible() {
		p.s.bench.LookAtRules(false)
		return
	}
	p.s.bench.LookAtRules(len(s.Question.Definition.Switches()) > 0)
	p.showing = true
	defer func() { p.showing = false }()
	d := s.Question.Definition
	p.window.SetText(d.WindowText(p.s.locale))
	windows := windowsOf(d)
	p.slider.SetRange(0, float64(len(windows)-1))
	p.slider.SetValue(float64(slices.Index(windows, nearest(windows, d.Window))))
	p.presets.SetSelected(repeat.Span(d.Days(d.Window) * float64(repeat.Day)).String())
	p.same.SetSelected(string(d.Same))
	p.channels.SetSelected(string(d.Channels))
	p.chain.SetSelected(string(d.Chain))
	p.gap.SetSelected(d.LeastGap.String())
	p.rules.show(s)
	p.sentence.SetText(d.Sentence(p.s.locale))
	p.showSaved(s)
	if s.Figures != nil && s.Figures != p.drawn {
		p.drawn = s.Figures
		p.draw(s.Figures)
	}
}

func (p *definePanel) showSaved(s *workbench.Snapshot) {
	key := s.Question.Definition.Name
	for _, d := range s.Definitions {
		key += "\n" + d.Name
	}
	if key == p.savedAs && len(p.saved.Objects) > 0 {
		return
	}
	p.savedAs = key
	p.saved.Objects = nil
	if len(s.Definitions) == 0 {
		p.saved.Objects = append(p.saved.Objects, kit.NewText(p.s.t("define.saved.none"), kit.RoleSmall))
	}
	for _, d := range s.Definitions {
		chip := kit.NewChip(d.Name, func() { p.s.bench.SetDefinition(d) })
		chip.SetTip(d.Sentence(p.s.locale))
		chip.SetSelected(d.Name == s.Question.Definition.Name)
		p.saved.Objects = append(p.saved.Objects, chip)
	}
	p.saved.Refresh()
}

// draw shows how both rates grow with the window.
func (p *definePanel) draw(f *workbench.Figures) {
	l, d := p.s.locale, f.Question.Definition
	line := charts.CurveLine{Name: p.s.t("define.curve")}
	for _, point := range f.Curve {
		rate := point.Repeat()
		line.Points = append(line.Points, charts.CurvePoint{
			Window: point.Days, Value: rate.Value,
			Text: p.s.t("define.curve.tip", "window", d.SpanText(point.Window, l), "rate", l.Percent(rate.Value)),
		})
	}
	now := f.Total.Total.Repeat()
	curve := charts.Curve{
		Lines: []charts.CurveLine{line}, Max: 60, Ticks: []float64{0, 7, 14, 30, 45, 60},
		FormatX: func(v float64) string { return p.s.t("define.preset.days", "days", int(v)) },
		Format:  func(v float64) string { return l.PercentN(v, 0) },
		Current: d.Days(d.Window), CurrentLabel: l.Percent(now.Value),
	}
	p.chart.Set(func() charts.Chart { return curve })
	p.chart.Offer(p.s, func() (chartview.Picture, bool) {
		title := l.T("define.curve.title")
		return chartview.Picture{Name: title, Make: func() charts.Captioned {
			return charts.Captioned{Title: title, Chart: curve,
				Lines: []string{figure.DefinitionText(f.Question.Definition, l), figure.RestsOn(f.Weeks, figure.HHV, l)}}
		}}, true
	})
}

// save asks a name and keeps the definition under it.
func (p *definePanel) save() {
	s := p.s
	name := kit.NewEntry(s.t("define.save.placeholder"))
	name.SetText(s.bench.Snapshot().Question.Definition.Name)
	ok := func() bool {
		if name.Text == "" {
			return false
		}
		s.bench.SaveDefinition(name.Text)
		return true
	}
	var dialog *kit.Dialog
	name.OnSubmitted = func(string) {
		if ok() {
			dialog.Close()
		}
	}
	dialog = kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{
		Title: s.t("define.save.title"), Focus: name,
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(s.bench.Snapshot().Question.Definition.Sentence(s.locale), kit.RoleMuted), name),
		Buttons: []kit.DialogButton{{Text: s.t("shell.cancel"), Cancel: true}, {Text: s.t("define.save.do"), Kind: kit.ButtonPrimary, Default: true, Do: ok}},
	})
}

// toggleDefinition opens the panel beside the figures, or closes it.
func (s *Shell) toggleDefinition() {
	if s.bench.Snapshot().Phase != workbench.Ready {
		return
	}
	if s.side.Visible() {
		s.side.Hide()
	} else {
		s.side.Show()
		s.define.show(s.bench.Snapshot())
		s.window.Canvas().Focus(s.define.slider)
	}
	s.relayout()
}

func duration(w repeat.Span) time.Duration { return time.Duration(w) }
