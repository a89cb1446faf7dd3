// Package story is the page with everything one customer asked, on a line of time with the pairs drawn. It opens over the
// screen where it was asked for and one key leads back. The customer goes by number until the key is asked for.
package story

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// bench is what the page asks of the workbench.
type bench interface {
	ReadStory(place int)
}

// row is a contact with its number in the story.
type row struct {
	at int
	repeat.StoryContact
}

type view struct {
	sh      screen.Shell
	bench   func() bench
	content fyne.CanvasObject

	title *kit.Text
	what  *kit.Text
	sum   *kit.Text
	keys  *kit.Check
	chart *chartview.View
	frame *fyne.Container
	table *kit.Table[row]
	note  *kit.Paragraph
	about *kit.Text
	fair  *kit.Text

	shown  *workbench.Story
	told   *repeat.Story
	chosen int // place in Contacts; −1: none
}

// New makes the page.
func New(sh screen.Shell) screen.Screen {
	v := &view{sh: sh, bench: func() bench { return sh.Bench() }, chosen: -1}
	v.title, v.what, v.sum = kit.NewTruncatedText("", kit.RoleHeading), kit.NewTruncatedText("", kit.RoleMuted), kit.NewTruncatedText("", kit.RoleStrong)
	back := kit.NewButton(v.t("story.back"), func() { sh.Run("back") })
	back.SetTip(v.t("story.back.tip"))
	v.keys = kit.NewCheck(v.t("story.keys"), false, func(bool) { v.head() })
	v.chart = chartview.New()
	v.chart.OnHit = func(h charts.Hit) {
		switch {
		case v.told == nil:
		case h.Series == charts.HitArc && h.Index < len(v.told.Pairs):
			v.choose(v.told.Pairs[h.Index].Second)
		case h.Series == 0:
			v.choose(h.Index)
		}
	}
	v.table = kit.NewTable[row]()
	v.table.Key = func(r row) string { return fmt.Sprint(r.Place) }
	v.table.OnSelect = func(r row) { v.choose(r.at) }
	v.table.OnCopy = sh.Copy
	v.about, v.note = kit.NewTruncatedText("", kit.RoleMuted), kit.NewParagraph("", kit.RoleBody)
	v.fair = kit.NewTruncatedText("", kit.RoleSmall)
	v.frame = container.New(&high{}, v.chart.Widget)
	top := container.NewBorder(nil, nil, back, v.keys, kit.Pad(kit.GapSmall, 0, v.title))
	chart := kit.NewCard("", nil, v.frame)
	scroll := container.NewVScroll(v.note)
	notes := kit.NewCard("", nil, kit.VBoxFill(4, v.about, kit.MinSize(120, 62, scroll)))
	v.content = kit.Pad(kit.GapPage, kit.GapPage, container.NewBorder(kit.VBox(kit.GapSmall, top, v.what, v.sum, chart), kit.VBox(4, notes, v.fair), nil, nil,
		kit.Pad(0, kit.GapSmall, kit.NewCard("", nil, v.table))))
	return v
}

func (v *view) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Content gives what to show.
func (v *view) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *view) Show(s *workbench.Snapshot) {
	story := s.Story
	if story == nil {
		v.shown, v.told, v.chosen = nil, nil, -1
		return
	}
	fresh := v.shown == nil || v.shown.Number != story.Number
	if fresh {
		v.keys.SetChecked(false)
		v.chosen = -1
	}
	v.shown = story
	if story.Told != v.told {
		v.told = story.Told
		if v.chosen >= len(v.told.Contacts) {
			v.chosen = -1
		}
		v.arrange(s)
		if fresh {
			if i := v.told.Find(story.Place); i >= 0 {
				v.table.Select(i)
				v.choose(i)
			}
		}
	}
	v.head()
	v.detail()
}

// head writes the title, with the key of the customer when it is asked for.
func (v *view) head() {
	if v.told == nil {
		return
	}
	title := v.t("story.title", "n", v.sh.Locale().Int(int(v.told.Customer)))
	if v.keys.Checked {
		title = figure.Join(title, v.told.Key())
	}
	v.title.SetText(title)
}

// arrange shows another story.
func (v *view) arrange(s *workbench.Snapshot) {
	l := v.sh.Locale()
	v.what.SetText(l.T("story.what", "definition", v.told.Definition.Short(l)))
	v.sum.SetText(figure.StoryTitle(v.told, l))
	v.sum.SetTip(l.T("story.chart.tip"))
	repeats := map[int]repeat.StoryPair{}
	for _, p := range v.told.Pairs {
		repeats[p.Second] = p // of several the nearest, which comes last
	}
	columns := []kit.Column[row]{
		{ID: "number", Title: v.t("story.column.number"), Width: 40, Align: fyne.TextAlignTrailing, Text: func(r row) string { return fmt.Sprint(r.at + 1) }},
		{ID: "time", Title: v.t("contacts.column.time"), Width: 134, Text: func(r row) string { return l.Date(r.Time) + r.Time.Format(" 15:04") }},
		{ID: "repeats", Title: v.t("story.column.repeats"), Tip: v.t("story.column.repeats.tip"), Width: 104, Text: func(r row) string {
			p, ok := repeats[r.at]
			if !ok {
				return "–"
			}
			return l.T("story.repeats", "n", p.First+1, "gap", figure.Gap(p.Between, l))
		}},
	}
	agents := false
	for _, d := range []contact.Dimension{contact.Reason, contact.Process, contact.Channel, contact.Team, contact.Agent, contact.Third, contact.Outcome} {
		if v.told.Log().Column(d).Dict.Len() < 2 {
			continue
		}
		agents = agents || d == contact.Agent
		columns = append(columns, kit.Column[row]{ID: string(d), Title: l.T("dimension." + string(d)), Width: widths[d], MinWidth: least[d],
			Text: func(r row) string { return figure.Value(d, r.Value(d), l) },
			Role: func(r row) kit.Role {
				if r.Value(d) == "" || !r.Counted {
					return kit.RoleFaint
				}
				return kit.RoleBody
			}})
	}
	columns = append(columns, kit.Column[row]{ID: "chain", Title: v.t("story.column.chain"), Tip: v.t("story.column.chain.tip"), Width: 56, Align: fyne.TextAlignTrailing, Text: func(r row) string {
		if r.Chain == 0 {
			return "–"
		}
		return fmt.Sprint(r.Chain)
	}})
	v.table.SetColumns(columns...)
	rows := make([]row, len(v.told.Contacts))
	for i, c := range v.told.Contacts {
		rows[i] = row{i, c}
	}
	v.table.SetRows(rows)
	v.fair.SetText("")
	if agents {
		v.fair.SetText(figure.Join(l.T("figure.appraisal"), screen.AgentNames(s, l)))
	}
	v.draw()
}

var widths = map[contact.Dimension]float32{contact.Process: 130, contact.Channel: 84, contact.Team: 108, contact.Third: 120, contact.Agent: 84, contact.Outcome: 96}

var least = map[contact.Dimension]float32{contact.Reason: 150, contact.Process: 72, contact.Channel: 72, contact.Team: 64, contact.Third: 72, contact.Agent: 64, contact.Outcome: 72}

// draw draws the line of time.
func (v *view) draw() {
	told, chosen, l := v.told, v.chosen, v.sh.Locale()
	lanes := map[string]bool{}
	for _, c := range told.Contacts {
		lanes[c.Value(contact.Channel)] = true
	}
	v.frame.Layout.(*high).lanes = len(lanes)
	v.chart.Set(func() charts.Chart { return figure.StoryChart(told, chosen, l) })
	v.frame.Refresh()
}

// choose takes a contact in hand: its note is read, and the chart rings it.
func (v *view) choose(i int) {
	if v.told == nil || i < 0 || i >= len(v.told.Contacts) || i == v.chosen {
		return
	}
	v.chosen = i
	if v.table.SelectedIndex() != i {
		v.table.Select(i)
	}
	v.draw()
	v.detail()
	v.bench().ReadStory(v.told.Contacts[i].Place)
}

// detail shows what was written down of the contact in hand.
func (v *view) detail() {
	if v.told == nil || v.chosen < 0 {
		v.about.SetText(v.t("story.hint"))
		v.note.SetText("")
		return
	}
	v.about.SetText(figure.StoryText(v.told, v.chosen, v.sh.Locale()))
	text, role := v.t("pairs.detail.reading"), kit.RoleMuted
	if d := v.shown.Detail; d != nil && d.Place == v.told.Contacts[v.chosen].Place {
		switch {
		case d.Err != nil:
			text = workbench.Say(d.Err, v.sh.Locale())
		case d.Note == "":
			text = v.t("pairs.detail.no_note")
		default:
			text, role = d.Note, kit.RoleBody
		}
	}
	v.note.SetRole(role)
	v.note.SetText(text)
}

// high gives the chart the height that its lanes want, within what a window has.
type high struct{ lanes int }

func (h *high) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, 84+float32(min(max(h.lanes, 1), 4))*44)
}

func (h *high) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[0].Move(fyne.NewPos(0, 0))
}
