package trends

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// filter is that of the question the chart answers.
func (c *chart) filter() repeat.Filter { return c.shown.Question.Selection.Filter }

// chosen is what a person chose for the chart so far.
func (c *chart) chosen() figure.Setup { return c.setups[figure.SetupKey(c.m, c.filter())] }

// keep keeps another setup; note is the end of the id of the text that tells it.
func (c *chart) keep(u figure.Setup, note string) {
	if note != "" {
		note = "note.control." + note
	}
	c.set(c.m, c.filter(), u, note)
}

// name names period i.
func (c *chart) name(i int) string {
	return figure.Value(c.shown.Trends.Per, c.shown.Trends.Periods[i].Key, c.sh.Locale())
}

// rebase begins a phase at period i.
func (c *chart) rebase(i int) { c.keep(c.chosen().Rebase(c.control.Day(i)), "phase") }

// freeze takes the limits from periods, both included.
func (c *chart) freeze(from, to int) {
	u := c.chosen()
	u.From, u.To = c.control.Day(from), repeat.DateOf(c.shown.Trends.Periods[to].End).AddDays(-1)
	c.keep(u, "frozen")
}

// menu is what can be done with the chart as a whole.
func (c *chart) menu() []kit.MenuItem {
	l, u := c.sh.Locale(), c.chosen()
	items := []kit.MenuItem{{Text: l.T("trends.kind.auto"), Checked: u.Kind == "", Do: func() { c.setKind("") }}}
	for _, k := range c.m.Kinds() {
		items = append(items, kit.MenuItem{Text: l.T("figure.control.kind." + k), Hint: l.T("trends.kind." + k), Checked: u.Kind == k, Do: func() { c.setKind(k) }})
	}
	items = append(items, kit.MenuItem{},
		kit.MenuItem{Text: l.T("trends.target.set"), Do: c.askTarget},
		kit.MenuItem{Text: l.T("trends.phase.set"), Do: func() { c.askPeriod("trends.phase.set", c.rebase) }},
		kit.MenuItem{Text: l.T("trends.freeze.set"), Do: c.askFreeze})
	var undo []kit.MenuItem
	for i, p := range c.control.Chart.Phases {
		if i > 0 {
			undo = append(undo, kit.MenuItem{Text: l.T("trends.phase.remove", "period", c.name(p.From)), Do: func() { c.unphase(p.From) }})
		}
	}
	if !u.From.IsZero() {
		undo = append(undo, kit.MenuItem{Text: l.T("trends.freeze.remove"), Do: func() {
			u := c.chosen()
			u.From, u.To = repeat.Date{}, repeat.Date{}
			c.keep(u, "thawed")
		}})
	}
	for _, e := range u.Excluded {
		undo = append(undo, kit.MenuItem{Text: l.T("trends.include", "period", figure.Value(c.shown.Trends.Per, e.Period, l)), Hint: e.Note,
			Do: func() { c.keep(c.chosen().With(e.Period), "included") }})
	}
	if len(u.Declined) > 0 {
		undo = append(undo, kit.MenuItem{Text: l.T("trends.proposals"), Do: func() {
			u := c.chosen()
			u.Declined = nil
			c.keep(u, "")
		}})
	}
	if len(undo) > 0 {
		items = append(append(items, kit.MenuItem{}), undo...)
	}
	holidays := c.sh.Bench().Snapshot().Holidays
	return append(items, kit.MenuItem{}, kit.MenuItem{Text: l.T("trends.holidays"), Checked: holidays, Do: func() { c.sh.Bench().SetHolidays(!holidays) }})
}

func (c *chart) setKind(kind string) {
	u := c.chosen()
	u.Kind = kind
	c.keep(u, "kind")
}

// unphase takes away the phases that begin at period i.
func (c *chart) unphase(i int) {
	u := c.chosen()
	u.Phases = slices.DeleteFunc(slices.Clone(u.Phases), func(d repeat.Date) bool {
		only := u
		only.Phases = []repeat.Date{d}
		return slices.Contains(only.Begins(c.shown.Trends.Periods), i)
	})
	c.keep(u, "joined")
}

// periodMenu is what can be done with one period.
func (c *chart) periodMenu(i int) []kit.MenuItem {
	l, key := c.sh.Locale(), c.shown.Trends.Periods[i].Key
	items := []kit.MenuItem{{Text: l.T("trends.contacts.of", "period", c.name(i)), Do: func() {
		c.contacts(workbench.Behind(c.shown.Trends, -1, i), repeat.AllContacts)
	}}, {}}
	if c.begins(i) {
		items = append(items, kit.MenuItem{Text: l.T("trends.phase.remove", "period", c.name(i)), Do: func() { c.unphase(i) }})
	} else {
		items = append(items, kit.MenuItem{Text: l.T("trends.phase.here"), Hint: c.name(i), Disabled: i == 0, Do: func() { c.rebase(i) }})
	}
	if _, out := c.chosen().Note(key); out {
		return append(items, kit.MenuItem{Text: l.T("trends.include", "period", c.name(i)), Do: func() { c.keep(c.chosen().With(key), "included") }})
	}
	return append(items, kit.MenuItem{Text: l.T("trends.exclude"), Hint: c.name(i), Do: func() { c.askNote(i) }})
}

// begins reports whether a phase after the first begins at period i.
func (c *chart) begins(i int) bool {
	for n, p := range c.control.Chart.Phases {
		if n > 0 && p.From == i {
			return true
		}
	}
	return false
}

// rangeMenu is what can be done with the periods of a range, both included.
func (c *chart) rangeMenu(from, to int) []kit.MenuItem {
	l := c.sh.Locale()
	span := c.name(from)
	if to > from {
		span += " – " + c.name(to)
	}
	items := []kit.MenuItem{
		{Text: l.T("trends.only"), Hint: span, Do: func() { c.only(from, to) }},
		{Text: l.T("trends.freeze.here"), Hint: span, Do: func() { c.freeze(from, to) }},
		{Text: l.T("trends.phase.here"), Hint: c.name(from), Disabled: from == 0, Do: func() { c.rebase(from) }},
	}
	if from == to {
		return append(items, kit.MenuItem{Text: l.T("trends.exclude"), Hint: span, Do: func() { c.askNote(from) }})
	}
	return items
}

// offerRange shows the menu of a range beside it.
func (c *chart) offerRange(from, to int) {
	if c.shown == nil || c.by() != "" || from < 0 || to >= len(c.shown.Trends.Periods) {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.view.Widget)
	if d, ok := c.view.Drawing(); ok {
		at = at.AddXY(float32(d.X.Pixel(float64(to)+0.5)/max(d.Scale, 0.01)), float32(float64(d.Plot.Min.Y)/max(d.Scale, 0.01))+24)
	}
	kit.ShowMenuAt(c.sh.Window().Canvas(), at, c.rangeMenu(from, to))
}

// offerMenu shows what can be done at a place of the window: with the period there,
// and with the picture.
func (c *chart) offerMenu(at fyne.Position) {
	items := c.view.Menu()
	if i, ok := c.periodAt(at); ok {
		items = append(append(c.periodMenu(i), kit.MenuItem{}), items...)
	}
	if len(items) > 0 {
		kit.ShowMenuAt(c.sh.Window().Canvas(), at, items)
	}
}

// periodAt gives the period in whose column a place of the window is.
func (c *chart) periodAt(at fyne.Position) (int, bool) {
	d, ok := c.view.Drawing()
	if !ok || c.shown == nil || c.by() != "" || d.Plot.Empty() {
		return 0, false
	}
	in := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(c.view.Widget))
	x, y := float64(in.X)*d.Scale, float64(in.Y)*d.Scale
	i := int(math.Round(d.X.Value(x)))
	// The menu key asks for it beside the mark that the keyboard is at.
	if h, ok := c.view.Current(); ok && h.Series >= 0 && image.Pt(int(math.Round(x)), int(math.Round(y))).In(h.Rect.Inset(-2)) {
		i = h.Index
	}
	return i, i >= 0 && i < len(c.shown.Trends.Periods)
}

// ask shows a small form.
func (c *chart) ask(title string, content fyne.CanvasObject, focus fyne.Focusable, done func() bool) {
	l := c.sh.Locale()
	kit.ShowDialog(c.sh.Window().Canvas(), kit.DialogOptions{Title: l.T(title), Content: content, Focus: focus, Buttons: []kit.DialogButton{
		{Text: l.T("trends.cancel"), Cancel: true},
		{Text: l.T("trends.ok"), Kind: kit.ButtonPrimary, Default: true, Do: done},
	}})
}

func (c *chart) periodOptions() []kit.Option {
	var out []kit.Option
	for i := range c.shown.Trends.Periods {
		out = append(out, kit.Option{ID: strconv.Itoa(i), Title: c.name(i)})
	}
	return out
}

func (c *chart) askPeriod(title string, do func(i int)) {
	choice := kit.NewSelect(c.sh.Locale().T("trends.period.choose"), c.periodOptions()[1:], "", nil)
	c.ask(title, kit.VBox(kit.GapSmall, kit.NewParagraph(c.sh.Locale().T(title+".help"), kit.RoleMuted), choice), choice, func() bool {
		i, err := strconv.Atoi(choice.Selected())
		if err == nil {
			do(i)
		}
		return err == nil
	})
}

func (c *chart) askFreeze() {
	l, options := c.sh.Locale(), c.periodOptions()
	from := kit.NewSelect("", options, options[0].ID, nil)
	to := kit.NewSelect("", options, options[min(len(options)-1, 19)].ID, nil)
	bad := kit.NewText("", kit.RoleBad)
	row := kit.HBox(kit.GapSmall, from, kit.NewText("–", kit.RoleMuted), to)
	c.ask("trends.freeze.set", kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("trends.freeze.set.help"), kit.RoleMuted), row, bad), from, func() bool {
		a, _ := strconv.Atoi(from.Selected()) // ids are numbers
		b, _ := strconv.Atoi(to.Selected())
		if a > b {
			bad.SetText(l.T("trends.freeze.bad"))
			return false
		}
		c.freeze(a, b)
		return true
	})
}

func (c *chart) askNote(i int) {
	l := c.sh.Locale()
	note := kit.NewEntry(l.T("trends.exclude.why"))
	c.ask("trends.exclude", kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("trends.exclude.help", "period", c.name(i)), kit.RoleMuted), note), note, func() bool {
		c.keep(c.chosen().Without(c.shown.Trends.Periods[i].Key, strings.TrimSpace(note.Text)), "excluded")
		return true
	})
}

func (c *chart) askTarget() {
	l, u := c.sh.Locale(), c.chosen()
	value := kit.NewEntry(l.T("trends.target.hint." + targetKind(c.m)))
	if c.control.Target != nil {
		value.SetText(targetText(*c.control.Target, c.m, l))
	}
	bad := kit.NewText("", kit.RoleBad)
	c.ask("trends.target.set", kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("trends.target.help", "measure", c.m.Name(l)), kit.RoleMuted), value, bad), value, func() bool {
		x, ok := readTarget(value.Text, c.m)
		if !ok {
			bad.SetText(l.T("trends.target.bad." + targetKind(c.m)))
			return false
		}
		u.Target = x
		c.keep(u, "target")
		return true
	})
}

func targetKind(m figure.Measure) string {
	switch {
	case m.Clock() != "":
		return "time"
	case m == figure.Volume:
		return "count"
	}
	return "rate"
}

// targetText writes a target as a person would type it.
func targetText(x float64, m figure.Measure, l *locale.Locale) string {
	if m.Clock() != "" {
		s := int(math.Round(x))
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return strings.TrimSpace(strings.Trim(m.Text(x, l), "\u00a0%"))
}

// readTarget reads what a person types: 20, 20 % or 20,5 for a rate, a number of
// contacts, and 4:30 or a number of minutes for a time; nothing is no target. It
// gives the value as a setup keeps it.
func readTarget(text string, m figure.Measure) (*float64, bool) {
	text = strings.TrimSpace(strings.Trim(text, " \u00a0%"))
	if text == "" {
		return nil, true
	}
	if minutes, seconds, ok := strings.Cut(text, ":"); ok && m.Clock() != "" {
		a, err := strconv.Atoi(minutes)
		b, wrong := strconv.Atoi(seconds)
		x := float64(60*a + b)
		return &x, err == nil && wrong == nil && a >= 0 && b >= 0 && b < 60
	}
	if m == figure.Volume {
		text = strings.NewReplacer(".", "", " ", "", "\u00a0", "").Replace(text)
	}
	x, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || x < 0 {
		return nil, false
	}
	if m.Clock() != "" {
		x *= 60
	}
	if m.IsRate() {
		if x > 100 {
			return nil, false
		}
		x = m.ToAsked(x / 100)
	}
	return &x, true
}
