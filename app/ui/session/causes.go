package session

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
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
	lit   string
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
	lit := strconv.Itoa(int(d.at.bone))
	if d.at.cause != 0 {
		lit = strconv.Itoa(int(d.at.cause))
	}
	if c.about != d.s || c.lit != lit {
		c.about, c.lit = d.s, lit
		fish := fishbone(d, lit)
		d.put(c.view, func() charts.Chart { return fish })
	}
	c.side.Objects = c.detail()
	c.side.Refresh()
	c.box.Refresh()
}

// fishbone draws the causes of a session.
func fishbone(d *desk, lit string) charts.Fishbone {
	s, l := d.s, d.l
	f := charts.Fishbone{Problem: problemText(d), Selected: lit, Message: d.t("session.causes.no_bones"),
		More: func(n int) string { return l.T("session.causes.more", "n", n) }}
	for _, b := range s.Bones {
		bone := charts.Bone{Key: strconv.Itoa(int(b.ID)), Name: boneName(d, b)}
		for _, c := range s.Causes {
			if c.Bone != b.ID {
				continue
			}
			cause := charts.Cause{Key: strconv.Itoa(int(c.ID)), Name: c.Text, Strong: c.Root, Text: causeText(d, c)}
			if len(c.Whys) > 0 {
				cause.Note = l.T("session.whys.count", "n", len(c.Whys))
			}
			for _, e := range evidenceOf(c) {
				cause.Evidence = append(cause.Evidence, marks[e.Proof])
			}
			bone.Causes = append(bone.Causes, cause)
		}
		bone.Text = l.T("session.causes.count", "n", len(bone.Causes))
		f.Bones = append(f.Bones, bone)
	}
	return f
}

// marks are those of each kind of evidence in a fishbone.
var marks = map[kaizen.Proof]charts.Evidence{kaizen.ByPairs: charts.EvidencePairs, kaizen.ByChart: charts.EvidenceChart,
	kaizen.ByFigure: charts.EvidenceFigure, kaizen.ByText: charts.EvidenceOther}

// evidenceOf gives what a cause and its whys rest on.
func evidenceOf(c kaizen.Cause) []kaizen.Evidence {
	all := slices.Clone(c.Evidence)
	for _, w := range c.Whys {
		all = append(all, w.Evidence...)
	}
	return all
}

// problemText is what stands in the head of the fish.
func problemText(d *desk) string {
	s := d.s
	if s.Baseline != nil {
		if r := s.Baseline.Of(s.Measure); r.Known() {
			return d.t("session.causes.head", "rate", figure.Percent(r, d.l), "title", s.Title)
		}
	}
	return s.Title
}

// boneName gives the name of a bone: its own, or that of its code.
func boneName(d *desk, b kaizen.Bone) string {
	if b.Name != "" || b.Code == "" {
		return b.Name
	}
	return codeName(d, b.Code)
}

// causeText is the tooltip of a cause.
func causeText(d *desk, c kaizen.Cause) string {
	text := c.Text
	for _, w := range c.Whys {
		text += "\n" + d.t("session.why.because", "text", w.Text)
	}
	if n := len(evidenceOf(c)); n > 0 {
		text += "\n" + d.t("session.evidence.count", "n", n)
	} else {
		text += "\n" + d.t("session.evidence.none")
	}
	return text
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
				name = boneName(d, b)
			}
		}
		return []fyne.CanvasObject{d.bold(name), d.para(text, kit.RoleMuted)}
	}
	head := []fyne.CanvasObject{d.bold(one.Text)}
	if one.Root {
		head = append(head, d.para(d.t("session.root"), kit.RoleAccent))
	}
	var whys, proofs []fyne.CanvasObject
	for i, w := range one.Whys {
		whys = append(whys, d.para(d.t("session.why.line", "i", i+1, "text", w.Text), kit.RoleBody))
	}
	if len(one.Whys) == 0 {
		whys = append(whys, d.para(d.t("session.why.none"), kit.RoleMuted))
	}
	for _, e := range evidenceOf(*one) {
		proofs = append(proofs, d.para(evidenceText(d, e), kit.RoleBody))
	}
	if len(proofs) == 0 {
		proofs = append(proofs, d.para(d.t("session.evidence.none"), kit.RoleWarn))
	}
	if d.facts != nil && d.facts.Worth.Repeats > 0 {
		w, known := d.facts.WorthOf(s, one.ID)
		id := "session.worth.even"
		if known {
			id = "session.worth.part"
		}
		proofs = append(proofs, d.para(d.t(id, "worth", worthText(w, d.l), "above", d.above()), kit.RoleSmall))
	}
	return []fyne.CanvasObject{kit.Columns(d.gap(18), []float32{3, 4}, kit.VBox(d.gap(2), append(head, whys...)...), kit.VBox(d.gap(2), proofs...))}
}

// evidenceText says what a piece of evidence is and shows.
func evidenceText(d *desk, e kaizen.Evidence) string {
	text := e.Text
	switch {
	case e.Proof == kaizen.ByFigure && e.Figure != nil:
		r := e.Figure.Of(repeat.FollowedRate)
		text = figure.Join(text, figure.Percent(r, d.l)+" ("+figure.Basis(r, d.l)+")", figure.SelectionText(e.Figure.Selection.Filter, d.l))
	case e.Proof == kaizen.ByPairs && len(e.Split) > 0:
		text = figure.Join(text, d.t("session.evidence.split", "code", codeName(d, e.Split[0].Code), "x", e.Split[0].N, "n", e.Split[0].Of))
	}
	return d.t("session.evidence."+string(e.Proof), "text", text)
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
			name = boneName(d, b)
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

func (c *causes) remove() {
	id := c.d.at.cause
	c.d.try(func(s *kaizen.Session) {
		s.Causes = slices.DeleteFunc(s.Causes, func(c kaizen.Cause) bool { return c.ID == id })
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
