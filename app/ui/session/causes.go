package session

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/charts"
)

// causes is the fishbone, and of the cause that is chosen why it is so and what it rests on.
type causes struct {
	d    *desk
	box  *fyne.Container
	view *chartview.View
	side *fyne.Container

	about *kaizen.Session
	lit   kaizen.ID
}

func newCauses(d *desk) *causes {
	c := &causes{d: d, view: d.view(), side: kit.VBox(d.gap(5))}
	c.view.OnHit = func(h charts.Hit) { c.choose(h.Key) }
	c.box = container.New(&footLayout{c.side, 0.42, d.gap(2*12) + 8, d.gap(kit.GapSmall)}, d.card("", d.room(c.view, 150)), d.card("", container.NewVScroll(c.side)))
	return c
}

func (c *causes) content() fyne.CanvasObject { return c.box }
func (c *causes) moves() []string            { return []string{"bone", "cause"} }

func (c *causes) acts() []act {
	one := c.d.s != nil && c.d.s.Cause(c.d.at.cause) != nil
	return []act{
		{id: "cause", do: c.askCause, primary: true},
		{id: "why", do: c.askWhy, off: !one},
		{id: "evidence", do: c.askEvidence, off: !one},
		{id: "root", do: c.toggleRoot, off: !one},
		{id: "edit", do: c.askEdit, off: !one},
		{id: "remove", do: c.remove, off: !one},
		{id: "bone", do: c.askBone},
	}
}

// key walks along the fish: left and right from bone to bone as they stand, up and down along the causes of a bone.
func (c *causes) key(e *fyne.KeyEvent) bool {
	s, at := c.d.s, c.d.at
	if s == nil || len(s.Bones) == 0 {
		return false
	}
	var bones []kaizen.ID
	for _, b := range s.Bones {
		bones = append(bones, b.ID)
	}
	switch e.Name {
	case fyne.KeyLeft: // the first bone is at the head, at the right
		at.bone, at.cause = shift(bones, at.bone, 1), 0
	case fyne.KeyRight:
		at.bone, at.cause = shift(bones, at.bone, -1), 0
	case fyne.KeyDown, fyne.KeyUp:
		list := append([]kaizen.ID{0}, onBone(s, at.bone)...)
		by := 1
		if e.Name == fyne.KeyUp {
			by = -1
		}
		at.cause = shift(list, at.cause, by)
	default:
		return false
	}
	c.d.redraw()
	return true
}

// onBone lists the causes of a bone.
func onBone(s *kaizen.Session, bone kaizen.ID) []kaizen.ID {
	var all []kaizen.ID
	for _, c := range s.Causes {
		if c.Bone == bone {
			all = append(all, c.ID)
		}
	}
	return all
}

// choose takes the bone or cause with a key of the chart.
func (c *causes) choose(key string) {
	n, err := strconv.Atoi(key)
	if err != nil || c.d.s == nil {
		return
	}
	id := kaizen.ID(n)
	if cause := c.d.s.Cause(id); cause != nil {
		c.d.at.bone, c.d.at.cause = cause.Bone, id
	} else {
		c.d.at.bone, c.d.at.cause = id, 0
	}
	c.d.redraw()
}

// settle keeps the cursor on what is there.
func (c *causes) settle() {
	s, at := c.d.s, c.d.at
	if cause := s.Cause(at.cause); cause != nil {
		at.bone = cause.Bone
		return
	}
	at.cause = 0
	if !slices.ContainsFunc(s.Bones, func(b kaizen.Bone) bool { return b.ID == at.bone }) {
		at.bone = 0
		if len(s.Bones) > 0 {
			at.bone = s.Bones[0].ID
		}
	}
}

func (c *causes) show() {
	d := c.d
	c.settle()
	lit := d.at.bone
	if d.at.cause != 0 {
		lit = d.at.cause
	}
	if c.about != d.s || c.lit != lit {
		c.about, c.lit = d.s, lit
		s, book := d.s, d.n.CodeBook
		d.put(c.view, func() charts.Chart { return figure.Fishbone(s, book, lit, d.l) })
	}
	c.side.Objects = c.detail()
	c.side.Refresh()
	if foot := c.box.Objects[1]; d.asking {
		foot.Hide()
	} else {
		foot.Show()
	}
	c.box.Refresh()
}

// detail draws the cause that is chosen.
func (c *causes) detail() []fyne.CanvasObject {
	d, s := c.d, c.d.s
	one := s.Cause(d.at.cause)
	if one == nil {
		text := d.t("session.causes.choose")
		if len(s.Causes) == 0 {
			text = d.t("session.causes.none")
		}
		name := ""
		for _, b := range s.Bones {
			if b.ID == d.at.bone {
				name = figure.BoneName(b, d.n.CodeBook, d.l)
			}
		}
		return []fyne.CanvasObject{d.bold(name), d.para(text, kit.RoleMuted)}
	}
	head := []fyne.CanvasObject{d.bold(one.Text)}
	var whys, proofs []fyne.CanvasObject
	if one.Root {
		proofs = append(proofs, d.para(d.t("session.root"), kit.RoleAccent).SetBold(true))
	}
	for i, w := range one.Whys {
		whys = append(whys, d.para(d.t("session.why.line", "i", i+1, "text", w.Text), kit.RoleBody))
	}
	if len(one.Whys) == 0 {
		whys = append(whys, d.para(d.t("session.why.none"), kit.RoleMuted))
	}
	rests := figure.EvidenceOf(*one)
	for _, e := range rests {
		proofs = append(proofs, d.para(figure.EvidenceText(e, d.n.CodeBook, d.l), kit.RoleBody))
	}
	if len(rests) == 0 {
		proofs = append(proofs, d.para(d.t("session.evidence.none"), kit.RoleWarn))
	}
	if d.facts != nil && d.facts.Worth.Repeats > 0 {
		w, known := d.facts.WorthOf(s, one.ID)
		id := "session.worth.even"
		if known {
			id = "session.worth.part"
		}
		proofs = append(proofs, d.para(d.t(id, "worth", figure.WorthText(w, d.l), "above", d.above()), kit.RoleSmall))
	}
	return []fyne.CanvasObject{kit.Columns(d.gap(18), []float32{3, 4}, kit.VBox(d.gap(2), append(head, whys...)...), kit.VBox(d.gap(2), proofs...))}
}

func (c *causes) askCause() {
	d := c.d
	if len(d.s.Bones) == 0 {
		c.askBone()
		return
	}
	name := ""
	for _, b := range d.s.Bones {
		if b.ID == d.at.bone {
			name = figure.BoneName(b, d.n.CodeBook, d.l)
		}
	}
	d.ask(ask{
		title: d.t("session.ask.cause", "bone", name), again: true,
		fields: []field{{label: d.t("session.field.cause"), hint: d.t("session.field.cause.hint"), need: true}},
		done: func(x []string) error {
			return d.edit(func(s *kaizen.Session) {
				id := s.Next()
				s.Causes = append(s.Causes, kaizen.Cause{ID: id, Bone: d.at.bone, Text: x[0]})
				d.at.cause = id
			})
		},
	})
}

// mostWhys is how often one asks why, more or less; a further why is not refused.
const mostWhys = 5

func (c *causes) askWhy() {
	d := c.d
	one := d.s.Cause(d.at.cause)
	if one == nil {
		return
	}
	last := one.Text
	if n := len(one.Whys); n > 0 {
		last = one.Whys[n-1].Text
	}
	d.ask(ask{
		title:  d.t("session.ask.why", "text", last),
		fields: []field{{label: d.t("session.field.why", "i", len(one.Whys)+1, "n", max(mostWhys, len(one.Whys)+1)), hint: d.t("session.field.why.hint"), need: true}},
		done: func(x []string) error {
			return d.edit(func(s *kaizen.Session) {
				if one := s.Cause(d.at.cause); one != nil {
					one.Whys = append(one.Whys, kaizen.Why{ID: s.Next(), Text: x[0]})
				}
			})
		},
	})
}

func (c *causes) askEdit() {
	d := c.d
	one := d.s.Cause(d.at.cause)
	if one == nil {
		return
	}
	fields := []field{{label: d.t("session.field.cause"), text: one.Text, need: true}}
	for i, w := range one.Whys {
		fields = append(fields, field{label: d.t("session.field.why", "i", i+1, "n", max(mostWhys, len(one.Whys))), text: w.Text})
	}
	d.ask(ask{title: d.t("session.ask.edit"), fields: fields, done: func(x []string) error {
		return d.edit(func(s *kaizen.Session) {
			one := s.Cause(d.at.cause)
			if one == nil {
				return
			}
			one.Text = x[0]
			var whys []kaizen.Why
			for i, w := range one.Whys { // one that is emptied goes
				if w.Text = x[i+1]; w.Text != "" {
					whys = append(whys, w)
				}
			}
			one.Whys = whys
		})
	}})
}

func (c *causes) toggleRoot() {
	c.d.try(func(s *kaizen.Session) {
		if one := s.Cause(c.d.at.cause); one != nil {
			one.Root = !one.Root
		}
	})
}

// remove takes the chosen cause away and chooses its neighbour, so that keys still mean a cause.
func (c *causes) remove() {
	id := c.d.at.cause
	list := onBone(c.d.s, c.d.at.bone)
	near := shift(list, id, 1)
	if near == id {
		near = shift(list, id, -1)
	}
	c.d.try(func(s *kaizen.Session) {
		s.Causes = slices.DeleteFunc(s.Causes, func(c kaizen.Cause) bool { return c.ID == id })
		if near != id {
			c.d.at.cause = near
		}
	})
}

func (c *causes) askBone() {
	d := c.d
	d.ask(ask{
		title:  d.t("session.ask.bone"),
		fields: []field{{label: d.t("session.field.bone"), hint: d.t("session.field.bone.hint"), need: true}},
		done: func(x []string) error {
			return d.edit(func(s *kaizen.Session) {
				id := s.Next()
				s.Bones = append(s.Bones, kaizen.Bone{ID: id, Name: x[0]})
				d.at.bone, d.at.cause = id, 0
			})
		},
	})
}
