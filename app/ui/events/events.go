// Package events is the list of what happened that a trend may show: mailings,
// outages, changes, with the public holidays. It opens in a dialog over the trends.
package events

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// bench is what the list asks of the workbench.
type bench interface {
	PutEvent(e workspace.Event)
	RemoveEvent(id int64)
	SetHolidays(on bool)
}

// scopes are the dimensions that an event can be about.
var scopes = []contact.Dimension{contact.Process, contact.Reason, contact.Third, contact.Team, contact.Channel}

// View is the list and the form beneath it.
type View struct {
	sh      screen.Shell
	bench   func() bench
	content fyne.CanvasObject

	holidays *kit.Check
	table    *kit.Table[workbench.Event]
	kind, by *kit.Select
	from, to *kit.Entry
	title    *kit.Entry
	value    *kit.Entry
	keep     *kit.Button
	remove   *kit.Button
	fresh    *kit.Button
	wrong    *kit.Text

	editing int64 // number of the event in the form; 0: a new one
	setting bool
}

// New makes the list.
func New(sh screen.Shell) *View {
	v := &View{sh: sh, bench: func() bench { return sh.Bench() }}
	l := sh.Locale()
	v.holidays = kit.NewCheck(v.t("events.holidays"), true, func(on bool) {
		if !v.setting {
			v.bench().SetHolidays(on)
		}
	})
	v.table = kit.NewTable(
		kit.Column[workbench.Event]{ID: "days", Title: v.t("events.column.days"), Width: 170, Text: func(e workbench.Event) string { return l.Period(e.From, e.To) },
			Less: func(a, b workbench.Event) bool { return a.From.Before(b.From) }},
		kit.Column[workbench.Event]{ID: "kind", Title: v.t("events.column.kind"), Width: 110, Text: func(e workbench.Event) string { return l.T("event.kind." + e.Kind) },
			Less: func(a, b workbench.Event) bool { return a.Kind < b.Kind }},
		kit.Column[workbench.Event]{ID: "title", Title: v.t("events.column.title"), MinWidth: 140, Text: func(e workbench.Event) string { return e.Name(l) }, Role: func(e workbench.Event) kit.Role {
			if e.Holiday != "" {
				return kit.RoleMuted
			}
			return kit.RoleStrong
		}},
		kit.Column[workbench.Event]{ID: "about", Title: v.t("events.column.about"), Width: 170, Text: func(e workbench.Event) string {
			if e.By == "" {
				return ""
			}
			return l.T("dimension."+string(e.By)) + ": " + e.Value
		}})
	v.table.SetSort("days", true)
	v.table.SetEmptyText(v.t("events.none"))
	v.table.OnActivate = v.edit
	v.table.OnSelect = v.edit
	var kinds, by []kit.Option
	for _, k := range workspace.EventKinds {
		kinds = append(kinds, kit.Option{ID: k, Title: l.T("event.kind." + k)})
	}
	by = append(by, kit.Option{ID: "", Title: v.t("events.everything")})
	for _, d := range scopes {
		by = append(by, kit.Option{ID: string(d), Title: l.T("dimension." + string(d))})
	}
	v.kind = kit.NewSelect("", kinds, workspace.Mailing, nil)
	v.by = kit.NewSelect("", by, "", func(string) { v.enable() })
	v.from, v.to = kit.NewEntry(v.t("events.from")), kit.NewEntry(v.t("events.to"))
	v.title, v.value = kit.NewEntry(v.t("events.title.hint")), kit.NewEntry(v.t("events.value"))
	v.keep = kit.NewPrimaryButton(v.t("events.add"), v.save)
	v.remove = kit.NewButton(v.t("events.remove"), func() {
		if v.editing != 0 {
			v.bench().RemoveEvent(v.editing)
			v.clear()
		}
	})
	v.fresh = kit.NewButtonOf(kit.ButtonQuiet, v.t("events.new"), v.clear)
	v.title.OnSubmitted = func(string) { v.save() }
	v.wrong = kit.NewTruncatedText("", kit.RoleBad)
	form := kit.VBox(kit.GapSmall,
		kit.Columns(kit.GapSmall, []float32{1, 1, 1, 2}, v.kind, v.from, v.to, v.title),
		kit.Columns(kit.GapSmall, []float32{1, 2, 2}, v.by, v.value, kit.HBox(kit.GapSmall, v.keep, v.remove, v.fresh)),
		v.wrong)
	v.content = container.NewBorder(kit.VBox(6, kit.NewParagraph(v.t("events.text"), kit.RoleMuted), v.holidays), kit.Pad(0, 8, form), nil, nil, kit.MinSize(0, 220, v.table))
	v.clear()
	return v
}

func (v *View) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Content gives what to show.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *View) Show(s *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	v.holidays.SetChecked(s.Holidays)
	v.table.SetRows(s.Events)
	for _, b := range []*kit.Button{v.keep, v.remove} {
		if s.Workspace.ReadOnly {
			b.Disable()
		}
	}
}

// Open shows the list in a dialog; it follows the workbench while it is open, for
// whoever calls [View.Show] with each snapshot.
func (v *View) Open(closed func()) *kit.Dialog {
	return kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title: v.t("events.title"), Content: v.content, Width: 760, Height: 520, OnClose: closed,
		Buttons: []kit.DialogButton{{Text: v.t("shell.close"), Cancel: true}},
	})
}

// edit puts an event of the calendar in the form; a public holiday has nothing to edit.
func (v *View) edit(e workbench.Event) {
	if e.Holiday != "" {
		v.clear()
		return
	}
	v.editing = e.ID
	v.kind.SetSelected(e.Kind)
	v.by.SetSelected(string(e.By))
	v.from.SetText(e.From.Format("02-01-2006"))
	v.to.SetText("")
	if !e.To.Equal(e.From) {
		v.to.SetText(e.To.Format("02-01-2006"))
	}
	v.title.SetText(e.Title)
	v.value.SetText(e.Value)
	v.keep.SetText(v.t("events.keep"))
	v.wrong.SetText("")
	v.enable()
}

// clear empties the form for a new event.
func (v *View) clear() {
	v.editing = 0
	for _, e := range []*kit.Entry{v.from, v.to, v.title, v.value} {
		e.SetText("")
	}
	v.by.SetSelected("")
	v.keep.SetText(v.t("events.add"))
	v.wrong.SetText("")
	v.enable()
}

func (v *View) enable() {
	if v.editing == 0 {
		v.remove.Disable()
	} else {
		v.remove.Enable()
	}
	if v.by.Selected() == "" {
		v.value.Disable()
	} else {
		v.value.Enable()
	}
}

// save keeps what is in the form, or says what is wrong with it.
func (v *View) save() {
	e := workspace.Event{ID: v.editing, Kind: v.kind.Selected(), Title: strings.TrimSpace(v.title.Text), By: contact.Dimension(v.by.Selected())}
	if e.By != "" {
		e.Value = strings.TrimSpace(v.value.Text)
	}
	e.From = dayOf(v.from.Text)
	if e.To = e.From; strings.TrimSpace(v.to.Text) != "" {
		e.To = dayOf(v.to.Text)
	}
	why := e.Check()
	if why == "" && e.To.IsZero() {
		why = "event.bad.day"
	}
	if why != "" {
		v.wrong.SetText(v.t(why))
		return
	}
	v.bench().PutEvent(e)
	v.clear()
}

// dayOf reads a day as people write it; zero when it is none.
func dayOf(text string) time.Time {
	d, err := repeat.ParseDate(strings.TrimSpace(text))
	if err != nil {
		return time.Time{}
	}
	return d.Time()
}
