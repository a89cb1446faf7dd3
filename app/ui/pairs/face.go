package pairs

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// facts is what a face shows of a contact.
type facts struct {
	Time                                                  time.Time
	Reason, Process, Channel, Team, Agent, Third, Outcome string
	later                                                 string // of the second contact: how long after the first
}

// face shows one contact of a pair to read: when, what about, by whom, and what was written down.
type face struct {
	l      *locale.Locale
	card   *kit.Card
	when   *kit.Text
	what   *kit.Paragraph
	who    *kit.Paragraph
	note   *kit.Paragraph
	scroll *container.Scroll
}

func newFace(l *locale.Locale, title string) *face {
	f := &face{l: l, when: kit.NewTruncatedText("", kit.RoleMuted), what: kit.NewParagraph("", kit.RoleStrong), who: kit.NewParagraph("", kit.RoleSmall),
		note: kit.NewParagraph("", kit.RoleBody)}
	f.scroll = container.NewVScroll(container.New(&besideBar{}, kit.VBox(6, f.what, f.who, kit.Line(), f.note)))
	f.card = kit.NewCard(title, nil, kit.VBoxFill(4, f.when, kit.MinSize(160, 70, f.scroll)))
	return f
}

// show shows a contact; d is what of it is kept on disk, nil while that is being read.
func (f *face) show(c facts, d *workbench.ContactDetail) {
	id := ""
	if d != nil && d.ID != "" {
		id = f.l.T("pairs.detail.id", "id", d.ID)
	}
	f.when.SetText(figure.Join(f.l.DateTime(c.Time.Truncate(time.Minute)), c.later, id))
	reason := c.Reason
	if reason == "" {
		reason = f.l.T("samples.reason")
	}
	what := reason
	if c.Process != "" && c.Process != reason {
		what = figure.Join(reason, c.Process)
	}
	f.what.SetText(what)
	f.who.SetText(figure.Join(c.Channel, c.Team, c.Agent, c.Third, c.Outcome))
	role := kit.RoleMuted
	text := ""
	switch {
	case d == nil:
		text = f.l.T("pairs.detail.reading")
	case d.Err != nil:
		text = workbench.Say(d.Err, f.l)
	case d.Note == "":
		text = f.l.T("pairs.detail.no_note")
	default:
		text, role = cut(d.Note), kit.RoleBody
	}
	if f.note.Text() != text {
		f.scroll.ScrollToTop()
	}
	f.note.SetRole(role)
	f.note.SetText(text)
	f.scroll.Refresh()
}

// longest is how much of a note is shown: what is longer makes every key slow.
const longest = 4000

func cut(note string) string {
	if runes := []rune(note); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return note
}

// factsBy gives the facts of a contact by its values.
func factsBy(at time.Time, value func(d contact.Dimension) string) facts {
	return facts{Time: at, Reason: value(contact.Reason), Process: value(contact.Process), Channel: value(contact.Channel), Team: value(contact.Team),
		Agent: value(contact.Agent), Third: value(contact.Third), Outcome: value(contact.Outcome)}
}

// besideBar leaves room for the bar of a scroll at the right.
type besideBar struct{}

const barRoom = 14

func (besideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+barRoom, m.Height)
}

func (besideBar) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width-barRoom, s.Height))
	o[0].Move(fyne.NewPos(0, 0))
}

// upper puts two objects above one another; the lower takes a share of the height, within bounds.
type upper struct{ share, least, most float32 }

func (u *upper) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+kit.GapSmall+max(u.least, b.Height))
}

func (u *upper) Layout(o []fyne.CanvasObject, s fyne.Size) {
	low := min(max(s.Height*u.share, u.least), u.most)
	low = min(low, s.Height-kit.GapSmall-o[0].MinSize().Height)
	top := float32(int(s.Height - low - kit.GapSmall))
	o[0].Resize(fyne.NewSize(s.Width, top))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-top-kit.GapSmall))
	o[1].Move(fyne.NewPos(0, top+kit.GapSmall))
}
