package workbench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
)

// bench is a workbench with a way to wait for a state of it.
type bench struct {
	*Workbench
	t    *testing.T
	news chan struct{}
}

func newBench(t *testing.T) *bench {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("EENKEER_STATE", filepath.Join(home, "state"))
	b := &bench{t: t, news: make(chan struct{}, 1)}
	b.Workbench = New("Klantcontact", func() {
		select {
		case b.news <- struct{}{}:
		default:
		}
	})
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// until waits for a state; it fails the test when none comes.
func (b *bench) until(what string, ok func(s *Snapshot) bool) *Snapshot {
	b.t.Helper()
	limit := time.After(2 * time.Minute)
	for {
		if s := b.Snapshot(); ok(s) {
			return s
		}
		select {
		case <-b.news:
		case <-limit:
			b.t.Fatalf("no %s; notes: %s", what, notes(b.Snapshot()))
		}
	}
}

func notes(s *Snapshot) string {
	var all []string
	for _, n := range s.Notes {
		all = append(all, fmt.Sprint(n.ID, n.Args, n.Err))
	}
	return strings.Join(all, "; ")
}

// settled waits until figures of the present question are there.
func (b *bench) settled() *Snapshot {
	b.t.Helper()
	return b.until("figures", func(s *Snapshot) bool {
		return s.Figures != nil && !s.Computing && s.Task == nil && sameQuestion(s.Figures.Question, s.Question)
	})
}

func write(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// export makes a CSV of n customers who each get in touch twice, a day apart.
func export(t *testing.T, folder, name string, from, n int) string {
	var text strings.Builder
	text.WriteString("Gespreksnummer;Klantnummer;Datum;Begintijd;Kanaal;Proces;Contactreden\r\n")
	for i := from; i < from+n; i++ {
		for k := range 2 {
			fmt.Fprintf(&text, "%d;K%05d;%02d-03-2026;10:%02d:00;Telefoon;Proces %d;Reden %d\r\n", 2*i+k, i, 1+i%20+k, i%60, i%3, i%5)
		}
	}
	return write(t, folder, name, text.String())
}

func (b *bench) importFile(path string) *Snapshot {
	b.t.Helper()
	last := b.Snapshot().Last
	b.Drop([]string{path})
	b.until("draft or import", func(s *Snapshot) bool { return s.Task == nil && (s.Draft != nil || s.Last != last) })
	if b.Snapshot().Draft != nil {
		b.ImportDraft()
	}
	b.until("import", func(s *Snapshot) bool { return s.Last != last && s.Draft == nil })
	return b.settled()
}

// A file dropped on an empty window makes a workspace, and its figures are found
// back in the next run, with the question as it was left.
func TestDropAskCloseReopen(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	s := b.importFile(export(t, folder, "maart.csv", 0, 30))
	want := repeat.Counts{Contacts: 60, Repeats: 30}
	if got := s.Figures.Total.Total; got.Contacts != want.Contacts || got.Repeats != want.Repeats {
		t.Fatalf("%+v", got)
	}
	b.SetDefinition(repeat.Definition{Window: 12 * repeat.Hour, Same: repeat.SameReason, Channels: repeat.AnyChannel, Chain: repeat.FromFirst})
	b.SetFilter(contact.Process, "Proces 1")
	b.SetRates(RatesView{[]contact.Dimension{contact.Reason, contact.Channel}, repeat.FollowedRate})
	s = b.settled()
	if got := s.Figures.Total.Total; got.Contacts != 20 || got.Repeats != 0 {
		t.Errorf("%+v", got)
	}
	path := s.Workspace.Path
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}

	again := &bench{t: t, news: make(chan struct{}, 1)}
	again.Workbench = New("x", func() {
		select {
		case again.news <- struct{}{}:
		default:
		}
	})
	defer again.Close()
	again.until("recent", func(s *Snapshot) bool { return len(s.Recent) == 1 && s.Recent[0].Path == path })
	again.OpenLast()
	found := again.settled()
	if !sameQuestion(found.Question, s.Question) {
		t.Errorf("question: %+v, was %+v", found.Question, s.Question)
	}
	if found.Figures.Total.Total.Counts != s.Figures.Total.Total.Counts {
		t.Errorf("%+v, was %+v", found.Figures.Total.Total, s.Figures.Total.Total)
	}
}

// The second file with the same header is imported without a question; the same
// file again changes nothing; what is taken back is gone and can be put back.
func TestImportsAddUpAndGoBack(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	first := b.importFile(export(t, folder, "a.csv", 0, 10))
	second := export(t, folder, "b.csv", 5, 10) // customers 5 to 9 again, with the same contact ids
	b.Drop([]string{second})
	b.until("second import", func(s *Snapshot) bool { return s.Last != first.Last })
	s := b.settled()
	if s.Draft != nil || s.Workspace.Contacts != 30 {
		t.Fatalf("%d contacts, draft %v", s.Workspace.Contacts, s.Draft)
	}
	b.Drop([]string{second})
	b.until("note", func(s *Snapshot) bool { return len(s.Notes) > 0 && s.Notes[len(s.Notes)-1].ID == "note.already" })
	if s = b.settled(); s.Workspace.Contacts != 30 {
		t.Errorf("the same file again: %d contacts", s.Workspace.Contacts)
	}
	b.TakeBack(s.Batches[0].ID)
	s = b.until("taken back", func(s *Snapshot) bool { return s.Batches[0].TakenBack && s.Workspace.Contacts == 20 })
	note := s.Notes[len(s.Notes)-1]
	if note.Undo == nil {
		t.Fatal("cannot be undone")
	}
	note.Undo()
	b.until("put back", func(s *Snapshot) bool { return !s.Batches[0].TakenBack && s.Workspace.Contacts == 30 })
}

// After an import every figure is of all the contacts there are now, the curve
// of rate against window too.
func TestFiguresFollowTheImport(t *testing.T) {
	b := newBench(t)
	b.Create(filepath.Join(t.TempDir(), "w.eenkeer"))
	b.settled() // figures of no contacts
	for i, n := range []int{10, 40} {
		s := b.importFile(export(t, t.TempDir(), fmt.Sprint(i, ".csv"), i*100, n))
		total := s.Figures.Total.Total
		last := s.Figures.Curve[len(s.Figures.Curve)-1]
		if last.Contacts != total.Contacts || last.Repeats != total.Repeats || total.Contacts == 0 {
			t.Errorf("after %d imports the curve ends at %+v, all contacts are %+v", i+1, last.Counts, total.Counts)
		}
	}
}

func TestWhatCannotBe(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	for _, c := range []struct{ name, text, want string }{
		{"leeg.csv", "", "empty"},
		{"brief.csv", "%PDF-1.7 and so on and so forth, some bytes", "PDF"},
	} {
		count := len(b.Snapshot().Notes)
		b.Drop([]string{write(t, folder, c.name, c.text)})
		s := b.until("refusal", func(s *Snapshot) bool { return len(s.Notes) > count })
		if err := s.Notes[len(s.Notes)-1].Err; err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: %v", c.name, err)
		}
		if s.Phase != Closed {
			t.Errorf("%s: a workspace was made for it", c.name)
		}
	}
	// A file that cannot be opened leaves the open workspace as it is.
	s := b.importFile(export(t, folder, "goed.csv", 0, 3))
	count := len(s.Notes)
	b.Open(write(t, folder, "kapot.eenkeer", "not a workspace at all"))
	after := b.until("refusal", func(s *Snapshot) bool { return len(s.Notes) > count })
	if after.Workspace.Path != s.Workspace.Path || after.Workspace.Contacts != 6 {
		t.Errorf("%+v", after.Workspace)
	}
	// Without a customer column the draft waits and says why.
	b.Drop([]string{write(t, folder, "zonder.csv", "Datum;Kanaal\r\n01-03-2026;Telefoon\r\n02-03-2026;Chat\r\n")})
	s = b.until("draft", func(s *Snapshot) bool { return s.Draft != nil })
	if s.Draft.Ready() || !IsNoCustomer(s.Draft.Files[0].Problem) {
		t.Errorf("%v", s.Draft.Files[0].Problem)
	}
	b.ForgetDraft()
	b.until("no draft", func(s *Snapshot) bool { return s.Draft == nil })
}

// Of many questions asked in a row the last is answered.
func TestLastQuestionWins(t *testing.T) {
	b := newBench(t)
	b.importFile(export(t, t.TempDir(), "a.csv", 0, 50))
	for i := range 200 {
		d := repeat.Default
		d.Window = repeat.Span(1+i%30) * repeat.Hour
		if i%10 == 0 {
			d.Same = repeat.SameReason
		}
		b.SetDefinition(d)
	}
	d := repeat.Default
	d.Window = 23 * repeat.Hour
	b.SetDefinition(d)
	s := b.settled()
	if s.Figures.Question.Definition.Window != d.Window || s.Figures.Total.Total.Repeats != 0 {
		t.Errorf("%+v", s.Figures.Total.Total)
	}
	d.Window = 24 * repeat.Hour
	b.SetDefinition(d)
	if s = b.settled(); s.Figures.Total.Total.Repeats != 50 {
		t.Errorf("%+v", s.Figures.Total.Total)
	}
}

func TestSample(t *testing.T) {
	b := newBench(t)
	b.OpenSample()
	s := b.settled()
	if !s.Workspace.Sample || s.Workspace.Contacts < 55_000 {
		t.Fatalf("%+v", s.Workspace)
	}
	if rate := s.Figures.Total.Total.Repeat().Value; rate < 0.20 || rate > 0.30 {
		t.Errorf("repeat rate %v", rate)
	}
	if c := s.Figures.Change(repeat.RepeatRate); !c.Known || c.Now.Denominator == 0 || c.Before.Denominator == 0 {
		t.Errorf("%+v", c)
	}
	if last := s.Figures.Curve[len(s.Figures.Curve)-1]; last.Window != 60*repeat.Day || last.Repeats < s.Figures.Total.Total.Repeats {
		t.Errorf("%+v", last)
	}
	if len(workspace.Recent()) != 0 {
		t.Error("the sample stands among the recent files")
	}
}
