package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/assets/locale"

	ics "github.com/arran4/golang-ical"
)

// Agenda is a calendar file of what someone has to do: the days their actions are due
// and their effects are looked at, and the sessions they take part in. Every entry has
// an id of its own for good and a rising number of changes, so that a calendar that
// takes the file in again moves what it has and doubles nothing.
type Agenda struct {
	Register  *kaizen.Register
	Person    kaizen.ID // whose; 0: everyone's
	Session   kaizen.ID // just this session and its looks at the effect; 0: all
	Workspace string
	At        time.Time // when it is written
}

// WriteCalendar writes an agenda as iCalendar (RFC 5545).
func WriteCalendar(w io.Writer, a Agenda, l *locale.Locale) error {
	cal := ics.NewCalendarFor("Eenkeer")
	cal.SetMethod(ics.MethodPublish)
	name := a.Register.Name(a.Person)
	if name == "" {
		name = a.Workspace
	}
	cal.SetXWRCalName(l.T("calendar.name", "name", name))
	c := &calendar{a, l, cal}
	for _, x := range a.Register.Actions {
		if a.Session != 0 && x.Session != a.Session {
			continue
		}
		if a.Person == 0 || x.Owner == a.Person || x.Helper == a.Person {
			c.action(x)
		}
	}
	for _, s := range a.Register.Sessions {
		if a.Session != 0 && s.ID != a.Session {
			continue
		}
		if a.Person == 0 || attends(s, a.Person) {
			c.session(s)
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

func attends(s *kaizen.Session, p kaizen.ID) bool {
	for _, id := range append([]kaizen.ID{s.Sponsor, s.Facilitator}, s.Participants...) {
		if id == p {
			return true
		}
	}
	return false
}

type calendar struct {
	Agenda
	l   *locale.Locale
	cal *ics.Calendar
}

// event makes an entry of a day.
func (c *calendar) event(uid string, day repeat.Date, summary string, description []string) *ics.VEvent {
	e := c.cal.AddEvent(uid + "@eenkeer")
	e.SetDtStampTime(c.At.UTC())
	e.SetModifiedAt(c.At.UTC())
	e.SetSequence(int(c.Register.Last()))
	e.SetAllDayStartAt(day.Time())
	e.SetAllDayEndAt(day.AddDays(1).Time())
	e.SetSummary(summary)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if text := strings.Join(description, "\n"); text != "" {
		e.SetDescription(text)
	}
	return e
}

// remind rings at nine on the day before.
func remind(e *ics.VEvent, summary, before string) {
	alarm := e.AddAlarm()
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetTrigger(before)
	alarm.SetDescription(summary)
}

func (c *calendar) action(x *kaizen.Action) {
	l := c.l
	uid := "action-" + exchange.Print(x)
	describe := []string{l.T("calendar.status", "status", l.T("kaizen.status."+string(x.Status)))}
	add := func(id, value string) {
		if value != "" {
			describe = append(describe, l.T(id, "value", value))
		}
	}
	add("calendar.owner", c.Register.Name(x.Owner))
	add("calendar.helper", c.Register.Name(x.Helper))
	add("calendar.scope", kaizen.ScopeText(x.Scope, l))
	add("calendar.cause", x.Cause)
	if x.Text != "" {
		describe = append(describe, "", x.Text)
	}
	if !x.Due.IsZero() && x.Status != kaizen.Proposed {
		summary := l.T("calendar.action", "title", x.Title)
		if x.Status.Finished() {
			summary = "✓ " + summary
		}
		e := c.event(uid, x.Due, summary, describe)
		switch {
		case x.Status == kaizen.Dropped:
			e.SetStatus(ics.ObjectStatusCancelled)
		case x.Status.Open():
			e.SetStatus(ics.ObjectStatusConfirmed)
			remind(e, summary, "-PT15H")
		}
	}
	for _, k := range x.Checks {
		if k.Due.IsZero() || x.Status == kaizen.Proposed {
			continue
		}
		summary := l.T("calendar.check", "title", x.Title)
		if k.Done() {
			summary = "✓ " + summary
		}
		e := c.event(fmt.Sprintf("%s-check-%d", uid, k.ID), k.Due, summary, append([]string{l.T("calendar.check.text")}, describe...))
		if x.Status == kaizen.Dropped {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
	}
}

func (c *calendar) session(s *kaizen.Session) {
	if s.Date.IsZero() {
		return
	}
	l := c.l
	uid := fmt.Sprintf("session-%d-%x", s.ID, s.Made.UnixMilli())
	var describe []string
	add := func(id, value string) {
		if value != "" {
			describe = append(describe, l.T(id, "value", value))
		}
	}
	add("calendar.scope", kaizen.ScopeText(s.Scope, l))
	add("calendar.problem", s.Problem)
	add("calendar.goal", s.Goal)
	add("calendar.sponsor", c.Register.Name(s.Sponsor))
	add("calendar.facilitator", c.Register.Name(s.Facilitator))
	var names []string
	for _, p := range s.Participants {
		names = append(names, c.Register.Name(p))
	}
	add("calendar.participants", strings.Join(names, ", "))
	summary := l.T("calendar.session", "title", s.Title)
	e := c.event(uid, s.Date, summary, describe)
	if from, ok := moment(s.Date, s.From); ok {
		to, ends := moment(s.Date, s.To)
		if !ends || !to.After(from) {
			to = from.Add(time.Hour)
		}
		e.SetStartAt(from)
		e.SetEndAt(to)
		e.SetTimeTransparency(ics.TransparencyOpaque)
		remind(e, summary, "-P1D")
	}
	if s.Place != "" {
		e.SetLocation(s.Place)
	}
	for _, id := range append([]kaizen.ID{s.Sponsor, s.Facilitator}, s.Participants...) {
		if p := c.Register.Person(id); p != nil && p.Email != "" {
			e.AddAttendee(p.Email, ics.WithCN(strings.NewReplacer("\"", "'", "\n", " ").Replace(p.Name)))
		}
	}
	days := s.Checks
	if len(days) == 0 {
		days = c.Register.Settings.Looks()
	}
	for _, d := range days {
		c.event(fmt.Sprintf("%s-check-%d", uid, d), s.Date.AddDays(d), l.T("calendar.session.check", "title", s.Title, "n", d), describe)
	}
}

// moment gives a time of day of a day in the zone of a workspace.
func moment(d repeat.Date, clock string) (time.Time, bool) {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return time.Time{}, false
	}
	day := d.Time()
	return time.Date(day.Year(), day.Month(), day.Day(), t.Hour(), t.Minute(), 0, 0, ingest.DefaultZone()), true
}
