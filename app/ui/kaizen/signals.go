package kaizen

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// Which signals are listed.
const (
	signalsOpen = "open"
	signalsAll  = "all"
)

// signals is the tab of what staff could not solve in one go: raised by someone, taken up by an action, and told back.
type signals struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	none    *kit.EmptyState

	which *kit.ChipGroup
	table *kit.Table[*kaizen.Signal]
	side  *side
	form  *kit.Form
	id    kaizen.ID

	text, answer    *kit.Field
	from, owner     *kit.ChoiceField
	reason, process *kit.ChoiceField
	day             *kit.DateField
	state           *kit.Paragraph
	act, see        *kit.Button
	told            *kit.Button
	remove          *kit.LinkButton
	history         *historyBox

	open    func(id kaizen.ID)
	n       *workbench.Snapshot
	drawn   drawn
	shown   *kaizen.Signal
	setting bool
}

func newSignals(sh screen.Shell, open func(id kaizen.ID)) *signals {
	l := sh.Locale()
	s := &signals{sh: sh, open: open, form: kit.NewForm()}
	s.which = kit.NewChipGroup([]kit.Option{{ID: signalsOpen}, {ID: signalsAll}}, signalsOpen, func(string) { s.drawn = drawn{}; s.Show(s.n) })
	s.table = kit.NewTable(
		kit.Column[*kaizen.Signal]{ID: "day", Title: l.T("kaizen.field.day"), Width: 78, Text: func(x *kaizen.Signal) string { return day.Short(x.Day, s.n.Today, l) },
			Less: func(a, b *kaizen.Signal) bool { return a.Day.Time().Before(b.Day.Time()) }, DescFirst: true},
		kit.Column[*kaizen.Signal]{ID: "text", Title: l.T("board.signal.text"), MinWidth: 220, Text: func(x *kaizen.Signal) string { return firstLine(x.Text) },
			Role: func(*kaizen.Signal) kit.Role { return kit.RoleStrong }},
		kit.Column[*kaizen.Signal]{ID: "about", Title: l.T("board.signal.about"), Width: 170, MinWidth: 80, Text: func(x *kaizen.Signal) string { return aboutText(x, l) },
			Less: func(a, b *kaizen.Signal) bool { return aboutText(a, l) < aboutText(b, l) }},
		kit.Column[*kaizen.Signal]{ID: "from", Title: l.T("board.signal.from"), Width: 120, MinWidth: 70, Text: func(x *kaizen.Signal) string { return s.n.Register.Name(x.From) },
			Less: func(a, b *kaizen.Signal) bool { return s.n.Register.Name(a.From) < s.n.Register.Name(b.From) }},
		kit.Column[*kaizen.Signal]{ID: "state", Title: l.T("kaizen.field.state"), Width: 190, MinWidth: 110, Text: func(x *kaizen.Signal) string { return s.stateText(x) },
			Role: func(x *kaizen.Signal) kit.Role { return s.stateRole(x) }, Less: func(a, b *kaizen.Signal) bool {
				return slices.Index(kaizen.Answers, a.State) < slices.Index(kaizen.Answers, b.State)
			}})
	s.table.Key = func(x *kaizen.Signal) string { return idText(x.ID) }
	s.table.SetSort("day", true)
	s.table.SetEmptyText(l.T("board.signals.none_open"))
	s.table.OnActivate = func(x *kaizen.Signal) {
		if s.side.isOpen() && s.id == x.ID {
			focus(sh, s.text)
			return
		}
		s.show(x.ID)
	}
	s.table.OnSelect = func(x *kaizen.Signal) {
		if s.side.isOpen() {
			s.show(x.ID)
		}
	}
	s.table.OnDelete(func(x *kaizen.Signal) { s.take(x.ID) })
	s.table.OnCopy = sh.Copy
	s.makeForm()
	s.side = newSide(sh, l.T("board.signal.title"), s.form.Content())
	s.side.back = func() { focus(sh, s.table) }
	s.side.closed = func() { s.choose(0) }
	fresh := kit.NewPrimaryButton(l.T("board.signal.new"), s.add)
	s.side.around = container.NewBorder(nil, nil, nil, s.side.content, kit.NewCard("", nil, s.table))
	s.page = kit.VBoxFill(kit.GapSmall, container.NewBorder(nil, nil, nil, kit.VBox(0, fresh), kit.HBox(0, s.which)), s.side.around)
	s.none = kit.NewEmptyState(l.T("board.signals.none.title"), l.T("board.signals.none.text"), kit.NewPrimaryButton(l.T("board.signal.new"), s.add))
	s.content = container.NewStack(s.page, s.none)
	put(s.content, s.none)
	return s
}

func (s *signals) makeForm() {
	l, sh := s.sh.Locale(), s.sh
	label := func(id string) string { return capital(l.T("kaizen.field." + id)) }
	s.text = kit.NewTextField(l.T("board.signal.text.hint"), 4, func(text string) { s.edit(func(x *kaizen.Signal) { x.Text = text }) })
	s.from = personField(sh, func(name string) { s.person(name, func(x *kaizen.Signal, id kaizen.ID) { x.From = id }) })
	s.owner = personField(sh, func(name string) {
		s.person(name, func(x *kaizen.Signal, id kaizen.ID) {
			x.Owner = id
			if id != 0 && x.State == kaizen.Raised {
				x.State = kaizen.TakenUp // someone is at it
			}
		})
	})
	s.day = day.NewField(l, func() repeat.Date { return sh.Bench().Snapshot().Today }, func(d repeat.Date) { s.edit(func(x *kaizen.Signal) { x.Day = d }) })
	s.day.OnBad = func(string) { s.form.Wrong("day", l.T("kaizen.bad.day")) }
	known := func(d contact.Dimension) func() []string {
		return func() []string { return valuesOf(sh.Bench().Snapshot(), d) }
	}
	s.reason = kit.NewChoiceField("", known(contact.Reason), nil, func(text string) { s.edit(func(x *kaizen.Signal) { x.Reason = text }) })
	s.process = kit.NewChoiceField("", known(contact.Process), nil, func(text string) { s.edit(func(x *kaizen.Signal) { x.Process = text }) })
	s.answer = kit.NewTextField(l.T("board.signal.answer.hint"), 3, func(text string) { s.edit(func(x *kaizen.Signal) { s.answered(x, text) }) })
	s.state = kit.NewParagraph("", kit.RoleBody)
	s.act = kit.NewButton(l.T("board.signal.act"), func() { actOn(sh, s.id, s.open) })
	s.see = kit.NewButton(l.T("board.signal.see"), func() {
		if x := sh.Bench().Snapshot().Register.Signal(s.id); x != nil {
			s.open(x.Action)
		}
	})
	s.told = kit.NewPrimaryButton(l.T("board.signal.answer"), func() { s.answer.Keep(); reply(sh, s.id) })
	s.remove = kit.NewLinkButton(l.T("board.remove"), func() { s.take(s.id) })
	s.history = newHistoryBox(sh)
	buttons := kit.Flow(kit.GapSmall, s.act, s.see, s.told)
	for _, b := range []*kit.Button{s.act, s.see, s.told} {
		s.form.Follow(b, buttons)
	}
	s.form.Follow(s.remove, s.remove)
	s.form.Add(s.form.Field("text", l.T("board.signal.text"), l.T("board.signal.text.tip"), s.text),
		kit.Columns(kit.GapSmall, nil, s.form.Field("from", capital(l.T("board.signal.from")), l.T("board.signal.from.tip"), s.from.CompletionEntry), s.form.Field("day", label("day"), "", s.day)),
		kit.Columns(kit.GapSmall, nil, s.form.Field("process", label("process"), "", s.process.CompletionEntry), s.form.Field("reason", label("reason"), "", s.reason.CompletionEntry)),
		s.form.Field("owner", label("owner"), l.T("board.signal.owner.tip"), s.owner.CompletionEntry),
		s.state, buttons, s.form.Field("answer", label("answer"), l.T("board.signal.answer.tip"), s.answer), kit.HBox(0, s.remove),
		kit.Line(), kit.NewText(l.T("board.part.history"), kit.RoleStrong), s.history.content)
}

// answered keeps what was told back; a signal without it is not answered any more.
func (s *signals) answered(x *kaizen.Signal, text string) {
	if strings.TrimSpace(text) != "" {
		x.Reply(text, s.sh.Bench().Snapshot().Today)
		return
	}
	x.Answer, x.Answered = "", repeat.Date{}
	if x.State == kaizen.Answered {
		x.State = kaizen.TakenUp
	}
}

// valuesOf lists the values that the data have of a dimension.
func valuesOf(n *workbench.Snapshot, d contact.Dimension) []string {
	if n.Workspace.Values == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.Workspace.Values(d)), func(v string) bool { return v == "" })
}

func firstLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// aboutText says what a signal is about.
func aboutText(s *kaizen.Signal, l *locale.Locale) string {
	switch {
	case s.Reason != "":
		return s.Reason
	case s.Process != "":
		return s.Process
	case len(s.Scope.Filter) > 0:
		return scopeText(s.Scope, l)
	}
	return ""
}

// stateText says how far a signal is.
func (s *signals) stateText(x *kaizen.Signal) string {
	l := s.sh.Locale()
	a := s.n.Register.Action(x.Action)
	switch {
	case x.State == kaizen.TakenUp && a != nil && (a.Status.Finished() || a.Status == kaizen.Dropped):
		return l.T("board.signal.to_tell")
	case x.State == kaizen.TakenUp && a != nil:
		return l.T("board.signal.by", "status", l.T("kaizen.status."+string(a.Status)))
	case x.State == kaizen.Answered && !x.Answered.IsZero():
		return l.T("board.signal.told_on", "day", day.Short(x.Answered, s.n.Today, l))
	}
	return l.T("kaizen.answer." + string(x.State))
}

func (s *signals) stateRole(x *kaizen.Signal) kit.Role {
	a := s.n.Register.Action(x.Action)
	switch {
	case x.State == kaizen.Answered:
		return kit.RoleGood
	case x.State == kaizen.Raised, a != nil && (a.Status.Finished() || a.Status == kaizen.Dropped):
		return kit.RoleWarn
	}
	return kit.RoleMuted
}

// Content gives what to show.
func (s *signals) Content() fyne.CanvasObject { return s.content }

// Escape leaves the panel, then closes it.
func (s *signals) Escape() bool { return s.side.escape() }

// Show draws a snapshot.
func (s *signals) Show(n *workbench.Snapshot) {
	if n == nil || n.Register == nil {
		return
	}
	s.n = n
	if len(n.Register.Signals) == 0 {
		s.side.close()
		put(s.content, s.none)
		return
	}
	put(s.content, s.page)
	l := s.sh.Locale()
	if now := (drawn{register: n.Register, rest: n.Today.String()}); s.drawn != now {
		s.drawn = now
		var open []*kaizen.Signal
		for _, x := range n.Register.Signals {
			if x.State != kaizen.Answered {
				open = append(open, x)
			}
		}
		s.which.SetOptions([]kit.Option{{ID: signalsOpen, Title: l.T("board.signals.open", "n", len(open))}, {ID: signalsAll, Title: l.T("board.signals.all", "n", len(n.Register.Signals))}})
		if s.which.Selected() == signalsAll {
			open = n.Register.Signals
		}
		s.table.SetRows(open)
		s.page.Refresh()
	}
	if s.side.isOpen() {
		s.fill(n)
	}
}

// choose goes to another signal; what was typed of the one before is kept.
func (s *signals) choose(id kaizen.ID) {
	if s.id == id {
		return
	}
	if s.id != 0 {
		leave(s.text, s.answer, s.from, s.owner, s.reason, s.process, s.day)
	}
	s.id, s.shown = id, nil
	s.form.Right()
	s.form.Top()
	s.history.of(kaizen.Ref{Kind: kaizen.OfSignal, ID: id})
}

// show opens a signal in the panel.
func (s *signals) show(id kaizen.ID) {
	s.Show(s.sh.Bench().Snapshot()) // it may be the first one there is
	s.choose(id)
	s.side.open()
	s.fill(s.sh.Bench().Snapshot())
}

func (s *signals) fill(n *workbench.Snapshot) {
	x := n.Register.Signal(s.id)
	s.history.show(n)
	if x == nil || s.shown == x {
		return
	}
	s.shown, s.n = x, n
	s.setting = true
	defer func() { s.setting = false }()
	r := n.Register
	s.text.Set(x.Text)
	s.from.Set(r.Name(x.From))
	s.owner.Set(r.Name(x.Owner))
	s.day.Set(x.Day.Time())
	s.reason.Set(x.Reason)
	s.process.Set(x.Process)
	s.answer.Set(x.Answer)
	s.state.SetText(capital(s.stateText(x)))
	s.state.SetRole(s.stateRole(x))
	show(s.act, x.Action == 0)
	show(s.see, x.Action != 0)
	show(s.told, x.State != kaizen.Answered)
	s.form.Refresh()
}

func (s *signals) edit(f func(x *kaizen.Signal)) {
	if s.setting || s.id == 0 {
		return
	}
	s.try(s.sh.Bench().EditSignal(s.id, f))
}

func (s *signals) person(name string, f func(x *kaizen.Signal, id kaizen.ID)) {
	if s.setting || s.id == 0 {
		return
	}
	s.try(s.sh.Bench().EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if x := e.Signal(s.id); x != nil {
			f(x, e.PersonNamed(name))
		}
		return nil
	}))
}

func (s *signals) try(err error) {
	s.form.Right()
	r := refused(err)
	switch {
	case err == nil:
	case r == nil || !s.form.Wrong(r.Field, r.In(s.sh.Locale())):
		s.sh.Fail(err)
	}
	s.shown = nil
	s.fill(s.sh.Bench().Snapshot())
}

func (s *signals) take(id kaizen.ID) {
	if s.id == id {
		s.side.close()
	}
	fail(s.sh, s.sh.Bench().RemoveItem(kaizen.Ref{Kind: kaizen.OfSignal, ID: id}))
}

// add asks what could not be solved in one go.
func (s *signals) add() {
	l := s.sh.Locale()
	ask(s.sh, question{title: l.T("board.signal.new"), text: l.T("board.signal.new.text"), hint: l.T("board.signal.text.hint"), yes: l.T("board.new.add"), lines: 4}, func(text string) error {
		me := kaizen.ID(0)
		if p := s.sh.Bench().Snapshot().Register.PersonNamed(s.sh.Bench().Me()); p != nil {
			me = p.ID
		}
		id, err := s.sh.Bench().AddSignal(kaizen.Signal{Text: text, From: me})
		if err == nil {
			s.show(id)
			focus(s.sh, s.from.CompletionEntry)
		}
		return err
	})
}

// actOn makes an action of a signal, and shows it.
func actOn(sh screen.Shell, id kaizen.ID, then func(id kaizen.ID)) {
	l := sh.Locale()
	x := sh.Bench().Snapshot().Register.Signal(id)
	if x == nil {
		return
	}
	ask(sh, question{title: l.T("board.signal.act"), text: l.T("board.signal.act.text", "text", shortened(x.Text)), hint: l.T("board.new.title"), yes: l.T("board.new.add")}, func(title string) error {
		var made kaizen.ID
		err := sh.Bench().EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
			scope := x.Scope
			switch {
			case x.Reason != "":
				scope = repeat.Selection{Filter: repeat.Filter{{By: contact.Reason, Values: []string{x.Reason}}}}
			case x.Process != "":
				scope = repeat.Selection{Filter: repeat.Filter{{By: contact.Process, Values: []string{x.Process}}}}
			}
			made = e.AddAction(kaizen.Action{Title: title, Scope: scope, Owner: x.Owner, Cause: x.Text})
			if s := e.Signal(id); s != nil {
				s.Action = made
				if s.State == kaizen.Raised {
					s.State = kaizen.TakenUp
				}
			}
			return nil
		})
		if err == nil {
			then(made)
		}
		return err
	})
}

// reply asks what to tell back to who raised a signal, and keeps it as told today.
func reply(sh screen.Shell, id kaizen.ID) {
	l := sh.Locale()
	n := sh.Bench().Snapshot()
	x := n.Register.Signal(id)
	if x == nil {
		return
	}
	who := n.Register.Name(x.From)
	if who == "" {
		who = l.T("board.signal.whoever")
	}
	text := l.T("board.signal.reply.text", "who", who, "text", shortened(x.Text))
	if a := n.Register.Action(x.Action); a != nil {
		text += "\n" + l.T("board.signal.reply.action", "title", a.Title, "status", l.T("kaizen.status."+string(a.Status)))
	}
	ask(sh, question{title: l.T("board.signal.answer"), text: text, hint: l.T("board.signal.answer.hint"), yes: l.T("board.signal.reply"), lines: 3, start: x.Answer}, func(answer string) error {
		return sh.Bench().EditSignal(id, func(s *kaizen.Signal) { s.Reply(answer, sh.Bench().Snapshot().Today) })
	})
}

// shortened is a text of a few words.
func shortened(text string) string {
	return cut(text, 140)
}

// shortOption is a title that can be chosen: a list is as wide as the longest of them.
func shortOption(title string) string { return cut(title, 24) }

// cut gives the first line of a text, as far as it has room.
func cut(text string, most int) string {
	all := []rune(firstLine(text))
	if len(all) <= most {
		return string(all)
	}
	return string(all[:most-1]) + "…"
}
