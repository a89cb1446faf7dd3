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
)

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
