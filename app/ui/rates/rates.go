// Package rates is the screen of repeat rates: a table by one dimension or two
// of contacts, repeats, rates with their intervals, and each group's share of all
// repeats. A click on a row drills down into it.
package rates

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// dimensions that the table can be asked by, in the order of the chips.
var dimensions = []contact.Dimension{
	contact.Process, contact.Reason, contact.Third, contact.Team, contact.Agent, contact.Channel, contact.Outcome, contact.Month, contact.Week, contact.Weekday, contact.Hour,
}

// row is a row of the table: a group with what is shown of it.
type row struct {
	repeat.Row
	names []string // the key as people read it
	share float64  // of all repeats in the selection
	agent bool     // rates on few contacts are withheld
}

func (r row) name() string { return strings.Join(r.names, " · ") }

type view struct {
	sh      screen.Shell
	content fyne.CanvasObject

	by      *kit.ChipGroup
	second  *kit.Select
	measure *kit.ChipGroup
	search  *kit.Entry
	holder  *fyne.Container // table or what stands in its place
	table   *kit.Table[row]
	note    *kit.Text
	fair    *kit.Text // what figures of single agents are not for
	card    *kit.Card
	empty   *kit.EmptyState

	drawn   *workbench.Figures
	said    string  // what stands in place of the table
	options string  // what dimensions there are to choose from
	layout  string  // what columns the table has
	most    float64 // the largest share of a row: the full length of a bar
	setting bool    // widgets are being set to the state: not a person's doing
}

// New makes the screen.
func New(sh screen.Shell) screen.Screen {
	v := &view{sh: sh}
	l := sh.Locale()
	v.by = kit.NewChipGroup(v.dimensionOptions(sh.Bench().Snapshot()), "", func(id string) { v.ask(0, contact.Dimension(id)) })
	v.second = kit.NewSelect(l.T("rates.second"), v.secondOptions(sh.Bench().Snapshot()), "", func(id string) { v.ask(1, contact.Dimension(id)) })
	v.second.SetTip(l.T("rates.second.tip"))
	v.measure = kit.NewChipGroup([]kit.Option{
		{ID: string(repeat.RepeatRate), Title: l.T("rates.measure.repeat"), Tip: l.T("rates.measure.repeat.tip")},
		{ID: string(repeat.FollowedRate), Title: l.T("rates.measure.followed"), Tip: l.T("rates.measure.followed.tip")},
	}, "", func(id string) {
		if !v.setting {
			q := sh.Bench().Snapshot().Question.Rates
			q.Measure = repeat.Measure(id)
			sh.Bench().SetRates(q)
		}
	})
	v.search = kit.NewSearchEntry(l.T("rates.search"))
	v.search.OnChanged = func(string) { v.fill() }
	v.note = kit.NewTruncatedText("", kit.RoleSmall)
	v.fair = kit.NewTruncatedText("", kit.RoleWarn)
	v.fair.Hide()
	v.empty = kit.NewEmptyState("", "")
	v.holder = container.NewStack()
	head := container.NewBorder(nil, nil, kit.NewText(l.T("screen.rates"), kit.RoleHeading), kit.MinWidth(170, v.search), kit.Pad(kit.Gap, 0, v.measure))
	top := kit.VBox(10, head, container.NewBorder(nil, nil, nil, container.NewVBox(kit.MinWidth(190, v.second)), v.by))
	listed := kit.NewLinkButton(l.T("rates.contacts"), v.listed)
	listed.SetTip(l.T("rates.contacts.tip"))
	v.card = kit.NewCard("", nil, container.NewBorder(nil, kit.VBox(2, v.fair, container.NewBorder(nil, nil, nil, listed, kit.Pad(0, 6, v.note))), nil, nil, v.holder))
	v.content = kit.Pad(kit.GapPage, kit.GapPage, container.NewBorder(kit.VBox(10, top, kit.MinSize(0, 2, kit.Spacer())), nil, nil, nil, v.card))
	return v
}

// Content gives what to show.
func (v *view) Content() fyne.CanvasObject { return v.content }

func (v *view) dimensionOptions(s *workbench.Snapshot) []kit.Option {
	var all []kit.Option
	for _, d := range dimensions[:7] {
		all = append(all, kit.Option{ID: string(d), Title: v.sh.Locale().T("dimension." + string(d)), Disabled: !has(s, d)})
	}
	return all
}

// has reports whether the workspace has values of a dimension.
func has(s *workbench.Snapshot, d contact.Dimension) bool {
	return s.Workspace.Values == nil || len(s.Workspace.Values(d)) > 1 || contact.StoredIndex(d) < 0
}

func (v *view) secondOptions(s *workbench.Snapshot) []kit.Option {
	all := []kit.Option{{ID: "", Title: v.sh.Locale().T("rates.second")}}
	for _, d := range dimensions {
		if d == s.Question.Rates.By[0] || !has(s, d) {
			continue
		}
		all = append(all, kit.Option{ID: string(d), Title: v.sh.Locale().T("rates.second.by", "dimension", v.sh.Locale().T("dimension."+string(d)))})
	}
	return all
}

// ask changes one of the dimensions.
func (v *view) ask(place int, d contact.Dimension) {
	if v.setting {
		return
	}
	q := v.sh.Bench().Snapshot().Question.Rates
	by := slices.Clone(q.By)
	switch {
	case place == 0:
		by[0] = d
		if len(by) == 2 && by[1] == d {
			by = by[:1]
		}
	case d == "" || d == by[0]:
		by = by[:1]
	default:
		by = []contact.Dimension{by[0], d}
	}
	q.By = by
	v.sh.Bench().SetRates(q)
}

// Show draws a snapshot.
func (v *view) Show(s *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	q := s.Question.Rates
	if options := fmt.Sprint(v.dimensionOptions(s), q.By[0]); options != v.options {
		v.options = options
		v.by.SetOptions(v.dimensionOptions(s))
		v.second.SetOptions(v.secondOptions(s))
	}
	v.by.SetSelected(string(q.By[0]))
	second := ""
	if len(q.By) > 1 {
		second = string(q.By[1])
	}
	v.second.SetSelected(second)
	v.measure.SetSelected(string(q.Measure))
	if v.standIn(s) {
		v.drawn = nil
		return
	}
	if s.Figures == v.drawn {
		return
	}
	v.drawn = s.Figures
	v.fairness(s)
	v.arrange(s.Figures)
	v.fill()
}

// standIn shows what stands in place of a table when there is none to show.
func (v *view) standIn(s *workbench.Snapshot) bool {
	l := v.sh.Locale()
	switch {
	case s.Phase == workbench.Closed:
		v.say("rates.closed", kit.NewPrimaryButton(l.T("command.sample"), func() { v.sh.Run("sample") }), kit.NewButton(l.T("command.open"), func() { v.sh.Run("open") }))
	case s.Phase == workbench.Opening || s.Figures == nil && s.Workspace.Contacts > 0:
		v.say("rates.loading")
	case s.Workspace.Contacts == 0:
		v.say("rates.empty", kit.NewPrimaryButton(l.T("command.import"), func() { v.sh.Run("import") }))
	case s.Figures.Empty:
		v.say("rates.nothing", kit.NewPrimaryButton(l.T("command.clear_filters"), func() { v.sh.Bench().SetSelection(repeat.Selection{}) }))
	case s.Figures.Total.Total.Contacts == 0:
		v.say("rates.no_customer")
	default:
		return false
	}
	return true
}

func (v *view) say(id string, buttons ...fyne.CanvasObject) {
	v.layout, v.said = "", id
	v.empty = kit.NewEmptyState(v.sh.Locale().T(id+".title"), v.sh.Locale().T(id+".text"), buttons...)
	v.note.SetText("")
	v.fair.Hide()
	v.put(v.empty)
}

func (v *view) put(o fyne.CanvasObject) {
	v.holder.Objects = []fyne.CanvasObject{o}
	v.holder.Refresh()
}

// arrange makes the table anew when its columns change; the figures alone leave
// it, its order and its selected row as they are.
func (v *view) arrange(f *workbench.Figures) {
	names := make([]string, len(f.Rates.Query.By))
	for i, d := range f.Rates.Query.By {
		names[i] = string(d)
	}
	layout := strings.Join(names, ",") + string(f.Question.Rates.Measure)
	if layout != v.layout || v.table == nil {
		v.layout = layout
		v.table = v.newTable(f)
		v.put(v.table)
	}
	v.table.SetScale("interval", scale(f))
}

// scale gives the common scale of the intervals: wide enough for those that rest
// on enough contacts, with the rate of the whole selection as reference.
func scale(f *workbench.Figures) kit.Scale {
	m := f.Question.Rates.Measure
	reference := f.Rates.Total.Of(m).Value
	s := kit.Scale{Low: reference, High: reference, Reference: reference, HasReference: true}
	for _, r := range f.Rates.Rows {
		if rate := r.Of(m); !rate.Few() {
			s.Low, s.High = min(s.Low, rate.Low), max(s.High, rate.High)
		}
	}
	margin := max(0.02, (s.High-s.Low)*0.06)
	s.Low, s.High = max(0, s.Low-margin), min(1, s.High+margin)
	return s
}

// fairness says what figures of single agents are not for, and on whose word names are shown.
func (v *view) fairness(s *workbench.Snapshot) {
	text := figure.Appraisal(s.Figures.Rates.Query, v.sh.Locale())
	if text != "" {
		text = figure.Join(text, screen.AgentNames(s, v.sh.Locale()))
	}
	v.fair.SetText(text)
	if v.fair.Hidden != (text == "") {
		v.fair.Hidden = text == ""
		v.card.Refresh()
	}
}

// fill puts the rows that match the search in the table.
func (v *view) fill() {
	if v.drawn == nil || v.table == nil {
		return
	}
	l := v.sh.Locale()
	f := v.drawn
	by := f.Rates.Query.By
	words := strings.Fields(strings.ToLower(v.search.Text))
	rows := make([]row, 0, len(f.Rates.Rows))
	var shown repeat.Counts
	v.most = math.SmallestNonzeroFloat64
	for _, r := range f.Rates.Rows {
		out := row{Row: r, names: make([]string, len(r.Key)), agent: slices.Contains(by, contact.Agent)}
		for i, value := range r.Key {
			out.names[i] = figure.Value(by[i], value, l)
		}
		if all := f.Rates.Total.Repeats; all > 0 {
			out.share = float64(r.Repeats) / float64(all)
		}
		v.most = max(v.most, out.share)
		name := strings.ToLower(out.name())
		if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) }) {
			continue
		}
		rows = append(rows, out)
		shown = shown.Plus(r.Counts)
	}
	v.table.SetRows(rows)
	total := f.Rates.Total
	rate := total.Of(f.Question.Rates.Measure)
	v.note.SetText(l.T("rates.note."+string(f.Question.Rates.Measure), "rows", len(rows), "n", len(f.Rates.Rows), "repeats", shown.Repeats, "total", total.Repeats,
		"rate", l.Percent(rate.Value), "interval", l.Interval(rate.Low, rate.High), "ftf", l.Percent(total.FTF().Value)))
}

// compareRates orders rates, those withheld last whichever way it runs.
func compareRates(a, b repeat.Rate) bool {
	if a.Known() != b.Known() {
		return b.Known() // unknown is least
	}
	return cmp.Less(a.Value, b.Value)
}
