package shell

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// windows are the places of the slider: fine where a day more or less matters.
var windows = []repeat.Span{
	repeat.Hour, 2 * repeat.Hour, 4 * repeat.Hour, 8 * repeat.Hour, 12 * repeat.Hour,
	1 * repeat.Day, 2 * repeat.Day, 3 * repeat.Day, 4 * repeat.Day, 5 * repeat.Day, 6 * repeat.Day, 7 * repeat.Day, 8 * repeat.Day, 9 * repeat.Day,
	10 * repeat.Day, 11 * repeat.Day, 12 * repeat.Day, 13 * repeat.Day, 14 * repeat.Day, 15 * repeat.Day, 16 * repeat.Day, 17 * repeat.Day, 18 * repeat.Day,
	19 * repeat.Day, 20 * repeat.Day, 21 * repeat.Day, 22 * repeat.Day, 23 * repeat.Day, 24 * repeat.Day, 25 * repeat.Day, 26 * repeat.Day, 27 * repeat.Day,
	28 * repeat.Day, 29 * repeat.Day, 30 * repeat.Day,
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
	saved    *fyne.Container
	savedAs  string // what the saved chips show
	sentence *kit.Paragraph
	drawn    *workbench.Figures
	showing  bool // widgets are being set to the state: not a person's doing
}

const definePanelWidth = 360

func newDefinePanel(s *Shell) *definePanel {
	p := &definePanel{s: s}
	p.window = kit.NewText("", kit.RoleStrong)
	p.slider = kit.NewSlider(0, float64(len(windows)-1), 1, 0, func(v float64) {
		p.edit(func(d *repeat.Definition) { d.Window = windows[int(math.Round(v))] })
	})
	p.slider.SetTip(s.t("define.slider.tip"))
	p.chart = chartview.New()
	p.chart.Widget.SetMinSize(definePanelWidth-40, 150)
	p.chart.Widget.OnTap = func(x, _ int) {
		if d, ok := p.chart.Drawing(); ok {
			p.edit(func(def *repeat.Definition) {
				def.Window = nearest(time.Duration(d.X.Value(float64(x)) * float64(24*time.Hour)))
			})
		}
	}
	p.presets = kit.NewChipGroup(presetOptions(s), "", func(id string) {
		if w, err := repeat.ParseSpan(id); err == nil {
			p.edit(func(d *repeat.Definition) { d.Window = w })
		}
	})
	p.same = kit.NewChipGroup(options(s, "define.same.", "any", "process", "reason"), "", func(id string) {
		p.edit(func(d *repeat.Definition) { d.Same = repeat.Same(id) })
	})
	p.channels = kit.NewChipGroup(options(s, "define.channels.", "any", "same"), "", func(id string) {
		p.edit(func(d *repeat.Definition) { d.Channels = repeat.Channels(id) })
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
	p.saved = kit.Flow(kit.GapSmall)
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
		p.sentence,
		kit.Line(),
		kit.NewText(s.t("define.saved"), kit.RoleStrong), p.saved, kit.HBox(0, save),
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

// nearest gives the place of the slider nearest to a duration.
func nearest(d time.Duration) repeat.Span {
	best := windows[0]
	for _, w := range windows {
		if distance(d, w) < distance(d, best) {
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
	d.LeastGap = min(d.LeastGap, d.Window)
	p.s.bench.SetDefinition(d)
}

func (p *definePanel) show(s *workbench.Snapshot) {
	if p.s.side == nil || !p.s.side.Visible() {
		return
	}
	p.showing = true
	defer func() { p.showing = false }()
	d := s.Question.Definition
	p.window.SetText(p.s.locale.Duration(time.Duration(d.Window)))
	for i, w := range windows {
		if w == nearest(time.Duration(d.Window)) {
			p.slider.SetValue(float64(i))
		}
	}
	p.presets.SetSelected(d.Window.String())
	p.same.SetSelected(string(d.Same))
	p.channels.SetSelected(string(d.Channels))
	p.chain.SetSelected(string(d.Chain))
	p.gap.SetSelected(d.LeastGap.String())
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
	l := p.s.locale
	line := charts.CurveLine{Name: p.s.t("define.curve")}
	for _, point := range f.Curve {
		rate := point.Repeat()
		line.Points = append(line.Points, charts.CurvePoint{
			Window: days(point.Window), Value: rate.Value,
			Text: p.s.t("define.curve.tip", "window", l.Duration(time.Duration(point.Window)), "rate", l.Percent(rate.Value)),
		})
	}
	now := f.Total.Total.Repeat()
	curve := charts.Curve{
		Lines: []charts.CurveLine{line}, Max: 30, Ticks: []float64{0, 7, 14, 21, 30},
		FormatX: func(v float64) string { return p.s.t("define.preset.days", "days", int(v)) },
		Format:  func(v float64) string { return l.PercentN(v, 0) },
		Current: days(f.Question.Definition.Window), CurrentLabel: l.Percent(now.Value),
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

func days(w repeat.Span) float64 { return float64(w) / float64(repeat.Day) }

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

func distance(d time.Duration, w repeat.Span) time.Duration { return (d - time.Duration(w)).Abs() }
