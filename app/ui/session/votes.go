package session

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
)

// votes lets everyone put their dots on the ideas, one after the other. While someone votes only their own dots are seen;
// whose a ballot is, is kept nowhere.
type votes struct {
	d    *desk
	box  *fyne.Container
	head *kit.Paragraph
	text *kit.Paragraph
	list *fyne.Container
	roll *container.Scroll
}

func newVotes(d *desk) *votes {
	v := &votes{d: d, head: d.bold(""), text: d.para("", kit.RoleMuted), list: kit.VBox(d.gap(2))}
	v.roll = container.NewVScroll(v.list)
	v.box = container.NewStack(d.card("", container.NewBorder(kit.VBox(d.gap(2), v.head, v.text, kit.MinSize(1, d.gap(4), kit.Spacer())), nil, nil, nil, v.roll)))
	return v
}

func (v *votes) content() fyne.CanvasObject { return v.box }
func (v *votes) moves() []string            { return []string{"idea"} }

func (v *votes) acts() []act {
	s, at := v.d.s, v.d.at
	if s == nil || len(s.Ideas) == 0 {
		return nil
	}
	if at.ballot != 0 {
		b := v.ballot()
		return []act{
			{id: "dot", do: func() { v.give(1) }, primary: true, off: b.Spent() >= s.Dots()},
			{id: "undot", do: func() { v.give(-1) }, off: dotsOn(b, at.idea) == 0},
			{id: "voted", do: v.done},
		}
	}
	return []act{
		{id: "vote", do: v.begin, primary: !at.revealed},
		{id: "reveal", do: v.reveal, off: len(s.Ballots) == 0},
		{id: "budget", do: v.askBudget, off: len(s.Ballots) > 0},
		{id: "again", do: v.again, off: len(s.Ballots) == 0},
	}
}

func (v *votes) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp:
		by := 1
		if e.Name == fyne.KeyUp {
			by = -1
		}
		v.d.at.idea = shift(v.order(), v.d.at.idea, by)
		v.d.redraw()
	case fyne.KeyRight, fyne.KeySpace:
		v.give(1)
	case fyne.KeyLeft:
		v.give(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.d.at.ballot != 0 {
			v.done()
		} else {
			v.begin()
		}
	default:
		return false
	}
	return true
}

// ballot gives the dots of whoever votes now.
func (v *votes) ballot() kaizen.Ballot {
	for _, b := range v.d.s.Ballots {
		if b.ID == v.d.at.ballot {
			return b
		}
	}
	return kaizen.Ballot{ID: v.d.at.ballot}
}

func dotsOn(b kaizen.Ballot, on kaizen.ID) int {
	for _, d := range b.Dots {
		if d.On == on {
			return d.N
		}
	}
	return 0
}

// begin hands the keys to the next voter. Their ballot is in the register from the first dot on.
func (v *votes) begin() {
	d := v.d
	if d.locked() || len(d.s.Ideas) == 0 {
		return
	}
	d.at.ballot, d.at.revealed = d.s.Next(), false
	d.at.idea = d.s.Ideas[0].ID
	d.redraw()
}

// give puts a dot on the idea, or takes one off.
func (v *votes) give(by int) {
	d := v.d
	if d.locked() || d.at.ballot == 0 || d.s.Idea(d.at.idea) == nil {
		return
	}
	b := v.ballot()
	n := dotsOn(b, d.at.idea) + by
	if n < 0 || b.Spent()+by > d.s.Dots() {
		return
	}
	on, id := d.at.idea, d.at.ballot
	d.try(func(s *kaizen.Session) {
		for i := range s.Ballots {
			if s.Ballots[i].ID == id {
				s.Ballots[i].Give(on, n)
				return
			}
		}
		b := kaizen.Ballot{ID: id}
		b.Give(on, n)
		s.Ballots = append(s.Ballots, b)
	})
}

// done ends a turn: nobody sees what was given.
func (v *votes) done() {
	v.d.at.ballot = 0
	v.d.redraw()
}

func (v *votes) reveal() {
	v.d.at.revealed = !v.d.at.revealed
	v.d.redraw()
}

// again takes all dots away, for a second round.
func (v *votes) again() {
	v.d.at.revealed, v.d.at.ballot = false, 0
	v.d.try(func(s *kaizen.Session) { s.Ballots = nil })
}

func (v *votes) askBudget() {
	d := v.d
	d.ask(ask{
		title:  d.t("session.ask.budget"),
		fields: []field{{label: d.t("session.field.budget"), hint: d.t("session.field.budget.hint"), text: strconv.Itoa(d.s.Dots()), need: true}},
		done: func(x []string) error {
			n, err := strconv.Atoi(x[0])
			if err != nil || n < 1 || n > 20 {
				return &problem{id: "session.bad.budget"}
			}
			return d.edit(func(s *kaizen.Session) { s.Budget = n })
		},
	})
}

// order gives the ideas as they stand on screen.
func (v *votes) order() []kaizen.ID {
	var ids []kaizen.ID
	if v.d.at.revealed {
		for _, r := range figure.RankIdeas(v.d.s) {
			ids = append(ids, r.ID)
		}
		return ids
	}
	for _, i := range v.d.s.Ideas {
		ids = append(ids, i.ID)
	}
	return ids
}

func (v *votes) show() {
	d, s := v.d, v.d.s
	d.settleIdea()
	if d.at.ballot != 0 && len(s.Ideas) == 0 {
		d.at.ballot = 0
	}
	v.head.SetText(v.headText())
	v.text.SetText(v.subText())
	v.list.Objects = nil
	at := 0
	switch {
	case len(s.Ideas) == 0:
		v.list.Add(d.para(d.t("session.votes.no_ideas"), kit.RoleMuted))
	case d.at.revealed:
		for i, r := range figure.RankIdeas(s) {
			if r.ID == d.at.idea {
				at = i
			}
			v.list.Add(v.result(r))
		}
	default:
		b := v.ballot()
		for i, one := range s.Ideas {
			if one.ID == d.at.idea {
				at = i
			}
			v.list.Add(v.row(i, one, dotsOn(b, one.ID)))
		}
	}
	v.list.Refresh()
	d.reveal(v.roll, v.list, at)
}

func (v *votes) headText() string {
	d, s := v.d, v.d.s
	switch {
	case d.at.ballot != 0:
		n := len(s.Ballots)
		if !slices.ContainsFunc(s.Ballots, func(b kaizen.Ballot) bool { return b.ID == d.at.ballot }) {
			n++
		}
		return d.t("session.votes.turn", "i", n, "left", s.Dots()-v.ballot().Spent(), "of", s.Dots())
	case d.at.revealed:
		return d.t("session.votes.result", "n", len(s.Ballots))
	}
	return d.t("session.votes.waiting", "n", len(s.Ballots), "of", max(len(s.Participants), len(s.Ballots)))
}

func (v *votes) subText() string {
	d := v.d
	switch {
	case d.at.ballot != 0:
		return d.t("session.votes.turn.how")
	case d.at.revealed:
		var tied []string
		for _, r := range figure.RankIdeas(d.s) {
			if r.Tally.Tied {
				tied = append(tied, strconv.Itoa(r.Number))
			}
		}
		if len(tied) > 0 {
			return d.t("session.votes.ties", "numbers", strings.Join(tied, ", "))
		}
		return d.t("session.votes.result.how")
	}
	return d.t("session.votes.how", "n", d.s.Dots())
}

// row is an idea with the dots of whoever votes now.
func (v *votes) row(i int, one kaizen.Idea, dots int) fyne.CanvasObject {
	d := v.d
	lit := one.ID == d.at.idea && d.at.ballot != 0
	name := d.para(strconv.Itoa(i+1)+". "+one.Text, kit.RoleBody).SetBold(lit)
	return d.choice(lit, container.NewBorder(nil, nil, nil, d.dots(dots), name), func() { d.at.idea = one.ID; d.redraw() })
}

// result is an idea with all its dots and its place; those with as many share one.
func (v *votes) result(r figure.RankedIdea) fyne.CanvasObject {
	d := v.d
	place := "–"
	if r.Tally.Place > 0 {
		place = strconv.Itoa(r.Tally.Place)
		if r.Tally.Tied {
			place += d.t("session.votes.tied")
		}
	}
	dots := kit.HBox(d.gap(8), d.dots(r.Tally.Dots), d.text(strconv.Itoa(r.Tally.Dots), kit.RoleStrong))
	lit := r.ID == d.at.idea
	return d.choice(lit, container.NewBorder(nil, nil, kit.MinWidth(d.gap(52), d.text(place, kit.RoleStrong)), dots, d.para(r.Text, kit.RoleBody).SetBold(lit)),
		func() { d.at.idea = r.ID; d.redraw() })
}
