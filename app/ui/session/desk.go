package session

import (
	"fyne.io/fyne/v2"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// bench is what a session asks of the workbench.
type bench interface {
	Snapshot() *workbench.Snapshot
	Look(l workbench.Look)
	EditRegister(what string, f func(e *kaizen.Edit) error) error
	FreezeBaseline(of kaizen.Ref)
	Freeze(sel repeat.Selection, then func(b *kaizen.Baseline))
	UndoRegister() error
	RedoRegister() error
	PrintSession(path string, id kaizen.ID, paper report.Paper, charts report.SessionCharts, l *locale.Locale)
	ExportCalendar(path string, person, session kaizen.ID, l *locale.Locale)
}

// cursor is where a person is in a session; the page and session mode share it.
type cursor struct {
	step     string    // id of the step in sight
	fact     int       // which of the facts
	bone     kaizen.ID // of the fishbone
	cause    kaizen.ID // on that bone; 0: the bone itself
	idea     kaizen.ID
	ballot   kaizen.ID // of whoever votes now; 0: nobody
	revealed bool      // the votes are shown
	action   kaizen.ID
}

// desk is what the steps of a session work on.
type desk struct {
	sh    screen.Shell
	bench bench
	l     *locale.Locale
	id    kaizen.ID
	at    *cursor

	beamer bool
	asking bool    // something is asked at the foot, which takes room
	scale  float32 // of letters; 1 on a page

	n     *workbench.Snapshot
	s     *kaizen.Session         // as it is in n; nil when it is not there any more
	facts *workbench.SessionFacts // of s; nil until they are made

	ask    func(a ask)       // asks a person for something
	redraw func()            // the cursor moved
	tell   func(text string) // says something in passing; nil: in a dialog
}

// see takes a snapshot to work on.
func (d *desk) see(n *workbench.Snapshot) {
	d.n, d.s = n, nil
	if n.Register != nil {
		d.s = n.Register.Session(d.id)
	}
	if n.Looked != nil && n.Looked.Facts != nil && n.Looked.Facts.Key.ID == d.id {
		d.facts = n.Looked.Facts
	}
	if d.facts != nil && d.s != nil && d.facts.Key != workbench.LookAtSession(d.s) {
		d.facts = nil // of another scope
	}
}

func (d *desk) t(id string, pairs ...any) string { return d.l.T(id, pairs...) }

// edit changes the session; an error says which rule it would break.
func (d *desk) edit(f func(s *kaizen.Session)) error {
	return d.bench.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if s := e.Session(d.id); s != nil {
			f(s)
		}
		return nil
	})
}

// try changes the session for what needs no field to be refused in.
func (d *desk) try(f func(s *kaizen.Session)) {
	if err := d.edit(f); err != nil {
		d.sh.Fail(err)
	}
}

// locked reports whether nothing can be changed.
func (d *desk) locked() bool { return d.s == nil || d.n.Workspace.ReadOnly }

// today gives the day it is.
func (d *desk) today() repeat.Date { return d.n.Today }

// names lists the people of the register who have not left.
func (d *desk) names() []string {
	var all []string
	for _, p := range d.n.Register.People {
		if !p.Left {
			all = append(all, p.Name)
		}
	}
	return all
}

// name gives the name of a person, or a dash.
func (d *desk) name(id kaizen.ID) string {
	if name := d.n.Register.Name(id); name != "" {
		return name
	}
	return "–"
}

// The texts of a step in the size of its desk.

func (d *desk) para(text string, r kit.Role) *kit.Paragraph {
	return kit.NewParagraph(text, r).Scale(d.scale)
}
func (d *desk) bold(text string) *kit.Paragraph        { return d.para(text, kit.RoleStrong) }
func (d *desk) text(text string, r kit.Role) *kit.Text { return kit.NewText(text, r).Scale(d.scale) }
func (d *desk) line(text string, r kit.Role) *kit.Text {
	return kit.NewTruncatedText(text, r).Scale(d.scale)
}

// gap is a distance in the size of the desk.
func (d *desk) gap(x float32) float32 { return x * d.scale }

// card puts a content under a title on a surface.
func (d *desk) card(title string, content fyne.CanvasObject) fyne.CanvasObject {
	if !d.beamer {
		return kit.NewCard(title, nil, content)
	}
	parts := []fyne.CanvasObject{content}
	if title != "" {
		parts = []fyne.CanvasObject{d.line(title, kit.RoleMuted), content}
	}
	return kit.Panel(d.gap(12), kit.VBoxFill(d.gap(6), parts...))
}
