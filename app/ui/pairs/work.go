package pairs

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"eenkeer/analysis/coding"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// work is where a sample is read, pair by pair, and coded by keyboard. Each person codes under an own name and does not
// see what another said; that shows when differences are settled.
type work struct {
	v       *samples
	content *fyne.Container

	title, at     *kit.Text
	done          *kit.Text
	coder         *kit.CompletionEntry
	coderBox      fyne.CanvasObject
	first, second *face
	said          *kit.Paragraph // what each said, while settling
	causes        *fyne.Container
	parties       *fyne.Container
	causeChips    []*kit.Chip
	partyChips    []*kit.Chip
	causeIDs      []string
	note          *kit.Entry
	pad           *pad
	readonly      *kit.Notice
	previous      *kit.Button
	next, open    *kit.Button
	story         *kit.LinkButton

	shown  *workbench.Snapshot
	one    *workbench.Sampled
	hand   workbench.InHand
	who    string // whose coding shows
	dirty  bool   // the note was changed and is not kept yet
	active bool
}

func newWork(v *samples) *work {
	l := v.sh.Locale()
	w := &work{v: v}
	w.title, w.at, w.done = kit.NewTruncatedText("", kit.RoleHeading), kit.NewText("", kit.RoleStrong), kit.NewText("", kit.RoleMuted)
	back := kit.NewButton(l.T("samples.back"), w.back)
	w.coder = kit.NewCompletionEntry(l.T("samples.coder"), func() []string {
		if w.one == nil {
			return nil
		}
		return coders(w.one)
	}, func(name string) { w.be(name) })
	w.coder.SetTip(l.T("samples.coder.tip"))
	w.coder.OnSubmitted = func(name string) { w.be(name); w.focus() }
	w.coderBox = kit.HBox(kit.GapSmall, kit.NewText(l.T("samples.coder"), kit.RoleMuted), kit.MinWidth(150, w.coder))
	w.first, w.second = newFace(l, l.T("pairs.detail.first")), newFace(l, l.T("pairs.detail.second"))
	w.story = kit.NewLinkButton(l.T("pairs.story"), func() {
		if d := w.detail(); d != nil && d.First >= 0 {
			v.desk().ShowStory(d.First)
		}
	})
	w.second.card.SetAside(w.story)
	w.said = kit.NewParagraph("", kit.RoleBody)
	w.causes, w.parties = kit.Flow(6), kit.Flow(6)
	for i, p := range coding.Parties {
		chip := kit.NewChip(string([]rune(l.T("samples.party.keys"))[i])+"  "+figure.PartyTitle(p, l), func() { w.sayParty(p) })
		w.partyChips = append(w.partyChips, chip)
		w.parties.Add(chip)
	}
	w.note = kit.NewEntry(l.T("samples.note.placeholder"))
	w.note.OnChanged = func(string) { w.dirty = w.active }
	w.note.OnLeft = w.keep
	w.note.OnSubmitted = func(string) { w.noted() }
	w.pad = newPad(w.rune, w.key)
	w.previous = kit.NewButton(l.T("samples.previous"), func() { w.step(-1, false) })
	w.next = kit.NewButton(l.T("samples.next"), func() { w.step(1, false) })
	w.open = kit.NewPrimaryButton(l.T("samples.next_open"), func() { w.step(1, true) })
	w.readonly = kit.NewNotice(kit.KindWarn, l.T("samples.readonly"), "", nil, nil)
	keys := kit.NewTruncatedText(l.T("samples.keys"), kit.RoleSmall)
	cause := kit.NewText(l.T("samples.cause"), kit.RoleStrong)
	cause.SetTip(l.T("samples.cause.tip"))
	form := kit.NewCard("", nil, kit.VBox(7, w.said, cause, w.causes, kit.NewText(l.T("samples.party"), kit.RoleStrong), w.parties,
		kit.MinSize(0, 2, kit.Spacer()), w.note, container.NewBorder(nil, nil, nil, kit.HBox(kit.GapSmall, w.previous, w.next, w.open), keys)))
	head := container.NewBorder(nil, nil, back, w.coderBox, kit.Pad(kit.GapSmall, 0, w.title))
	w.content = container.NewBorder(kit.VBox(kit.GapSmall, head, kit.HBox(kit.Gap, w.at, w.done), w.readonly), container.New(&around{}, form, w.pad), nil, nil,
		kit.Pad(0, kit.GapSmall, kit.Columns(kit.Gap, nil, w.first.card, w.second.card)))
	return w
}

// be makes the person who codes another one.
func (w *work) be(name string) {
	if name = coding.CoderName(name); name != "" && w.shown != nil && name != w.shown.Coder {
		w.keep()
		w.v.desk().SetCoder(name)
	}
}

func (w *work) back() {
	w.keep()
	w.v.desk().TakeSample(workbench.InHand{Sample: w.hand.Sample})
}

func (w *work) step(step int, open bool) {
	w.keep()
	w.v.desk().StepSample(step, open)
}

// leave ends the work; what was typed is kept.
func (w *work) leave() {
	if w.active {
		w.keep()
		w.active, w.one = false, nil
	}
}

// detail gives what was read of the pair in hand, when that is there.
func (w *work) detail() *workbench.PairDetail {
	if d := w.shown.Pair; d != nil && d.Sample == w.hand.Sample && d.Pair == w.hand.Pair {
		return d
	}
	return nil
}

// now gives what the person in hand says of the pair in hand.
func (w *work) now() coding.Coding { return w.one.Said(w.hand.Pair, w.who) }

// show draws the pair in hand.
func (w *work) show(s *workbench.Snapshot, one *workbench.Sampled) {
	l := w.v.sh.Locale()
	who := s.Coder
	if s.InHand.Differ {
		who = coding.Agreed
	}
	moved := !w.active || s.InHand != w.hand || who != w.who
	if moved {
		w.keep()
	}
	first := !w.active
	w.shown, w.one, w.hand, w.who = s, one, s.InHand, who
	w.active = true
	pair, ok := one.Pair(w.hand.Pair)
	if !ok {
		return
	}
	w.title.SetText(one.Name)
	w.place(one)
	if moved {
		w.note.SetText(w.now().Note)
		w.dirty = false
	}
	if w.coder.Text != s.Coder && (moved || w.v.sh.Window().Canvas().Focused() != fyne.Focusable(w.coder)) {
		w.coder.SetText(s.Coder)
		w.coder.CloseList()
	}
	visible(w.coderBox, !w.hand.Differ)
	visible(w.readonly, s.Workspace.ReadOnly)
	w.faces(pair)
	w.offer(s.CodeBook)
	said := w.now()
	for i, chip := range w.causeChips {
		chip.SetSelected(w.causeIDs[i] == said.Cause)
		able(chip, !s.Workspace.ReadOnly)
	}
	for i, chip := range w.partyChips {
		chip.SetSelected(coding.Parties[i] == said.Party)
		able(chip, !s.Workspace.ReadOnly)
	}
	able(w.note, !s.Workspace.ReadOnly)
	w.says(l.T)
	w.content.Refresh()
	if first || moved && w.v.sh.Window().Canvas().Focused() == nil {
		w.focus()
	}
}

// place says which pair it is, of how many, and how many are done.
func (w *work) place(one *workbench.Sampled) {
	l := w.v.sh.Locale()
	route := one.Route(w.hand.Differ)
	at := slices.Index(route, w.hand.Pair)
	if w.hand.Differ {
		w.at.SetText(l.T("samples.at.differ", "i", at+1, "n", len(route), "pair", w.hand.Pair))
	} else {
		w.at.SetText(l.T("samples.at", "i", at+1, "n", len(route)))
	}
	done := 0
	for _, n := range route {
		if !one.Open(n, w.who, w.hand.Differ) {
			done++
		}
	}
	id := "samples.done"
	if w.hand.Differ {
		id = "samples.done.differ"
	}
	text := l.T(id, "x", done, "n", len(route))
	if done == len(route) && !w.hand.Differ {
		text = l.T("samples.all_done")
	}
	w.done.SetText(text)
	able(w.previous, at > 0)
	able(w.next, at+1 < len(route))
	able(w.open, done < len(route))
}

func (w *work) faces(pair coding.Pair) {
	l := w.v.sh.Locale()
	d := w.detail()
	var details [2]*workbench.ContactDetail
	var agents [2]string
	if d != nil {
		details = [2]*workbench.ContactDetail{&d.Details[0], &d.Details[1]}
		agents = d.Agents
	}
	visible(w.story, d != nil && d.First >= 0)
	for i, c := range []coding.Contact{pair.First, pair.Second} {
		f := facts{Time: c.Time, Reason: c.Reason, Process: c.Process, Channel: c.Channel, Team: c.Team, Agent: agents[i], Third: c.Third, Outcome: c.Outcome}
		if i == 1 {
			f.later = l.T("pairs.detail.later", "gap", figure.Gap(pair.Between, l))
		}
		[]*face{w.first, w.second}[i].show(f, details[i])
	}
	alike := ""
	if pair.AgentsKnown {
		id := "pairs.detail.other_agent"
		if pair.SameAgent {
			id = "pairs.detail.same_agent"
		}
		alike = l.T(id)
	}
	w.second.card.SetNote(alike)
}

// offer makes the chips of the causes, when the code book is another.
func (w *work) offer(b coding.Book) {
	l := w.v.sh.Locale()
	var ids, titles, notes []string
	for i, c := range b.Offered() {
		key := ""
		if i < coding.MostCauses {
			key = fmt.Sprint(i+1) + "  "
		}
		ids, titles, notes = append(ids, c.ID), append(titles, key+figure.CauseTitle(b, c.ID, l)), append(notes, figure.CauseNote(c, l))
	}
	if said := w.now().Cause; said != "" && !slices.Contains(ids, said) { // retired since
		ids, titles, notes = append(ids, said), append(titles, figure.CauseTitle(b, said, l)), append(notes, l.T("codebook.retired"))
	}
	same := len(w.causeChips) == len(ids)
	for i := 0; same && i < len(ids); i++ {
		same = w.causeIDs[i] == ids[i] && w.causeChips[i].Text() == titles[i]
	}
	if same {
		return
	}
	w.causeIDs, w.causeChips, w.causes.Objects = ids, nil, nil
	for i, id := range ids {
		chip := kit.NewChip(titles[i], func() { w.sayCause(id) })
		chip.SetTip(notes[i])
		w.causeChips = append(w.causeChips, chip)
		w.causes.Add(chip)
	}
}

// says tells, while settling, what each said.
func (w *work) says(t func(id string, pairs ...any) string) {
	if !w.hand.Differ {
		w.said.Hide()
		return
	}
	l := w.v.sh.Locale()
	var lines []string
	for _, c := range w.one.Codings {
		if c.Pair != w.hand.Pair || c.Coder == coding.Agreed || c.Empty() {
			continue
		}
		cause, party := "–", "–"
		if c.Cause != "" {
			cause = figure.CauseTitle(w.shown.CodeBook, c.Cause, l)
		}
		if c.Party != "" {
			party = figure.PartyTitle(c.Party, l)
		}
		lines = append(lines, t("samples.said", "name", c.Coder, "what", figure.Join(cause, party, c.Note)))
	}
	w.said.SetText(strings.Join(lines, "\n"))
	w.said.Show()
}

func (w *work) sayCause(id string) {
	w.say(func(c *coding.Coding) {
		if c.Cause == id {
			id = ""
		}
		c.Cause = id
	})
}

func (w *work) sayParty(p coding.Party) {
	w.say(func(c *coding.Coding) {
		if c.Party == p {
			p = ""
		}
		c.Party = p
	})
}

// say changes what is said of the pair in hand; what stands in the note goes with it.
func (w *work) say(change func(c *coding.Coding)) {
	if !w.active || w.one == nil || w.shown.Workspace.ReadOnly {
		return
	}
	c := w.now()
	change(&c)
	c.Note = w.note.Text
	w.dirty = false
	w.v.desk().Code(w.hand.Sample, c)
	w.focus()
}

// keep keeps the note when it was changed.
func (w *work) keep() {
	if w.dirty && w.one != nil {
		c := w.now()
		c.Note = w.note.Text
		w.dirty = false
		w.v.desk().Code(w.hand.Sample, c)
	}
}

// noted ends the note as Enter does elsewhere: it leads to the next open pair, once there is a cause. To stay would let
// the next digit, meant for the next pair, replace the answer to this one.
func (w *work) noted() {
	said := w.one != nil && w.now().Cause != ""
	w.keep()
	w.focus()
	if said {
		w.step(1, true)
	}
}

// focus makes the keys mean answers again.
func (w *work) focus() { w.v.sh.Window().Canvas().Focus(w.pad) }

// rune takes a key that is an answer.
func (w *work) rune(r rune) {
	if i := int(r - '1'); i >= 0 && i < min(coding.MostCauses, len(w.causeIDs)) {
		w.sayCause(w.causeIDs[i])
		return
	}
	if i := slices.Index([]rune(w.v.sh.Locale().T("samples.party.keys")), unicode.ToUpper(r)); i >= 0 && i < len(coding.Parties) {
		w.sayParty(coding.Parties[i])
	}
}

// key takes a key that leads elsewhere; false when it is for others.
func (w *work) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown, fyne.KeyRight, fyne.KeyPageDown:
		w.step(1, false)
	case fyne.KeyUp, fyne.KeyLeft, fyne.KeyPageUp:
		w.step(-1, false)
	case fyne.KeyReturn, fyne.KeyEnter:
		w.step(1, true)
	case fyne.KeyF2:
		w.v.sh.Window().Canvas().Focus(w.note)
	case fyne.KeyEscape:
		w.back()
	default:
		return false
	}
	return true
}

func visible(o fyne.CanvasObject, on bool) {
	if on != o.Visible() {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

func able(o fyne.Disableable, on bool) {
	if on == o.Disabled() {
		if on {
			o.Enable()
		} else {
			o.Disable()
		}
	}
}

// pad has the focus while keys are answers; a ring around the form shows that.
type pad struct {
	widget.BaseWidget
	rune func(r rune)
	key  func(k fyne.KeyName) bool
	ring *canvas.Rectangle
}

func newPad(typed func(r rune), key func(k fyne.KeyName) bool) *pad {
	p := &pad{rune: typed, key: key, ring: canvas.NewRectangle(nil)}
	p.ring.StrokeWidth, p.ring.CornerRadius = 2, 9
	p.ExtendBaseWidget(p)
	return p
}

// FocusGained shows the ring.
func (p *pad) FocusGained() { p.ring.StrokeColor = kit.Color(kit.ColorFocusRing); p.Refresh() }

// FocusLost takes it away.
func (p *pad) FocusLost() { p.ring.StrokeColor = nil; p.Refresh() }

// TypedRune hands an answer on.
func (p *pad) TypedRune(r rune) { p.rune(r) }

// TypedKey hands a key on, to the window where it is not for here.
func (p *pad) TypedKey(e *fyne.KeyEvent) {
	if p.key(e.Name) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// CreateRenderer is called by Fyne.
func (p *pad) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.ring) }

// around lays a ring around an object.
type around struct{}

func (around) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (around) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[1].Resize(fyne.NewSize(s.Width+4, s.Height+4))
	o[1].Move(fyne.NewPos(-2, -2))
}
