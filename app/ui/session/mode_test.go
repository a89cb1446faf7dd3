package session

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
)

// modeOf opens session mode on a session that was held.
func modeOf(t *testing.T, lang string, size fyne.Size) (hands, *fakeBench, *Sessions, func() *kaizen.Session) {
	t.Helper()
	sh, b, v := open(t, lang, kit.ModeLight, size)
	id := held(t, b, lang)
	v.Open(id)
	if !v.Start() {
		t.Fatal("session mode does not open")
	}
	return hands{t, sh}, b, v, func() *kaizen.Session { return b.n.Register.Session(id) }
}

// No two acts of a step have the same key, in either language, and none is a number: those lead to the steps.
func TestKeysAreApart(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		_, _, v, _ := modeOf(t, lang, fyne.NewSize(1280, 720))
		m := v.page.mode
		for _, id := range steps {
			m.goTo(id)
			for _, voting := range []kaizen.ID{0, 99} {
				if m.d.at.ballot = voting; voting != 0 && id != stepVotes {
					continue
				}
				seen := map[string]string{}
				for _, a := range m.step.acts() {
					key := m.d.t("session.key." + a.id)
					if len([]rune(key)) != 1 || key >= "0" && key <= "9" {
						t.Errorf("%s: %s has the key %q", lang, a.id, key)
					}
					if other, taken := seen[key]; taken {
						t.Errorf("%s, %s: %s and %s have the key %s", lang, id, a.id, other, key)
					}
					seen[key] = a.id
				}
			}
			m.d.at.ballot = 0
		}
	}
}

// Every step fits a beamer: nothing of it or of the keys at its foot stands outside the window.
func TestStepsFitTheBeamer(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1280, 720), fyne.NewSize(1920, 1080), fyne.NewSize(1024, 768)} {
		h, _, v, _ := modeOf(t, "nl", size)
		m := v.page.mode
		for _, id := range steps {
			m.goTo(id)
			h.sh.Window().Canvas().Capture()
			if need := m.root.MinSize(); need.Width > size.Width || need.Height > size.Height {
				t.Errorf("%v: %s needs %v", size, id, need)
			}
		}
		m.goTo(stepCauses)
		h.types("b") // what is asked takes room
		if need := m.root.MinSize(); need.Height > size.Height {
			t.Errorf("%v: asking for evidence needs %v", size, need)
		}
		h.key(fyne.KeyEscape)
	}
}

// Tab leads nowhere: the keys stay with the session, and while something is asked with the field.
func TestTabStaysInSessionMode(t *testing.T) {
	h, _, v, _ := modeOf(t, "nl", fyne.NewSize(1280, 720))
	m := v.page.mode
	c := h.sh.Window().Canvas()
	for _, id := range steps {
		m.goTo(id)
		c.Capture()
		c.FocusNext()
		if c.Focused() != fyne.Focusable(m.full) {
			t.Errorf("%s: Tab leads to %T", id, c.Focused())
			m.full.TakeFocus()
		}
	}
	m.goTo(stepDecisions)
	h.types("l")
	h.types("Iets")
	h.key(fyne.KeyTab)
	if m.bar == nil || m.bar.at != 1 || c.Focused() != fyne.Focusable(m.bar.entry) {
		t.Error("Tab does not lead to the next field")
	}
}

// The letters grow with the window.
func TestLettersGrow(t *testing.T) {
	_, _, small, _ := modeOf(t, "nl", fyne.NewSize(1280, 720))
	at720 := small.page.mode.d.scale
	_, _, large, _ := modeOf(t, "nl", fyne.NewSize(1920, 1080))
	if got := large.page.mode.d.scale / at720; got < 1.49 || got > 1.51 {
		t.Errorf("on 1080 lines the letters are %.2f times those on 720", got)
	}
}

// What is taken away comes back with Ctrl+Z; what is asked can be called off; an empty line or a name that is not there is refused.
func TestUndoAndRefusals(t *testing.T) {
	h, _, v, s := modeOf(t, "nl", fyne.NewSize(1280, 720))
	m := v.page.mode
	m.goTo(stepCauses)
	before := len(s().Causes)
	h.key(fyne.KeyDown) // the first cause of the bone at the head
	h.key(fyne.KeyDelete)
	if len(s().Causes) != before-1 {
		t.Fatalf("%d causes after one was taken away", len(s().Causes))
	}
	m.full.TypedShortcut(&fyne.ShortcutUndo{})
	if len(s().Causes) != before {
		t.Errorf("%d causes after undo", len(s().Causes))
	}
	m.full.TypedShortcut(&fyne.ShortcutRedo{})
	if len(s().Causes) != before-1 {
		t.Errorf("%d causes after redo", len(s().Causes))
	}
	h.types("n")
	h.key(fyne.KeyReturn)
	if m.bar == nil || !m.bar.wrong.Visible() {
		t.Error("an empty cause is taken")
	}
	h.types("Half getypt")
	h.key(fyne.KeyEscape)
	if m.bar != nil || len(s().Causes) != before-1 || v.page.mode == nil {
		t.Error("Escape does not call off what is asked, and nothing else")
	}
	m.goTo(stepIdeas)
	h.types("n")
	h.fill("Een idee", "Een oorzaak die er niet is")
	if m.bar == nil || !m.bar.wrong.Visible() {
		t.Error("an idea against a cause that is not there is taken")
	}
	h.key(fyne.KeyEscape)
	m.goTo(stepDecisions)
	h.types("l")
	h.fill("Losse actie", "Bram", "morgen", "")
	if m.bar == nil || !m.bar.wrong.Visible() {
		t.Error("a day that is none is taken")
	}
	h.key(fyne.KeyPageUp, fyne.KeyPageUp) // back to the day
	if m.bar.at != 1 {
		t.Errorf("Page Up twice leads to field %d", m.bar.at)
	}
}

// When a cause is taken away the keys mean its neighbour, and nothing when it was the last one of its bone. What is asked says
// what its keys do.
func TestNextToWhatIsTakenAway(t *testing.T) {
	h, _, v, s := modeOf(t, "nl", fyne.NewSize(1280, 720))
	m := v.page.mode
	m.goTo(stepCauses)
	h.types("n")
	said := func() (all string) {
		for _, o := range test.LaidOutObjects(m.bar.content) {
			if k, ok := o.(*kit.KeyHint); ok {
				all += k.Text() + "; "
			}
		}
		return all
	}
	if got := said(); !strings.Contains(got, "Laat maar") {
		t.Error(got)
	}
	h.fill("Eerste")
	if got := said(); !strings.Contains(got, "Klaar") || !strings.Contains(got, "de volgende") {
		t.Error(got)
	}
	h.fill("Tweede")
	h.key(fyne.KeyEscape)
	bone := m.d.at.bone
	for on := onBone(s(), bone); len(on) > 0; on = onBone(s(), bone) {
		if !slices.Contains(on, m.d.at.cause) {
			t.Fatalf("cause %d is chosen of %v", m.d.at.cause, on)
		}
		h.types("x")
		if len(onBone(s(), bone)) != len(on)-1 {
			t.Fatal("the key takes nothing away")
		}
	}
	if m.d.at.cause != 0 {
		t.Errorf("cause %d is chosen of none", m.d.at.cause)
	}
}

// A vote is nobody's: no ballot holds more than numbers, and the dots of one are not seen by the next.
func TestVotesAreSecret(t *testing.T) {
	h, _, v, s := modeOf(t, "nl", fyne.NewSize(1280, 720))
	m := v.page.mode
	m.goTo(stepVotes)
	ballots := len(s().Ballots)
	h.key(fyne.KeyReturn)
	for range 8 { // more than there are
		h.key(fyne.KeySpace)
	}
	b := s().Ballots[len(s().Ballots)-1]
	if len(s().Ballots) != ballots+1 || b.Spent() != s().Dots() {
		t.Errorf("%d ballots, the last with %d dots of %d", len(s().Ballots), b.Spent(), s().Dots())
	}
	h.key(fyne.KeyReturn, fyne.KeyReturn)
	if got := dotsOn(m.step.(*votes).ballot(), s().Ideas[0].ID); got != 0 {
		t.Errorf("the next voter sees %d dots of the one before", got)
	}
	h.key(fyne.KeyReturn)
	if m.d.at.revealed {
		t.Error("the result shows without being asked for")
	}
	h.types("u")
	if !m.d.at.revealed {
		t.Error("the result does not show")
	}
}

// Nothing on screen names an agent, in no step and for no session; and a session about one agent is not offered.
func TestNoAgents(t *testing.T) {
	h, b, v, _ := modeOf(t, "nl", fyne.NewSize(1280, 720))
	agents := b.n.Workspace.Values("agent")
	if len(agents) < 10 {
		t.Fatal("the sample has no agents to look for")
	}
	known := map[string]bool{}
	for _, a := range agents {
		known[a] = a != ""
	}
	m := v.page.mode
	for _, id := range steps {
		m.goTo(id)
		h.sh.Window().Canvas().Capture()
		figuretest.Find(m.root, func(p *kit.Paragraph) bool {
			if known[p.Text()] {
				t.Errorf("%s names agent %s", id, p.Text())
			}
			return false
		})
	}
	for _, f := range factsOf(m.d) {
		if f.id == "funnel" && m.d.facts.Peers.Dimension == "agent" {
			t.Error("a fact compares agents")
		}
	}
	for _, a := range abouts(&desk{n: b.n, l: m.d.l}) {
		if ofAgent(a.sel.Filter) {
			t.Errorf("a session about %s is offered", a.name)
		}
	}
}

// A change of the session elsewhere, such as undo, shows; a session that is taken out closes its page and session mode.
func TestFollowsTheRegister(t *testing.T) {
	_, b, v, s := modeOf(t, "nl", fyne.NewSize(1280, 720))
	id := s().ID
	if err := b.EditRegister("kaizen.did.remove", func(e *kaizen.Edit) error {
		e.Remove(kaizen.Ref{Kind: kaizen.OfSession, ID: id})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if v.page != nil {
		t.Error("the page of a session that was taken out stays")
	}
}

// The baseline that a charter shows is the frozen one, whatever the data say now.
func TestBaselineStaysFrozen(t *testing.T) {
	_, b, v, s := modeOf(t, "nl", fyne.NewSize(1280, 720))
	was := *s().Baseline
	b.FreezeBaselineAgain(kaizen.Ref{Kind: kaizen.OfSession, ID: s().ID})
	if s().Baseline.Followed != was.Followed || !s().Baseline.At.Equal(was.At) {
		t.Errorf("the baseline became %+v", s().Baseline)
	}
	for _, a := range v.page.mode.step.acts() {
		if a.id == "freeze" && !a.off {
			t.Error("the baseline can be frozen anew in session mode")
		}
	}
}
