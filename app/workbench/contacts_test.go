package workbench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// staffed makes an export with agents by name and notes that say which contact they are of.
func staffed(t *testing.T, folder, name string, from, n int) string {
	var text strings.Builder
	text.WriteString("Gespreksnummer;Klantnummer;Datum;Begintijd;Kanaal;Contactreden;Medewerker;Notitie\r\n")
	for i := from; i < from+n; i++ {
		for k := range 2 {
			fmt.Fprintf(&text, "%d;K%05d;%02d-03-2026;10:%02d:00;Telefoon;Reden %d;%s;notitie van %d\r\n", 2*i+k, i, 1+i%20+k, i%60, i%5,
				[]string{"Anna de Vries", "Bram Jansen", "Chris Bakker"}[i%3], 2*i+k)
		}
	}
	return write(t, folder, name, text.String())
}

func TestContactsBehindAFigure(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	b.importFile(staffed(t, folder, "a.csv", 0, 90))
	s := b.importFile(staffed(t, folder, "b.csv", 90, 90)) // another batch: notes come from two
	for _, row := range s.Figures.Top[contact.Reason].Rows {
		for _, only := range repeat.Onlys {
			b.ShowContacts(repeat.Filter{{By: contact.Reason, Values: row.Key}}, only)
			s := b.until("contacts", func(s *Snapshot) bool {
				return s.Contacts != nil && s.Contacts.List != nil && s.Contacts.View.Only == only && s.Contacts.View.Filter[0].Values[0] == row.Key[0]
			})
			if got, want := s.Contacts.List.Len(), only.Of(row.Counts); got != want {
				t.Errorf("%v %q: %d contacts, the figure says %d", row.Key, only, got, want)
			}
		}
	}
	// The list follows the question.
	d := s.Question.Definition
	d.Window = repeat.Hour
	b.ShowContacts(nil, repeat.OnlyRepeats)
	b.SetDefinition(d)
	b.settled()
	s = b.until("contacts of another definition", func(s *Snapshot) bool {
		return s.Contacts != nil && s.Contacts.List != nil && s.Contacts.List.Query.Definition.Window == repeat.Hour
	})
	if s.Contacts.List.Len() != s.Figures.Total.Total.Repeats {
		t.Errorf("%d contacts, %d repeats", s.Contacts.List.Len(), s.Figures.Total.Total.Repeats)
	}
	// Ids and notes are those of the contact.
	b.SetContacts(ContactsView{Sort: repeat.SortTime, Desc: true})
	s = b.until("all contacts", func(s *Snapshot) bool { return s.Contacts.List.Len() == 360 && s.Contacts.List.Options.Desc })
	for _, i := range []int{0, 77, 359} {
		place := s.Contacts.List.Place(i)
		b.ReadContact(place)
		s = b.until("detail", func(s *Snapshot) bool { return s.Contacts.Detail != nil && s.Contacts.Detail.Place == place })
		if d := s.Contacts.Detail; d.Err != nil || d.ID == "" || d.Note != "notitie van "+d.ID {
			t.Errorf("%+v", d)
		}
	}
	// Files hold keys and notes only when asked.
	for _, o := range []report.ContactsOptions{{}, {Keys: true}, {Notes: true}} {
		path := filepath.Join(folder, fmt.Sprint(o.Keys, o.Notes, ".csv"))
		b.ExportContacts(path, o, locale.New("en"))
		b.until("file", func(*Snapshot) bool { _, err := os.Stat(path); return err == nil })
		data, err := os.ReadFile(path)
		text := string(data)
		if err != nil || strings.Count(text, "\n") != 361 || strings.Contains(text, "K00001") != o.Keys || strings.Contains(text, "notitie van 2,") != o.Notes || strings.Contains(text, "Anna") {
			t.Errorf("%+v: %v\n%s", o, err, text[:300])
		}
		if !strings.Contains(text, "Not for appraisal alone") {
			t.Error("a list with agents does not say what it is not for")
		}
	}
	book := filepath.Join(folder, "contacten.xlsx")
	b.ExportContacts(book, report.ContactsOptions{}, locale.New("nl"))
	b.until("workbook", func(*Snapshot) bool { _, err := os.Stat(book); return err == nil })
	b.HideContacts()
	b.until("none", func(s *Snapshot) bool { return s.Contacts == nil })
}

// Agents have codes everywhere until names are switched on, the same codes ever after, and figures do not change.
func TestAgentsByCode(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	s := b.importFile(staffed(t, folder, "a.csv", 0, 90))
	codes := s.Workspace.Values(contact.Agent)
	slices.Sort(codes)
	if !slices.Equal(codes, []string{"", "A001", "A002", "A003"}) || s.Agents.Shown {
		t.Fatalf("%q", codes)
	}
	byAgent := func() []repeat.Row {
		b.SetRates(RatesView{[]contact.Dimension{contact.Agent}, repeat.FollowedRate})
		return b.settled().Figures.Rates.Rows
	}
	hidden := byAgent()
	b.SetFilter(contact.Agent, hidden[0].Key[0])
	b.settled()
	b.SetAgentNames("OR 2026/14", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	s = b.until("names", func(s *Snapshot) bool {
		return s.Agents.Shown && s.Phase == Ready && s.Figures != nil && !s.Computing && s.Task == nil
	})
	if s.Agents.Reference != "OR 2026/14" || s.Agents.Decided != "2026-03-01" || s.Agents.At.IsZero() {
		t.Errorf("%+v", s.Agents)
	}
	name := s.Question.Selection.Filter[0].Values[0]
	if !slices.Contains([]string{"Anna de Vries", "Bram Jansen", "Chris Bakker"}, name) || s.Figures.Rates.Total.Counts != hidden[0].Counts {
		t.Errorf("the filter is on %q, and counts %+v instead of %+v", name, s.Figures.Rates.Total.Counts, hidden[0].Counts)
	}
	b.HideAgentNames()
	s = b.until("codes", func(s *Snapshot) bool { return !s.Agents.Shown && s.Figures != nil && !s.Computing && s.Task == nil })
	if got := s.Question.Selection.Filter[0].Values[0]; got != hidden[0].Key[0] {
		t.Errorf("the filter is on %q, it was on %q", got, hidden[0].Key[0])
	}
	b.SetFilter(contact.Agent)
	again := byAgent()
	for i := range hidden {
		if again[i].Key[0] != hidden[i].Key[0] || again[i].Counts != hidden[i].Counts {
			t.Errorf("%v is now %v", hidden[i], again[i])
		}
	}
	// What the command line asks has codes too.
	ws, err := workspace.View(s.Workspace.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	e, err := LoadEngine(context.Background(), ws, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Values(contact.Agent); slices.ContainsFunc(got, func(v string) bool { return v != "" && v[0] != 'A' || strings.Contains(v, " ") }) {
		t.Errorf("%q", got)
	}
}

// The agents of a question kept before codes were given are written as codes before anybody sees it.
func TestOldQuestionNamesNobody(t *testing.T) {
	b := newBench(t)
	s := b.importFile(staffed(t, t.TempDir(), "a.csv", 0, 30))
	path := s.Workspace.Path
	b.CloseWorkspace()
	b.until("closed", func(s *Snapshot) bool { return s.Phase == Closed })
	ws, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	kept := `{"definition":{"window":"7d","same":"any","channels":"any","chain":"previous"},"selection":{"filter":[{"by":"agent","values":["Bram Jansen"]}]},"rates":{"by":["reason"]},"trends":{"per":"week"}}`
	if err := ws.SetSetting(context.Background(), settingQuestion, kept); err != nil {
		t.Fatal(err)
	}
	ws.Close()
	b.Open(path)
	s = b.until("open", func(s *Snapshot) bool { return s.Phase == Ready && s.Figures != nil && !s.Computing })
	f := s.Question.Selection.Filter
	if len(f) != 1 || !strings.HasPrefix(f[0].Values[0], "A00") || s.Figures.Total.Total.Contacts != 20 {
		t.Errorf("%+v, %d contacts", f, s.Figures.Total.Total.Contacts)
	}
}

func TestCalendar(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	b := newBench(t)
	b.importFile(staffed(t, t.TempDir(), "a.csv", 0, 30))
	b.PutEvent(workspace.Event{Kind: workspace.Mailing, From: day(3), To: day(4), Title: "Jaarnota"})
	s := b.until("event", func(s *Snapshot) bool { return len(s.Events) == 1 })
	e := s.Events[0].Event
	e.Title = "Jaarnota 2025"
	b.PutEvent(e)
	b.until("change", func(s *Snapshot) bool { return s.Events[0].Title == "Jaarnota 2025" && len(s.Events) == 1 })
	b.RemoveEvent(e.ID)
	s = b.until("removed", func(s *Snapshot) bool {
		return len(s.Events) == 0 && len(s.Notes) > 0 && s.Notes[len(s.Notes)-1].ID == "note.event_removed"
	})
	s.Notes[len(s.Notes)-1].Undo()
	b.until("put back", func(s *Snapshot) bool { return len(s.Events) == 1 && s.Events[0].ID == e.ID })
	if all := (calendar{holidays: true}).during(b.engine.Log()); len(all) != 0 {
		t.Errorf("holidays in the data: %v", all) // 1 to 21 March 2026 have none
	}
	b.SetHolidays(false)
	b.until("no holidays", func(s *Snapshot) bool { return !s.Holidays })
}
