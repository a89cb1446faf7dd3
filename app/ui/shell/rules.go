package shell

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/holiday"
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

func (r *rulesPart) abandonedDialog() {
	s := r.p.s
	r.pick(s.t("define.abandoned.title"), s.t("define.abandoned.text"), contact.Outcome, s.bench.Snapshot().Question.Definition.Abandoned.Outcomes, nil, func(values []string) {
		r.p.edit(func(d *repeat.Definition) {
			first := d.Abandoned.First
			if first == "" {
				first = repeat.ServedFirst
			}
			if d.Abandoned = (repeat.Abandoned{Outcomes: values, First: first}); len(values) == 0 {
				d.Abandoned = repeat.Abandoned{}
			}
		})
	})
}

func (r *rulesPart) invitedDialog() {
	s := r.p.s
	d := s.bench.Snapshot().Question.Definition
	on := d.Invited.On
	if on == "" {
		on = repeat.MarkOnFirst
	}
	which := kit.NewChipGroup(options(s, "define.invited.", string(repeat.MarkOnFirst), string(repeat.MarkOnSecond)), string(on), nil)
	var chosen []string
	for _, c := range d.Invited.Marked {
		if c.By == contact.Outcome {
			chosen = c.Values
		}
	}
	r.pick(s.t("define.invited.title"), s.t("define.invited.text"), contact.Outcome, chosen, which, func(values []string) {
		r.p.edit(func(d *repeat.Definition) {
			d.Invited = repeat.Invited{}
			if len(values) > 0 {
				d.Invited = repeat.Invited{Marked: repeat.Filter{{By: contact.Outcome, Values: values}}, On: repeat.InvitedMark(which.Selected())}
			}
		})
	})
}

// pick chooses values of a dimension in a dialog, with another control beneath.
func (r *rulesPart) pick(title, text string, by contact.Dimension, chosen []string, more fyne.CanvasObject, done func(values []string)) {
	s := r.p.s
	var checks []fyne.CanvasObject
	on := map[string]bool{}
	for _, v := range chosen {
		on[v] = true
	}
	all := slices.Clone(s.bench.Snapshot().Workspace.Values(by))
	for _, v := range chosen {
		if !slices.Contains(all, v) {
			all = append(all, v) // of other data: it stays until it is taken off
		}
	}
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	for _, v := range all {
		checks = append(checks, kit.NewCheck(figure.Value(by, v, s.locale), on[v], func(is bool) { on[v] = is }))
	}
	list := container.NewVScroll(container.NewVBox(checks...))
	content := kit.VBox(kit.GapSmall, kit.NewParagraph(text, kit.RoleMuted), kit.MinSize(380, float32(min(max(len(all), 2), 9))*34, list))
	if more != nil {
		content.Add(more)
	}
	kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{Title: title, Content: content, Buttons: r.buttons(func() bool {
		var values []string
		for _, v := range all {
			if on[v] {
				values = append(values, v)
			}
		}
		done(values)
		return true
	})})
}

func (r *rulesPart) buttons(ok func() bool) []kit.DialogButton {
	return []kit.DialogButton{{Text: r.p.s.t("shell.cancel"), Cancel: true}, {Text: r.p.s.t("define.rule.done"), Kind: kit.ButtonPrimary, Default: true, Do: ok}}
}

// mostPairChannels is how many channels the matrix shows.
const mostPairChannels = 8

// pairsDialog is the matrix of channels: which second contact counts after which first.
func (r *rulesPart) pairsDialog() {
	s := r.p.s
	n := s.bench.Snapshot()
	channels := n.Workspace.Values(contact.Channel)
	channels = channels[:min(len(channels), mostPairChannels)]
	on := map[repeat.ChannelPair]bool{}
	for _, p := range n.Question.Definition.Pairs {
		on[p] = true
	}
	if len(on) == 0 { // start from all that count now
		for _, a := range channels {
			for _, b := range channels {
				on[repeat.ChannelPair{First: a, Second: b}] = n.Question.Definition.Channels == repeat.AnyChannel || a == b
			}
		}
	}
	grid := container.NewGridWithColumns(len(channels) + 1)
	grid.Add(kit.NewText(s.t("define.pairs.corner"), kit.RoleSmall))
	for _, b := range channels {
		grid.Add(kit.NewTruncatedText(figure.Value(contact.Channel, b, s.locale), kit.RoleMuted))
	}
	for _, a := range channels {
		grid.Add(kit.NewTruncatedText(figure.Value(contact.Channel, a, s.locale), kit.RoleMuted))
		for _, b := range channels {
			pair := repeat.ChannelPair{First: a, Second: b}
			grid.Add(kit.NewCheck("", on[pair], func(is bool) { on[pair] = is }))
		}
	}
	kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{Title: s.t("define.pairs.title"),
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(s.t("define.pairs.text"), kit.RoleMuted), kit.MinSize(float32(120+len(channels)*88), 0, grid)),
		Buttons: r.buttons(func() bool {
			var pairs []repeat.ChannelPair
			for _, a := range channels {
				for _, b := range channels {
					if pair := (repeat.ChannelPair{First: a, Second: b}); on[pair] {
						pairs = append(pairs, pair)
					}
				}
			}
			r.p.edit(func(d *repeat.Definition) {
				d.Channels, d.Pairs = repeat.PairedChannels, pairs
				if len(pairs) == 0 || len(pairs) == len(channels)*len(channels) {
					d.Channels, d.Pairs = repeat.AnyChannel, nil
				}
			})
			return true
		})})
}

// alikeDialog takes reasons together: each reason goes by a letter, those with the same
// letter are one.
func (r *rulesPart) alikeDialog() {
	s := r.p.s
	n := s.bench.Snapshot()
	reasons := slices.DeleteFunc(slices.Clone(n.Workspace.Values(contact.Reason)), func(v string) bool { return v == "" })
	slices.Sort(reasons)
	const letters = "ABCDEFGH"
	group := map[string]string{}
	for i, g := range n.Question.Definition.Alike {
		for _, reason := range g {
			if i < len(letters) {
				group[reason] = letters[i : i+1]
			}
		}
	}
	choices := []kit.Option{{ID: "", Title: s.t("define.alike.none")}}
	for _, letter := range letters {
		choices = append(choices, kit.Option{ID: string(letter), Title: s.t("define.alike.group", "letter", string(letter))})
	}
	var rows []fyne.CanvasObject
	for _, reason := range reasons {
		rows = append(rows, container.NewBorder(nil, nil, nil, kit.MinWidth(130, kit.NewSelect("", choices, group[reason], func(id string) { group[reason] = id })),
			kit.NewTruncatedText(reason, kit.RoleBody)))
	}
	list := container.NewVScroll(container.NewVBox(rows...))
	kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{Title: s.t("define.alike.title"),
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(s.t("define.alike.text"), kit.RoleMuted), kit.MinSize(440, float32(min(max(len(rows), 2), 9))*36, list)),
		Buttons: r.buttons(func() bool {
			var alike [][]string
			for _, letter := range letters {
				var together []string
				for _, reason := range reasons {
					if group[reason] == string(letter) {
						together = append(together, reason)
					}
				}
				if len(together) > 1 {
					alike = append(alike, together)
				}
			}
			r.p.edit(func(d *repeat.Definition) {
				if d.Alike = alike; len(alike) > 0 {
					d.Same = repeat.SameReason
				}
			})
			return true
		})})
}

// hoursDialog sets the opening hours of each weekday, and the holidays it is closed on.
func (r *rulesPart) hoursDialog() {
	s := r.p.s
	o := s.bench.Snapshot().Question.Definition.Opening
	wrong := kit.NewText("", kit.RoleBad)
	entries := make([]*kit.Entry, 7)
	days := container.NewGridWithColumns(2)
	for day := range entries {
		entries[day] = kit.NewEntry(s.t("define.hours.closed"))
		var texts []string
		for _, h := range o.On(day) {
			texts = append(texts, h.From.String()+"-"+h.To.String())
		}
		entries[day].SetText(strings.Join(texts, ", "))
		days.Add(kit.NewText(s.locale.Weekday(day), kit.RoleMuted))
		days.Add(entries[day])
	}
	closed := map[string]bool{}
	for _, id := range o.Closed {
		closed[id] = true
	}
	holidays := container.NewGridWithColumns(2)
	for _, id := range holiday.IDs() {
		holidays.Add(kit.NewCheck(s.t("holiday."+id), closed[id], func(is bool) { closed[id] = is }))
	}
	kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{Title: s.t("define.hours.title"), Focus: entries[0],
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(s.t("define.hours.text"), kit.RoleMuted), kit.MinWidth(420, days),
			kit.NewText(s.t("define.hours.holidays"), kit.RoleStrong), holidays, wrong),
		Buttons: r.buttons(func() bool {
			next := repeat.Opening{}
			for day, e := range entries {
				hours, err := parseHours(day, e.Text)
				if err != nil {
					wrong.SetText(s.t("define.hours.wrong", "day", s.locale.Weekday(day)))
					return false
				}
				next.Hours = append(next.Hours, hours...)
			}
			for _, id := range holiday.IDs() {
				if closed[id] {
					next.Closed = append(next.Closed, id)
				}
			}
			next.Hours = together(next.Hours)
			d := s.bench.Snapshot().Question.Definition
			if d.Opening = next; len(next.Hours) == 0 || d.Check() != nil {
				wrong.SetText(s.t("define.hours.never"))
				return false
			}
			r.p.edit(func(d *repeat.Definition) {
				days := d.Days(d.Window)
				d.Opening = next
				if !d.CalendarDays {
					d.Window = repeat.Span(days*float64(d.DayLength())) / repeat.Minute * repeat.Minute
				}
			})
			return true
		})})
}

// parseHours reads "08:00-12:00, 13:00-18:00" of a weekday; nothing is closed.
func parseHours(day int, text string) ([]repeat.Hours, error) {
	var all []repeat.Hours
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "–", "-"), ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		from, to, _ := strings.Cut(part, "-")
		h := repeat.Hours{Days: strconv.Itoa(day + 1)}
		var err error
		if h.From, err = repeat.ParseTimeOfDay(strings.TrimSpace(from)); err != nil {
			return nil, err
		}
		if h.To, err = repeat.ParseTimeOfDay(strings.TrimSpace(to)); err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

// together puts the days with the same hours together.
func together(hours []repeat.Hours) []repeat.Hours {
	var all []repeat.Hours
	for _, h := range hours {
		i := slices.IndexFunc(all, func(o repeat.Hours) bool { return o.From == h.From && o.To == h.To })
		if i < 0 {
			all = append(all, h)
		} else {
			all[i].Days += h.Days
		}
	}
	return all
}
