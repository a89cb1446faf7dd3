package shell

import (
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// preset is a period that can be chosen in one click.
type preset struct {
	id       string
	from, to repeat.Date
}

// presets gives the periods that make sense for the data: counted back from
// their end, not from today, for an export is seldom of today.
func presets(s *workbench.Snapshot) []preset {
	end := repeat.DateOf(s.Workspace.To)
	t := end.Time()
	date := func(year int, month time.Month, day int) repeat.Date {
		return repeat.DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
	}
	return []preset{
		{"all", repeat.Date{}, repeat.Date{}},
		{"weeks4", end.AddDays(-27), end},
		{"weeks13", end.AddDays(-90), end},
		{"year", repeat.DateOf(t.AddDate(-1, 0, 1)), end},
		{"this_year", date(t.Year(), 1, 1), end},
		{"last_year", date(t.Year()-1, 1, 1), date(t.Year()-1, 12, 31)},
	}
}

// periodPanel chooses the period: one of the presets, or two dates.
func (t *topBar) periodPanel() {
	s := t.s
	snapshot := s.bench.Snapshot()
	if snapshot.Phase != workbench.Ready {
		return
	}
	selection := snapshot.Question.Selection
	var panel *kit.Popover
	set := func(from, to repeat.Date) {
		sel := s.bench.Snapshot().Question.Selection
		sel.From, sel.To = from, to
		s.bench.SetSelection(sel)
	}
	column := kit.VBox(kit.GapSmall, kit.NewText(s.t("period.title"), kit.RoleStrong))
	chips := kit.Flow(kit.GapSmall)
	for _, p := range presets(snapshot) {
		chip := kit.NewChip(s.t("period."+p.id), func() {
			panel.Close()
			set(p.from, p.to)
		})
		chip.SetSelected(selection.From == p.from && selection.To == p.to)
		chips.Add(chip)
	}
	column.Add(kit.MinWidth(330, chips))
	from, to := kit.NewEntry(s.t("period.placeholder")), kit.NewEntry(s.t("period.placeholder"))
	first, last := selection.From, selection.To
	if first.IsZero() {
		first = repeat.DateOf(snapshot.Workspace.From)
	}
	if last.IsZero() {
		last = repeat.DateOf(snapshot.Workspace.To)
	}
	from.SetText(first.Time().Format("02-01-2006"))
	to.SetText(last.Time().Format("02-01-2006"))
	problem := kit.NewParagraph("", kit.RoleBad)
	apply := func() {
		a, errA := repeat.ParseDate(from.Text)
		b, errB := repeat.ParseDate(to.Text)
		switch {
		case errA != nil || errB != nil:
			problem.SetText(s.t("period.bad_date"))
			panel.Refresh()
		case b.Time().Before(a.Time()):
			problem.SetText(s.t("period.backwards"))
			panel.Refresh()
		default:
			panel.Close()
			set(a, b)
		}
	}
	from.OnSubmitted = func(string) { apply() }
	to.OnSubmitted = func(string) { apply() }
	column.Add(kit.HBox(kit.GapSmall,
		kit.NewText(s.t("period.from"), kit.RoleMuted), kit.MinWidth(110, from),
		kit.NewText(s.t("period.to"), kit.RoleMuted), kit.MinWidth(110, to),
		kit.NewPrimaryButton(s.t("period.apply"), apply)))
	column.Add(problem)
	panel = kit.ShowPopover(t.period, column)
}

// filterDimensions are those that can be filtered by from the bar, in order.
var filterDimensions = []contact.Dimension{
	contact.Process, contact.Reason, contact.Third, contact.Team, contact.Agent, contact.Channel, contact.Direction, contact.Outcome, contact.Weekday, contact.Hour,
}
