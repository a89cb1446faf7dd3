package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
)

func agendaOf(t *testing.T, d *diary, person kaizen.ID, at time.Time) (map[string]*ics.VEvent, string) {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCalendar(&out, Agenda{Register: d.register, Person: person, Workspace: "Noord", At: at}, locale.New("nl")); err != nil {
		t.Fatal(err)
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*ics.VEvent{}
	for _, e := range cal.Events() {
		if all[e.Id()] != nil {
			t.Error("an id twice:", e.Id())
		}
		all[e.Id()] = e
	}
	return all, out.String()
}

func property(e *ics.VEvent, p ics.ComponentProperty) string {
	if x := e.GetProperty(p); x != nil {
		return x.Value
	}
	return ""
}

// A calendar that takes the file in again moves the entry it has: the id stays, the
// number of changes rises, the day is the new one.
func TestCalendarKeepsItsEntries(t *testing.T) {
	d := fixed(t)
	before, _ := agendaOf(t, d, 2, actionsNoon)
	if len(before) != 1 {
		t.Fatal(before)
	}
	err := d.change(func(e *kaizen.Edit) error {
		e.Action(2).Due = repeat.DateOf(actionsNoon).AddDays(7)
		e.Action(2).Start = repeat.DateOf(actionsNoon)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	after, _ := agendaOf(t, d, 2, actionsNoon.Add(time.Hour))
	if len(after) != 4 { // the day it is due, and three looks at its effect
		t.Fatal(after)
	}
	for id, e := range before {
		now := after[id]
		if now == nil {
			t.Fatal("the id changed")
		}
		if property(e, ics.ComponentPropertyDtStart) != "20260701" || property(now, ics.ComponentPropertyDtStart) != "20260708" {
			t.Error(property(now, ics.ComponentPropertyDtStart))
		}
		if property(now, ics.ComponentPropertySequence) <= property(e, ics.ComponentPropertySequence) {
			t.Error("the number of changes does not rise")
		}
	}
	if everyone, _ := agendaOf(t, d, 0, actionsNoon); len(everyone) != 5 {
		t.Error(len(everyone))
	}
	if err := d.change(func(e *kaizen.Edit) error {
		a := e.Action(2)
		a.Move(kaizen.Dropped, a.Due)
		a.Why = "kan niet"
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	dropped, _ := agendaOf(t, d, 2, actionsNoon)
	for id, e := range dropped {
		if property(e, ics.ComponentPropertyStatus) != "CANCELLED" {
			t.Error(id, "is not taken off the calendar")
		}
	}
}

// A session stands at its hour in the Netherlands, with who is invited; what people typed
// cannot become lines of the file, and no line is longer than the standard lets it be.
func TestCalendarOfASession(t *testing.T) {
	d := fixed(t)
	err := d.change(func(e *kaizen.Edit) error {
		e.Person(1).Email = "anna@noord.nl"
		e.AddSession(kaizen.Session{Title: "Derde partij; Pakketdienst, week 27", Date: repeat.DateOf(actionsNoon), From: "09:30", To: "12:00", Place: "zaal 3",
			Problem: "eerste regel\nATTENDEE:mailto:x@y.nl\n" + strings.Repeat("lang ", 60), Participants: []kaizen.ID{1, 2}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all, text := agendaOf(t, d, 1, actionsNoon)
	var session *ics.VEvent
	for id, e := range all {
		if strings.HasPrefix(id, "session-1-") && !strings.Contains(id, "check") {
			session = e
		}
	}
	if session == nil {
		t.Fatal(text)
	}
	got := []string{property(session, ics.ComponentPropertyDtStart), property(session, ics.ComponentPropertyDtEnd), property(session, ics.ComponentPropertyLocation), property(session, ics.ComponentPropertySummary)}
	if diff := cmp.Diff([]string{"20260701T073000Z", "20260701T100000Z", "zaal 3", "Kaizensessie: Derde partij; Pakketdienst, week 27"}, got); diff != "" {
		t.Error(diff)
	}
	if a := session.Attendees(); len(a) != 1 || a[0].Email() != "anna@noord.nl" {
		t.Errorf("%+v", a)
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if strings.HasPrefix(line, "ATTENDEE:mailto:x@y.nl") {
			t.Error("a text became a line")
		}
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
		if strings.ContainsAny(line, "\n\r") {
			t.Errorf("a bare line end in %q", line)
		}
	}
}
