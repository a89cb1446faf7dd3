package kaizen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// people is the tab of who does what: owners, and who has more than they can carry.
type people struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	none    *kit.EmptyState

	text  *kit.Paragraph
	most  *kit.Field // open actions a person can carry
	table *kit.Table[kaizen.Load]
	side  *side
	form  *kit.Form
	id    kaizen.ID

	name, team, email, limit *kit.Field
	left                     *kit.Check
	has                      *kit.Paragraph
	list                     *fyne.Container
	file, agenda             *kit.Button
	remove                   *kit.LinkButton
	history                  *historyBox

	open    func(id kaizen.ID)
	only    func(owner kaizen.ID) // shows the actions of one person
	drawn   drawn
	shown   *kaizen.Register
	setting bool
}

func newPeople(sh screen.Shell, open, only func(id kaizen.ID)) *people {
	l := sh.Locale()
	p := &people{sh: sh, open: open, only: only, form: kit.NewForm(), text: kit.NewParagraph("", kit.RoleMuted)}
	p.most = kit.NewField("", func(text string) {
		n, _ := strconv.Atoi(strings.TrimSpace(text))
		err := sh.Bench().SetRegisterSettings(func(s *kaizen.Settings) { s.Limit = n })
		fail(sh, err)
		p.drawn = drawn{}
		p.Show(sh.Bench().Snapshot())
	})
	p.most.SetTip(l.T("board.people.most.tip"))
	number := func(f func(x kaizen.Load) int) func(kaizen.Load) string {
		return func(x kaizen.Load) string {
			if n := f(x); n > 0 {
				return l.Int(n)
			}
			return ""
		}
	}
	less := func(f func(x kaizen.Load) int) func(a, b kaizen.Load) bool {
		return func(a, b kaizen.Load) bool { return f(a) < f(b) }
	}
	open1, late, ideas, helps := func(x kaizen.Load) int { return len(x.Open) }, func(x kaizen.Load) int { return x.Late }, func(x kaizen.Load) int { return x.Ideas }, func(x kaizen.Load) int { return x.Helps }
	p.table = kit.NewTable(
		kit.Column[kaizen.Load]{ID: "name", Title: l.T("kaizen.field.name"), MinWidth: 130, Text: func(x kaizen.Load) string { return x.Person.Name },
			Role: func(kaizen.Load) kit.Role { return kit.RoleStrong }, Less: func(a, b kaizen.Load) bool { return strings.ToLower(a.Person.Name) < strings.ToLower(b.Person.Name) },
			Tag: func(x kaizen.Load) string {
				switch {
				case x.TooMany():
					return l.T("board.people.too_many")
				case x.Person.Left:
					return l.T("board.people.left")
				}
				return ""
			}},
		kit.Column[kaizen.Load]{ID: "team", Title: l.T("kaizen.field.team"), Width: 130, MinWidth: 70, Text: func(x kaizen.Load) string { return x.Person.Team },
			Less: func(a, b kaizen.Load) bool { return a.Person.Team < b.Person.Team }},
		kit.Column[kaizen.Load]{ID: "open", Title: l.T("board.people.open"), Tip: l.T("board.people.open.tip"), Width: 84, Align: fyne.TextAlignTrailing, DescFirst: true, Less: less(open1),
			Text: func(x kaizen.Load) string {
				return l.T("board.people.of", "n", len(x.Open), "most", x.Most)
			}, Role: func(x kaizen.Load) kit.Role {
				if x.TooMany() {
					return kit.RoleBad
				}
				return kit.RoleBody
			}},
		kit.Column[kaizen.Load]{ID: "load", Title: l.T("board.people.load"), Tip: l.T("board.people.load.tip"), Width: 150, Text: func(x kaizen.Load) string { return l.PercentN(load(x), 0) },
			Bar: func(x kaizen.Load) float64 { return min(1, load(x)/1.5) }, BarColor: func(x kaizen.Load) kit.Role {
				if x.TooMany() {
					return kit.RoleBad
				}
				return kit.RoleAccent
			}},
		kit.Column[kaizen.Load]{ID: "late", Title: l.T("board.people.late"), Width: 70, Align: fyne.TextAlignTrailing, DescFirst: true, Text: number(late), Less: less(late),
			Role: func(kaizen.Load) kit.Role { return kit.RoleBad }},
		kit.Column[kaizen.Load]{ID: "ideas", Title: l.T("board.people.ideas"), Width: 70, Align: fyne.TextAlignTrailing, DescFirst: true, Text: number(ideas), Less: less(ideas)},
		kit.Column[kaizen.Load]{ID: "helps", Title: l.T("board.people.helps"), Width: 70, Align: fyne.TextAlignTrailing, DescFirst: true, Text: number(helps), Less: less(helps)})
	p.table.Key = func(x kaizen.Load) string { return idText(x.Person.ID) }
	p.table.OnActivate = func(x kaizen.Load) {
		if p.side.isOpen() && p.id == x.Person.ID {
			focus(sh, p.name)
			return
		}
		p.show(x.Person.ID)
	}
	p.table.OnSelect = func(x kaizen.Load) {
		if p.side.isOpen() {
			p.show(x.Person.ID)
		}
	}
	p.table.OnDelete(func(x kaizen.Load) { p.take(x.Person.ID) })
	p.table.OnCopy = sh.Copy
	p.makeForm()
	p.side = newSide(sh, l.T("board.person.title"), p.form.Content())
	p.side.back = func() { focus(sh, p.table) }
	p.side.closed = func() { p.choose(0) }
	fresh := kit.NewPrimaryButton(l.T("board.person.add"), p.add)
	p.side.around = container.NewBorder(nil, nil, nil, p.side.content, kit.NewCard("", nil, p.table))
	limit := kit.HBox(kit.GapSmall, kit.NewText(l.T("board.people.most"), kit.RoleMuted), kit.MinWidth(56, p.most))
	p.page = kit.VBoxFill(kit.GapSmall, container.NewBorder(nil, nil, nil, kit.VBox(0, kit.HBox(kit.Gap, limit, fresh)), p.text), p.side.around)
	p.none = kit.NewEmptyState(l.T("board.people.none.title"), l.T("board.people.none.text"), kit.NewPrimaryButton(l.T("board.person.add"), p.add))
	p.content = container.NewStack(p.page, p.none)
	put(p.content, p.none)
	return p
}

// load is how full a person's hands are: 1 is all they can carry.
func load(x kaizen.Load) float64 {
	if x.Most == 0 {
		return 0
	}
	return float64(len(x.Open)) / float64(x.Most)
}

func (p *people) makeForm() {
	l := p.sh.Locale()
	label := func(id string) string { return capital(l.T("kaizen.field." + id)) }
	p.name = kit.NewField("", func(text string) { p.edit(func(x *kaizen.Person) { x.Name = text }) })
	p.team = kit.NewField("", func(text string) { p.edit(func(x *kaizen.Person) { x.Team = text }) })
	p.email = kit.NewField(l.T("board.person.email.hint"), func(text string) { p.edit(func(x *kaizen.Person) { x.Email = text }) })
	p.limit = kit.NewField(l.T("board.person.limit.hint"), func(text string) {
		text = strings.TrimSpace(text)
		n, err := strconv.Atoi(text)
		if err != nil && text != "" {
			p.form.Wrong("limit", l.T("kaizen.bad.limit"))
			return
		}
		p.edit(func(x *kaizen.Person) { x.Limit = n })
	})
	p.left = kit.NewCheck(l.T("board.person.left"), false, func(on bool) { p.edit(func(x *kaizen.Person) { x.Left = on }) })
	p.has = kit.NewParagraph("", kit.RoleStrong)
	p.list = kit.VBox(4)
	p.file = kit.NewButton(l.T("board.person.all"), func() { p.only(p.id) })
	p.remove = kit.NewLinkButton(l.T("board.remove"), func() { p.take(p.id) })
	p.history = newHistoryBox(p.sh)
	p.form.Follow(p.left, p.left)
	p.agenda = kit.NewButton(l.T("board.person.agenda"), func() { saveCalendar(p.sh, p.id) })
	p.agenda.SetTip(l.T("board.person.agenda.tip"))
	p.form.Follow(p.agenda, p.agenda)
	p.form.Follow(p.file, p.file)
	p.form.Follow(p.remove, p.remove)
	p.form.Add(p.form.Field("name", label("name"), "", p.name),
		kit.Columns(kit.GapSmall, nil, p.form.Field("team", label("team"), "", p.team), p.form.Field("limit", label("limit"), l.T("board.person.limit.tip"), p.limit)),
		p.form.Field("email", label("email"), l.T("board.person.email.tip"), p.email), p.left,
		kit.Line(), p.has, p.list, kit.Flow(kit.GapSmall, p.file, p.agenda, kit.Pad(0, 5, p.remove)),
		kit.Line(), kit.NewText(l.T("board.part.history"), kit.RoleStrong), p.history.content)
}

// Content gives what to show.
func (p *people) Content() fyne.CanvasObject { return p.content }

// Escape leaves the panel, then closes it.
func (p *people) Escape() bool { return p.side.escape() }

// Show draws a snapshot.
func (p *people) Show(n *workbench.Snapshot) {
	if n.Register == nil {
		return
	}
	if len(n.Register.People) == 0 {
		p.side.close()
		put(p.content, p.none)
		return
	}
	put(p.content, p.page)
	l := p.sh.Locale()
	if now := (drawn{register: n.Register, rest: n.Today.String()}); p.drawn != now {
		p.drawn = now
		loads := n.Register.Loads(n.Today)
		p.table.SetRows(loads)
		over := 0
		for _, x := range loads {
			if x.TooMany() {
				over++
			}
		}
		p.text.SetText(l.T("board.people.text", "n", len(loads)))
		if over > 0 {
			p.text.SetText(l.T("board.people.over", "n", over))
		}
		p.most.Set(strconv.Itoa(n.Register.Settings.Most(nil)))
	}
	if p.side.isOpen() {
		p.fill(n)
	}
}

func (p *people) choose(id kaizen.ID) {
	if p.id == id {
		return
	}
	if p.id != 0 {
		leave(p.name, p.team, p.email, p.limit)
	}
	p.id, p.shown = id, nil
	p.form.Right()
	p.form.Top()
	p.history.of(kaizen.Ref{Kind: kaizen.OfPerson, ID: id})
}

func (p *people) show(id kaizen.ID) {
	p.Show(p.sh.Bench().Snapshot()) // it may be the first one there is
	p.choose(id)
	p.side.open()
	p.fill(p.sh.Bench().Snapshot())
}

func (p *people) fill(n *workbench.Snapshot) {
	x := n.Register.Person(p.id)
	p.history.show(n)
	if x == nil || p.shown == n.Register {
		return
	}
	p.shown = n.Register
	p.setting = true
	defer func() { p.setting = false }()
	l := p.sh.Locale()
	p.name.Set(x.Name)
	p.team.Set(x.Team)
	p.email.Set(x.Email)
	limit := ""
	if x.Limit > 0 {
		limit = strconv.Itoa(x.Limit)
	}
	p.limit.Set(limit)
	p.left.SetChecked(x.Left)
	p.list.Objects = nil
	open := 0
	for _, y := range n.Register.Loads(n.Today) {
		if y.Person.ID != x.ID {
			continue
		}
		open = len(y.Open)
		for _, a := range y.Open {
			p.list.Add(stateRow(n, p.sh, p.form, a, p.open))
		}
	}
	p.has.SetText(l.T("board.person.has", "n", open))
	p.form.Refresh()
}

func (p *people) edit(f func(x *kaizen.Person)) {
	if p.setting || p.id == 0 {
		return
	}
	err := p.sh.Bench().EditPerson(p.id, f)
	p.form.Right()
	r := refused(err)
	switch {
	case err == nil:
	case r == nil || !p.form.Wrong(r.Field, r.In(p.sh.Locale())):
		p.sh.Fail(err)
	}
	p.shown = nil
	p.fill(p.sh.Bench().Snapshot())
}

func (p *people) take(id kaizen.ID) {
	err := p.sh.Bench().RemoveItem(kaizen.Ref{Kind: kaizen.OfPerson, ID: id})
	if err == nil && p.id == id {
		p.side.close()
	}
	fail(p.sh, err)
}

func (p *people) add() {
	l := p.sh.Locale()
	ask(p.sh, question{title: l.T("board.person.add"), text: l.T("board.person.add.text"), hint: l.T("kaizen.field.name"), yes: l.T("board.new.add")}, func(name string) error {
		id, err := p.sh.Bench().AddPerson(kaizen.Person{Name: name})
		if err == nil {
			p.show(id)
			focus(p.sh, p.team)
		}
		return err
	})
}
