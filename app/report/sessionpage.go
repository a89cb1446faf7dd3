package report

import (
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// SessionCharts are the pictures of a session's page; nil for none, and then words stand
// in their place.
type SessionCharts struct {
	Facts    charts.Chart // of the scope, over time
	Causes   charts.Chart // the fishbone
	Ideas    charts.Chart // the grid of impact and effort
	Evidence string       // what the causes rest on, such as "20 paren, 2 lezers, κ 0,71"
}

// SessionPage is a session on one page across, as an A3 of problem solving has it: at
// the left what is the matter and why, at the right what is done about it and whether it
// helped. What does not fit is told at its place and stands on the pages behind.
type SessionPage struct {
	Register  *kaizen.Register
	Session   *kaizen.Session
	Bones     func(code string) string  // what the code book calls a bone; nil: its code
	Effect    func(id kaizen.ID) string // what was measured of an action; nil: the latest check
	Workspace string
	At        time.Time // local
	Paper     Paper
	Charts    SessionCharts
}

// The two halves of the page.
const (
	halfGap   = 22.0
	halfWidth = (pageWidth - 2*pageMargin - halfGap) / 2
	rightHalf = pageMargin + halfWidth + halfGap
)

// Write writes the page as a PDF.
func (s SessionPage) Write(w io.Writer, l *locale.Locale) error {
	x := s.Session
	title := l.T("page.session", "title", x.Title)
	p := newPage(title, s.Paper, s.At, l, l.T("page.foot", "workspace", s.Workspace, "when", l.DateTime(s.At)))
	d := &sessionPage{s, p, l, nil}
	top := d.head(title)
	left := d.problem(pageMargin, top)
	left, err := d.baseline(pageMargin, left+10)
	if err != nil {
		return err
	}
	if err := d.causes(pageMargin, left+10, bottom); err != nil {
		return err
	}
	right := d.people(rightHalf, top)
	actions := s.Register.ActionsOf(x.ID)
	// Actions are what people came for: ideas and decisions have what these leave them, or half of the page.
	room := bottom - right
	ideas := max(room*0.42, room-d.actionsHeight(actions)-d.decisionsHeight()-26)
	right, err = d.ideas(rightHalf, right+10, right+ideas)
	if err != nil {
		return err
	}
	right = d.decisions(rightHalf, right+8, right+room*0.2)
	d.actions(rightHalf, right+8, actions)
	d.rest()
	return p.write(w)
}

// sessionPage is a page being written.
type sessionPage struct {
	SessionPage
	*page
	l    *locale.Locale
	more []moreOf // what did not fit
}

// moreOf is a part of which some did not fit.
type moreOf struct {
	heading string
	lines   []string
}

func (d *sessionPage) head(title string) (y float64) {
	x := d.Session
	size, room := 18.0, pageWidth-2*pageMargin-190
	for size > 13 && d.width(size, "B", title) > room { // a long title stands smaller before it is cut
		size -= 0.5
	}
	d.text(pageMargin, pageMargin+14, size, "B", inkText, d.fit(size, "B", title, room))
	var parts []string
	if day := kaizen.DayText(x.Date, d.l); day != "" {
		parts = append(parts, day)
	}
	if t := d.Register.Theme(x.Theme); t != nil {
		parts = append(parts, d.l.T("page.theme", "title", t.Title))
	}
	parts = append(parts, d.l.T("kaizen.stage."+string(x.Stage)))
	d.right(pageWidth-pageMargin, pageMargin+8, 9.5, "B", inkText, d.fit(9.5, "B", d.Workspace, 180))
	d.right(pageWidth-pageMargin, pageMargin+20, 8.5, "", inkMuted, strings.Join(parts, " · "))
	d.rule(pageMargin, pageMargin+28, pageWidth-2*pageMargin, 1.2, inkAccent)
	return pageMargin + 36
}

// labelled writes "what: text", the first in grey, and gives where it ends.
func (d *sessionPage) labelled(x, y, w float64, label, text string, most int) float64 {
	if text == "" {
		return y
	}
	const size = 9
	at := d.width(size, "", label+"  ")
	d.text(x, y+size, size, "", inkMuted, label)
	return d.lines(x+at, y, size, "", inkText, d.wrap(size, "", text, w-at, most)) + 2
}

func (d *sessionPage) problem(x, y float64) float64 {
	s := d.Session
	y = d.heading(x, y, halfWidth, d.l.T("page.problem"))
	y = d.labelled(x, y, halfWidth, d.l.T("page.scope"), kaizen.ScopeText(s.Scope, d.l), 2)
	y = d.labelled(x, y, halfWidth, d.l.T("page.what"), s.Problem, 4)
	return d.labelled(x, y, halfWidth, d.l.T("page.goal"), s.Goal, 3)
}

// baseline shows where the scope stood when the session was made, with all that the
// figure rests on.
func (d *sessionPage) baseline(x, y float64) (float64, error) {
	s, l := d.Session, d.l
	b := s.Baseline
	heading := l.T("page.baseline")
	if b != nil {
		heading = l.T("page.baseline.when", "day", l.Date(b.At.Local()))
	}
	y = d.heading(x, y, halfWidth, heading)
	if b == nil {
		return d.lines(x, y, 9, "", inkMuted, []string{l.T("page.baseline.none")}), nil
	}
	rate := b.Of(s.Measure)
	const words, aside = halfWidth, 128.0 // what the figure takes, and what stands right of it
	value := l.T("page.baseline.unknown")
	if rate.Known() {
		value = l.Percent(rate.Value)
	}
	d.text(x, y+25, 26, "B", inkText, value)
	if s.Target != nil {
		d.text(x+d.width(26, "B", value)+10, y+25, 11, "B", inkAccent, l.T("page.target", "target", l.Percent(*s.Target)))
	}
	y += 34
	id := "page.baseline.followed"
	if s.Measure == repeat.RepeatRate {
		id = "page.baseline.repeat"
	}
	var lines []string
	if rate.Known() {
		lines = append(lines, d.wrap(8.5, "", l.T(id, "part", l.Int(rate.Numerator), "of", l.Int(rate.Denominator), "interval", l.Interval(rate.Low, rate.High)), words, 2)...)
	}
	rests := []string{b.Definition.Short(l), l.T("page.data", "from", l.Date(b.DataFrom), "to", l.Date(b.DataTo))}
	if b.Selected > 0 && b.WithoutKey > 0 {
		rests = append(rests, l.T("page.coverage", "share", l.Percent(float64(b.WithoutKey)/float64(b.Selected))))
	}
	lines = append(lines, d.wrap(8.5, "", strings.Join(rests, " · "), words, 3)...)
	y = d.lines(x, y, 8.5, "", inkMuted, lines)
	if d.Charts.Facts != nil {
		if err := d.chart(d.Charts.Facts, x-4, y+4, halfWidth+8, aside); err != nil {
			return y, err
		}
		y += 4 + aside
	}
	return y, nil
}

// boneName is what a bone is called.
func (d *sessionPage) boneName(b kaizen.Bone) string {
	switch {
	case b.Name != "":
		return b.Name
	case d.Bones != nil:
		return d.Bones(b.Code)
	}
	return b.Code
}

// causes shows the fishbone, and below it the causes to do something about with their
// whys; without a picture all of them, by bone.
func (d *sessionPage) causes(x, y, until float64) error {
	s, l := d.Session, d.l
	y = d.heading(x, y, halfWidth, l.T("page.causes"))
	if d.Charts.Evidence != "" {
		y = d.lines(x, y, 8.5, "", inkMuted, d.wrap(8.5, "", d.Charts.Evidence, halfWidth, 1)) + 2
	}
	if len(s.Causes) == 0 {
		d.lines(x, y, 9, "", inkMuted, []string{l.T("page.none")})
		return nil
	}
	picture := d.Charts.Causes != nil && until-y > 150
	votes := map[kaizen.ID]int{}
	for _, v := range s.Votes() {
		votes[v.On] = v.Dots
	}
	var items []listed
	add := func(c kaizen.Cause, bone string) {
		text := c.Text
		for _, w := range c.Whys {
			text += " ← " + w.Text
		}
		for _, e := range c.Evidence {
			if e.Text != "" {
				text += " [" + e.Text + "]"
			}
		}
		if bone != "" {
			text = bone + ": " + text
		}
		style := ""
		if c.Root {
			style = "B"
		}
		items = append(items, listed{text, style, votes[c.ID]})
	}
	known := map[kaizen.ID]bool{}
	for _, b := range append(slices.Clone(s.Bones), kaizen.Bone{}) {
		known[b.ID] = true
		for _, c := range s.Causes {
			if c.Bone == b.ID && (d.Charts.Causes == nil || c.Root || len(c.Whys) > 0 || votes[c.ID] > 0) {
				add(c, d.boneName(b))
			}
		}
	}
	for _, c := range s.Causes {
		if !known[c.Bone] { // its bone was taken away
			add(c, "")
		}
	}
	if picture { // as high as the list beneath it leaves, within reason
		h := min(250, max(until-y-6-d.listHeight(items), (until-y)*0.6))
		if err := d.chart(d.Charts.Causes, x-4, y, halfWidth+8, h); err != nil {
			return err
		}
		y += h + 6
	}
	d.list(l.T("page.causes"), x, y, until, items)
	return nil
}

// listHeight is what a list takes when all of it is written.
func (d *sessionPage) listHeight(items []listed) float64 {
	h := 0.0
	for _, item := range items {
		h += float64(len(d.wrap(listSize, item.style, item.text, halfWidth-12-float64(min(item.dots, 12))*6.5-20, 3)))*listSize*leading + 1.5
	}
	return h + 2
}

// listSize is the size of the letters of a list.
const listSize = 9.0

// listed is a point of a list, with the dots it got.
type listed struct {
	text  string
	style string
	dots  int
}

// list writes points from y until a place; what does not fit is told and kept for the
// pages behind. It gives where it ends.
func (d *sessionPage) list(heading string, x, y, until float64, items []listed) float64 {
	const size = 9
	for i, item := range items {
		room := 0.0
		if i < len(items)-1 {
			room = size * leading
		}
		dots := min(item.dots, 12)
		at := float64(dots) * 6.5
		if item.dots > dots {
			at += 20
		}
		lines := d.wrap(size, item.style, item.text, halfWidth-12-at, 3)
		if y+float64(len(lines))*size*leading+room > until+2 {
			left := moreOf{heading: heading}
			for _, rest := range items[i:] {
				left.lines = append(left.lines, rest.text)
			}
			d.more = append(d.more, left)
			d.text(x, y+size, size, "", inkMuted, d.l.T("page.more", "n", len(items)-i))
			return y + size*leading
		}
		d.dot(x+3, y+size*0.65, 1.6, inkMuted)
		for k := range dots {
			d.dot(x+halfWidth-4-float64(k)*6.5, y+size*0.62, 2.5, inkAccent)
		}
		if item.dots > dots {
			d.right(x+halfWidth-4-float64(dots)*6.5-3, y+size, 8, "B", inkAccent, "+"+d.l.Int(item.dots-dots))
		}
		y = d.lines(x+10, y, size, item.style, inkText, lines) + 1.5
	}
	return y
}

func (d *sessionPage) people(x, y float64) float64 {
	s, r := d.Session, d.Register
	var names []string
	for _, id := range s.Participants {
		if n := r.Name(id); n != "" {
			names = append(names, n)
		}
	}
	y = d.heading(x, y, halfWidth, d.l.T("page.people"))
	y = d.labelled(x, y, halfWidth, d.l.T("page.sponsor"), r.Name(s.Sponsor), 1)
	y = d.labelled(x, y, halfWidth, d.l.T("page.facilitator"), r.Name(s.Facilitator), 1)
	return d.labelled(x, y, halfWidth, d.l.T("page.participants"), strings.Join(names, " · "), 3)
}

// ideas shows the grid and the ideas, most dots first.
func (d *sessionPage) ideas(x, y, until float64) (float64, error) {
	s := d.Session
	if len(s.Ideas) == 0 {
		return y - 8, nil
	}
	y = d.heading(x, y, halfWidth, d.l.T("page.ideas"))
	votes := map[kaizen.ID]int{}
	for _, v := range s.Votes() {
		votes[v.On] = v.Dots
	}
	number := map[kaizen.ID]int{} // as on the grid
	for i, one := range s.Ideas {
		number[one.ID] = i + 1
	}
	ideas := slices.Clone(s.Ideas)
	slices.SortStableFunc(ideas, func(a, b kaizen.Idea) int { return votes[b.ID] - votes[a.ID] })
	var items []listed
	for _, i := range ideas {
		text := d.l.Int(number[i.ID]) + ". " + i.Text
		if i.Measure != "" {
			text += " (" + d.l.T("kaizen.measure."+string(i.Measure)) + ")"
		}
		items = append(items, listed{text: text, dots: votes[i.ID]})
	}
	if d.Charts.Ideas != nil && until-y > 110 { // as high as the list beneath it leaves, within reason
		h := min(230, max(until-y-6-d.listHeight(items), (until-y)*0.5))
		if err := d.chart(d.Charts.Ideas, x-4, y, halfWidth+8, h); err != nil {
			return y, err
		}
		y += h + 4
	}
	return d.list(d.l.T("page.ideas"), x, y, until, items), nil
}

// decisionsHeight is what the decisions take when all of them are written.
func (d *sessionPage) decisionsHeight() float64 {
	if len(d.Session.Decisions) == 0 {
		return 0
	}
	var items []listed
	for _, c := range d.Session.Decisions {
		items = append(items, listed{text: c.Text})
	}
	return 18 + d.listHeight(items)
}

func (d *sessionPage) decisions(x, y, until float64) float64 {
	if len(d.Session.Decisions) == 0 {
		return y - 8
	}
	y = d.heading(x, y, halfWidth, d.l.T("page.decisions"))
	var items []listed
	for _, c := range d.Session.Decisions {
		items = append(items, listed{text: c.Text})
	}
	return d.list(d.l.T("page.decisions"), x, y, max(until, y+24), items)
}

// actions shows who does what by when, and what came of it.
func (d *sessionPage) actions(x, y float64, all []*kaizen.Action) {
	l := d.l
	y = d.heading(x, y, halfWidth, l.T("page.session.actions"))
	if len(all) == 0 {
		d.lines(x, y, 9, "", inkMuted, []string{l.T("page.none")})
		return
	}
	columns, rows := d.actionRows(all)
	fits, h := 0, y+9*1.6+3
	for _, row := range rows {
		if h += d.rowHeight(columns, row, 8.5); h > bottom-12 {
			break
		}
		fits++
	}
	if fits == len(rows) {
		d.table(x, y, columns, rows, 8.5)
		return
	}
	end := d.table(x, y, columns, rows[:fits], 8.5)
	d.text(x, end+9, 8.5, "", inkMuted, l.T("page.more", "n", len(rows)-fits))
	left := moreOf{heading: l.T("page.session.actions")}
	for _, a := range all[fits:] {
		parts := []string{a.Title, d.owner(d.Register, a).text, kaizen.DayText(a.Due, l), l.T("kaizen.status." + string(a.Status))}
		left.lines = append(left.lines, strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · "))
	}
	d.more = append(d.more, left)
}

// actionsHeight is what the actions take when all of them are written.
func (d *sessionPage) actionsHeight(all []*kaizen.Action) float64 {
	columns, rows := d.actionRows(all)
	h := 18 + 9*1.6 + 3 + 14
	for _, row := range rows {
		h += d.rowHeight(columns, row, 8.5)
	}
	return h
}

// actionRows gives the table of actions.
func (d *sessionPage) actionRows(all []*kaizen.Action) (columns []column, rows [][]cellOf) {
	l, today := d.l, repeat.DateOf(d.At)
	columns = []column{{l.T("page.column.action"), 142, false}, {l.T("exchange.field.owner"), 72, false}, {l.T("exchange.field.due"), 62, false}, {l.T("page.column.result"), halfWidth - 276, false}}
	for _, a := range all {
		effect := shortEffect(a, l)
		if d.Effect != nil {
			effect = d.Effect(a.ID)
		}
		result := cellOf{text: l.T("kaizen.status." + string(a.Status)), color: inkText, small: effect, most: 3}
		if effect == "" {
			result.small = d.checks(a)
		}
		due := d.due(a, today)
		rows = append(rows, []cellOf{{text: a.Title, style: "B", color: inkText}, d.owner(d.Register, a), due, result})
	}
	return columns, rows
}

// shortEffect says what the latest check of an action found in a few words.
func shortEffect(a *kaizen.Action, l *locale.Locale) string {
	f := latestFinding(a)
	if f == nil {
		return ""
	}
	text := l.T("kaizen.verdict." + string(f.Verdict))
	if f.Difference != nil && f.Low != nil && f.High != nil && f.Verdict != kaizen.Early {
		text += " " + l.T("page.effect", "difference", l.Points(*f.Difference), "low", l.Points(*f.Low), "high", l.Points(*f.High))
	}
	return text
}

// checks says when the effect is looked at.
func (d *sessionPage) checks(a *kaizen.Action) string {
	var days []string
	for _, c := range a.Checks {
		if !c.Due.IsZero() && !c.Done() {
			days = append(days, kaizen.DayText(c.Due, d.l))
		}
	}
	if len(days) == 0 {
		return ""
	}
	return d.l.T("page.checks", "days", days[0])
}

// rest writes what did not fit on pages of its own.
func (d *sessionPage) rest() {
	if len(d.more) == 0 {
		return
	}
	y := math.Inf(1)
	wide := pageWidth - 2*pageMargin
	for _, part := range d.more {
		for i, text := range part.lines {
			lines := d.wrap(9.5, "", text, wide-10, 8)
			need := float64(len(lines))*9.5*leading + 4
			if i == 0 {
				need += 30
			}
			if y+need > bottom {
				d.doc.AddPage()
				y = pageMargin
			}
			if i == 0 {
				y = d.heading(pageMargin, y+8, wide, d.l.T("page.continued", "part", part.heading))
			}
			d.dot(pageMargin+3, y+6, 1.6, inkMuted)
			y = d.lines(pageMargin+10, y, 9.5, "", inkText, lines) + 4
		}
	}
}
