package report

import (
	"io"
	"strings"
	"time"

	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// WeeklyPage is the list of a week for the short stand-up, to hang on the wall: large,
// with a box to tick before everything that is to be said or done.
type WeeklyPage struct {
	Register  *kaizen.Register
	Weekly    kaizen.Weekly
	Workspace string
	At        time.Time // local
}

// Write writes the list as a PDF, A4 across.
func (w WeeklyPage) Write(out io.Writer, l *locale.Locale) error {
	k := w.Weekly
	_, week := k.From.Time().ISOWeek()
	title := l.T("page.weekly", "week", week, "period", l.Period(k.From.Time(), k.To.Time()))
	p := newPage(title, A4, w.At, l, l.T("page.foot", "workspace", w.Workspace, "when", l.DateTime(w.At)))
	p.text(pageMargin, pageMargin+17, 20, "B", inkText, p.fit(20, "B", title, pageWidth-2*pageMargin-160))
	p.right(pageWidth-pageMargin, pageMargin+16, 10, "", inkMuted, p.fit(10, "", w.Workspace, 150))
	d := &weeklyPage{w, p, l, pageMargin + 34}
	d.part("page.weekly.signals", len(k.Signals), func(i int) (string, string, string) { return d.signal(k.Signals[i]) })
	d.part("page.weekly.late", len(k.Late), func(i int) (string, string, string) { return d.action(k.Late[i]) })
	d.part("page.weekly.due", len(k.Due), func(i int) (string, string, string) { return d.action(k.Due[i]) })
	d.part("page.weekly.lacking", len(k.Lacking), func(i int) (string, string, string) { return d.action(k.Lacking[i]) })
	d.part("page.weekly.done", len(k.Done), func(i int) (string, string, string) { return d.action(k.Done[i]) })
	d.part("page.weekly.checks", len(k.Checks), func(i int) (string, string, string) {
		c := k.Checks[i]
		title, owner, _ := d.action(c.Action)
		return title, owner, l.T("page.weekly.check", "n", c.Check.Days)
	})
	d.part("page.weekly.reply", len(k.Reply), func(i int) (string, string, string) { return d.signal(k.Reply[i]) })
	d.part("page.weekly.replied", len(k.Replied), func(i int) (string, string, string) { return d.signal(k.Replied[i]) })
	return p.write(out)
}

type weeklyPage struct {
	WeeklyPage
	*page
	l *locale.Locale
	y float64
}

// part writes a part of the list: what, who and when of each. An empty part says so.
func (d *weeklyPage) part(id string, n int, at func(i int) (what, who, when string)) {
	const size = 12
	wide := pageWidth - 2*pageMargin
	if d.y+52 > bottom {
		d.doc.AddPage()
		d.y = pageMargin
	}
	d.text(pageMargin, d.y+13, 13, "B", inkAccent, d.l.T(id)+" · "+d.l.Int(n))
	d.rule(pageMargin, d.y+18, wide, 0.8, inkLine)
	d.y += 24
	if n == 0 {
		d.text(pageMargin, d.y+size-1, size-1, "", inkMuted, d.l.T("page.none"))
		d.y += size*leading + 6
		return
	}
	for i := range n {
		what, who, when := at(i)
		lines := d.wrap(size, "", what, wide-330, 3)
		h := float64(len(lines))*size*leading + 4
		if d.y+h > bottom {
			d.doc.AddPage()
			d.y = pageMargin
		}
		d.square(pageMargin+1, d.y+2, 9, false)
		d.lines(pageMargin+18, d.y, size, "", inkText, lines)
		d.text(pageMargin+wide-300, d.y+size, size, "B", inkText, d.fit(size, "B", who, 150))
		d.right(pageMargin+wide, d.y+size, size, "", inkMuted, d.fit(size, "", when, 140))
		d.y += h
	}
	d.y += 8
}

func (d *weeklyPage) action(a *kaizen.Action) (what, who, when string) {
	when = kaizen.DayText(a.Due, d.l)
	switch {
	case a.DaysLate(d.Weekly.Today) > 0:
		when = d.l.T("page.late", "n", a.DaysLate(d.Weekly.Today))
	case a.Status.Finished():
		when = kaizen.DayText(a.Finished, d.l)
	}
	who = d.Register.Name(a.Owner)
	if who == "" {
		who = d.l.T("page.choose_owner")
	}
	return a.Title, who, when
}

func (d *weeklyPage) signal(s *kaizen.Signal) (what, who, when string) {
	var about []string
	for _, x := range []string{s.Process, s.Reason} {
		if x != "" {
			about = append(about, x)
		}
	}
	what = s.Text
	if len(about) > 0 {
		what = strings.Join(about, " · ") + ": " + what
	}
	if s.State == kaizen.Answered {
		what += " → " + s.Answer
	}
	return what, d.Register.Name(s.From), kaizen.DayText(s.Day, d.l)
}
