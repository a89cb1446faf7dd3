package shell

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// rulesPart is the part of the panel with the rules of a definition besides its window:
// each with what it is set to, and, when it is on, how many contacts it touches.
type rulesPart struct {
	p       *definePanel
	content *fyne.Container
	rows    []*ruleRow
	heights string // what of the rows decides how high they are

	redial, from, clock, heavy, legs *kit.Select
	hours                            *kit.LinkButton
	only                             *kit.ChipGroup
	family                           *kit.ChipGroup
}

// ruleRow is one rule: its name, its control, and beneath it what it touches.
type ruleRow struct {
	is      []repeat.Switch
	button  *kit.LinkButton // says what is chosen, where that is chosen in a dialog
	state   func(d repeat.Definition) string
	touches *kit.Paragraph
	more    fyne.CanvasObject // controls that only matter when it is on; nil: none
	on      func(d repeat.Definition) bool
}

// The ways to count the window.
const (
	clockHours    = "hours"
	clockDays     = "days"
	clockOpen     = "open"
	clockWorkdays = "workdays"
)

var (
	redials = []repeat.Span{0, 5 * repeat.Minute, 10 * repeat.Minute, 15 * repeat.Minute, 30 * repeat.Minute, repeat.Hour}
	legs    = []repeat.Span{0, repeat.Minute, 2 * repeat.Minute, 5 * repeat.Minute, 15 * repeat.Minute}
	heavies = []int{0, 4, 6, 10, 20, 50}
)

func newRulesPart(p *definePanel) *rulesPart {
	r := &rulesPart{p: p}
	s := p.s
	spans := func(all []repeat.Span, within string) []kit.Option {
		var options []kit.Option
		for _, g := range all {
			title := s.t("define.rule.off")
			if g > 0 {
				title = s.t(within, "gap", s.locale.Duration(duration(g)))
			}
			options = append(options, kit.Option{ID: g.String(), Title: title})
		}
		return options
	}
	span := func(to func(d *repeat.Definition, g repeat.Span)) func(id string) {
		return func(id string) {
			if g, err := repeat.ParseSpan(id); err == nil {
				p.edit(func(d *repeat.Definition) { to(d, g) })
			}
		}
	}
	r.clock = kit.NewSelect("", options(s, "define.clock.", clockHours, clockDays, clockOpen, clockWorkdays), clockHours, r.setClock)
	r.hours = kit.NewLinkButton(s.t("define.hours"), r.hoursDialog)
	r.from = kit.NewSelect("", []kit.Option{{ID: string(repeat.FromStart), Title: s.t("define.from.start")}, {ID: string(repeat.FromEnd), Title: s.t("define.from.end")}}, "",
		func(id string) { p.edit(func(d *repeat.Definition) { d.From = repeat.Anchor(id) }) })
	r.redial = kit.NewSelect("", spans(redials, "define.redial.within"), "0s", span(func(d *repeat.Definition, g repeat.Span) { d.Redial = g }))
	r.legs = kit.NewSelect("", spans(legs, "define.legs.within"), "0s", span(func(d *repeat.Definition, g repeat.Span) {
		if d.Legs.Within = g; g == 0 {
			d.Legs.Marked = nil
		}
	}))
	var counts []kit.Option
	for _, n := range heavies {
		title := s.t("define.rule.off")
		if n > 0 {
			title = s.t("define.heavy.from", "count", n)
		}
		counts = append(counts, kit.Option{ID: strconv.Itoa(n), Title: title})
	}
	r.heavy = kit.NewSelect("", counts, "0", func(id string) {
		n, _ := strconv.Atoi(id)
		p.edit(func(d *repeat.Definition) {
			d.Heavy = repeat.Heavy{}
			if n > 0 {
				d.Heavy = repeat.Heavy{AtLeast: n, Per: repeat.PerMonth, Only: r.only.Selected() == "only"}
			}
		})
	})
	r.only = kit.NewChipGroup(options(s, "define.heavy.", "out", "only"), "out", func(id string) { p.edit(func(d *repeat.Definition) { d.Heavy.Only = id == "only" }) })
	r.family = kit.NewChipGroup(options(s, "define.family.", string(repeat.ServedFirst), string(repeat.AbandonedFirst)), string(repeat.ServedFirst), func(id string) {
		p.edit(func(d *repeat.Definition) { d.Abandoned.First = repeat.Family(id) })
	})
	r.content = kit.VBox(kit.GapSmall)
	r.content.Add(kit.NewText(s.t("define.rules"), kit.RoleStrong))
	r.add("clock", container.NewBorder(nil, nil, nil, r.hours, r.clock), nil, nil, repeat.SwitchDays, repeat.SwitchOpening)
	r.add("from", r.from, nil, nil, repeat.SwitchFrom)
	r.add("redial", r.redial, nil, nil, repeat.SwitchRedial)
	r.choice("eligible", r.eligibleText, r.eligibleMenu, nil, repeat.SwitchEligible)
	r.choice("abandoned", func(d repeat.Definition) string { return r.values(contact.Outcome, d.Abandoned.Outcomes) }, r.abandonedDialog, r.family, repeat.SwitchAbandoned)
	r.choice("invited", func(d repeat.Definition) string { return r.filterText(d.Invited.Marked) }, r.invitedDialog, nil, repeat.SwitchInvited)
	r.add("legs", r.legs, nil, nil, repeat.SwitchLegs)
	r.add("heavy", r.heavy, r.only, func(d repeat.Definition) bool { return d.Heavy.AtLeast > 0 }, repeat.SwitchHeavy)
	r.choice("pairs", func(d repeat.Definition) string {
		if len(d.Pairs) == 0 {
			return ""
		}
		return s.t("define.pairs.some", "n", len(d.Pairs))
	}, r.pairsDialog, nil, repeat.SwitchPairs)
	r.choice("alike", func(d repeat.Definition) string {
		if len(d.Alike) == 0 {
			return ""
		}
		return s.t("define.alike.some", "n", len(d.Alike))
	}, r.alikeDialog, nil, repeat.SwitchAlike)
	return r
}

// add puts a rule in the panel.
func (r *rulesPart) add(id string, control, more fyne.CanvasObject, on func(d repeat.Definition) bool, is ...repeat.Switch) *ruleRow {
	row := &ruleRow{is: is, touches: kit.NewParagraph("", kit.RoleSmall), more: more, on: on}
	label := kit.NewText(r.p.s.t("define.rule."+id), kit.RoleMuted)
	label.SetTip(r.p.s.t("define.rule." + id + ".tip"))
	r.content.Add(container.NewBorder(nil, nil, kit.MinWidth(104, label), nil, control))
	if more != nil {
		more.Hide()
		r.content.Add(more)
	}
	row.touches.Hide()
	r.content.Add(row.touches)
	r.rows = append(r.rows, row)
	return row
}

// choice puts a rule in the panel that is set in a dialog.
func (r *rulesPart) choice(id string, state func(d repeat.Definition) string, open func(), more fyne.CanvasObject, is ...repeat.Switch) {
	button := kit.NewLinkButton(r.p.s.t("define.rule.off"), open)
	row := r.add(id, kit.HBox(0, button), more, func(d repeat.Definition) bool { return state(d) != "" }, is...)
	row.button, row.state = button, state
}

func (r *rulesPart) show(n *workbench.Snapshot) {
	d, l := n.Question.Definition, r.p.s.locale
	r.clock.SetSelected(clockOf(d))
	setVisible(r.hours, len(d.Opening.Hours) > 0)
	r.from.SetSelected(string(d.From))
	r.redial.SetSelected(d.Redial.String())
	r.legs.SetSelected(d.Legs.Within.String())
	r.heavy.SetSelected(strconv.Itoa(d.Heavy.AtLeast))
	r.only.SetSelected(map[bool]string{true: "only", false: "out"}[d.Heavy.Only])
	if d.Abandoned.First != "" {
		r.family.SetSelected(string(d.Abandoned.First))
	}
	var touches []repeat.Touch
	var with repeat.Counts
	if n.Looked != nil && n.Figures != nil {
		touches, with = n.Looked.Touches, n.Figures.Total.Total.Counts
	}
	on := d.Switches()
	heights := ""
	for _, row := range r.rows {
		if row.button != nil {
			text := row.state(d)
			if text == "" {
				text = r.p.s.t("define.rule.choose")
			}
			row.button.SetText(shorten(text, 26))
		}
		if row.more != nil {
			setVisible(row.more, row.on(d))
		}
		var texts []string
		for _, t := range touches {
			if slices.Contains(row.is, t.Switch) && slices.Contains(on, t.Switch) {
				texts = append(texts, figure.TouchText(t, with, l))
			}
		}
		row.touches.SetText(strings.Join(texts, "\n"))
		setVisible(row.touches, len(texts) > 0)
		heights += strings.Join(texts, "\n") + strconv.FormatBool(row.more != nil && row.more.Visible()) + ";"
	}
	if heights != r.heights {
		r.heights = heights
		r.p.content.Refresh() // rows lie where those above them end
	}
}

func clockOf(d repeat.Definition) string {
	switch open := len(d.Opening.Hours) > 0; {
	case open && d.CalendarDays:
		return clockWorkdays
	case open:
		return clockOpen
	case d.CalendarDays:
		return clockDays
	}
	return clockHours
}

// setClock changes how the window is counted. It keeps its length in days, as each way
// counts them.
func (r *rulesPart) setClock(id string) {
	r.p.edit(func(d *repeat.Definition) {
		days := d.Days(d.Window)
		d.CalendarDays = id == clockDays || id == clockWorkdays
		if id == clockOpen || id == clockWorkdays {
			if len(d.Opening.Hours) == 0 {
				d.Opening = repeat.OfficeHours
			}
		} else {
			d.Opening = repeat.Opening{}
		}
		d.Window = repeat.Span(days*float64(d.DayLength())) / repeat.Minute * repeat.Minute
		if d.CalendarDays {
			d.Window = d.Window / repeat.Day * repeat.Day
		}
	})
}

// values says values of a dimension, the empty text for none.
func (r *rulesPart) values(by contact.Dimension, values []string) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = figure.Value(by, v, r.p.s.locale)
	}
	return strings.Join(texts, ", ")
}

func (r *rulesPart) filterText(f repeat.Filter) string {
	var texts []string
	for _, c := range f {
		texts = append(texts, r.values(c.By, c.Values))
	}
	return strings.Join(texts, "; ")
}

func (r *rulesPart) eligibleText(d repeat.Definition) string { return r.filterText(d.Eligible) }

// eligibleMenu chooses by which dimension contacts are let through.
func (r *rulesPart) eligibleMenu() {
	s := r.p.s
	n := s.bench.Snapshot()
	var items []kit.MenuItem
	for _, by := range []contact.Dimension{contact.Direction, contact.Outcome, contact.Channel, contact.Reason, contact.Process} {
		values := n.Workspace.Values(by)
		items = append(items, kit.MenuItem{Text: s.t("dimension." + string(by)), Disabled: len(values) < 2, Do: func() {
			var chosen []string
			for _, c := range s.bench.Snapshot().Question.Definition.Eligible {
				if c.By == by {
					chosen = c.Values
				}
			}
			r.pick(s.t("define.eligible.title", "dimension", s.t("dimension."+string(by))), s.t("define.eligible.text"), by, chosen, nil, func(values []string) {
				r.p.edit(func(d *repeat.Definition) {
					if d.Eligible = d.Eligible.Without(by); len(values) > 0 {
						d.Eligible = append(d.Eligible, repeat.Condition{By: by, Values: values})
					}
					if len(d.Eligible) == 0 {
						d.Eligible = nil
					}
				})
			})
		}})
	}
	for _, row := range r.rows {
		if slices.Contains(row.is, repeat.SwitchEligible) {
			kit.ShowMenu(row.button, items)
		}
	}
}

// mostPairChannels is how many channels the matrix shows.
const mostPairChannels = 8
