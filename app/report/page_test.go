package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"

	"pgregory.net/rapid"
)

// pages counts the pages of a PDF.
func pages(data []byte) int { return len(regexp.MustCompile(`/Type /Page\b`).FindAll(data, -1)) }

// facilitated is a register as a session leaves it, with n causes, ideas and actions.
func facilitated(tb testing.TB, n int) *diary {
	tb.Helper()
	d := &diary{register: kaizen.Empty()}
	target := 0.33
	err := d.change(func(e *kaizen.Edit) error {
		people := []kaizen.ID{}
		for _, name := range []string{"Anna de Vries", "Bram Jansen", "Carla Visser", "Dirk van den Berg", "Pakketdienst: accountmanager"} {
			people = append(people, e.PersonNamed(name))
		}
		theme := e.AddTheme(kaizen.Theme{Title: "de Pakketdienst"})
		s := kaizen.Session{
			Title: "Derde partij Pakketdienst", Theme: theme, Date: repeat.DateOf(time.Date(2026, 7, 3, 0, 0, 0, 0, time.UTC)), From: "09:00", To: "12:00", Stage: kaizen.Following, Target: &target,
			Scope:   repeat.Selection{Filter: repeat.Filter{{By: contact.Third, Values: []string{"Pakketdienst"}}}},
			Problem: "Vier op de tien klanten die over een hulpmiddel bellen, bellen binnen een week nog eens: de bezorger zegt niets, en wij zien niet waar het pakket is.",
			Goal:    "In één keer goed antwoord op: waar blijft mijn hulpmiddel?", Sponsor: people[0], Facilitator: people[1], Participants: people,
			Baseline: &kaizen.Baseline{At: time.Date(2026, 6, 26, 10, 0, 0, 0, time.UTC), Definition: repeat.Default, Followed: kaizen.FigureOf(repeat.NewRate(1911, 4638)), Repeat: kaizen.FigureOf(repeat.NewRate(1800, 4900)),
				Contacts: 4900, Selected: 5110, WithoutKey: 210, DataFrom: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), DataTo: time.Date(2026, 6, 25, 0, 0, 0, 0, time.UTC)},
			Bones: []kaizen.Bone{{ID: 1, Name: "Derde partij"}, {ID: 2, Name: "Proces"}, {ID: 3, Name: "Medewerker"}},
		}
		texts := []string{"de bezorger meldt geen tijdstip", "wij zien de status van het pakket niet", "het belscript belooft “morgen”", "de brief noemt ons nummer, niet dat van de bezorger"}
		for i := range n {
			c := kaizen.Cause{ID: s.Next(), Bone: kaizen.ID(1 + i%3), Text: texts[i%len(texts)], Root: i%3 == 0}
			s.Causes = append(s.Causes, c)
			for k := range i % 3 {
				w := kaizen.Why{ID: s.Next(), Text: fmt.Sprint("er is geen koppeling met het systeem van de bezorger ", k+1)}
				s.Causes[i].Whys = append(s.Causes[i].Whys, w)
			}
			s.Ideas = append(s.Ideas, kaizen.Idea{ID: s.Next(), Text: "track & trace-sms bij elke zending", Cause: c.ID, Measure: kaizen.Measures[i%4]})
		}
		ballot := kaizen.Ballot{ID: s.Next()}
		ballot.Give(s.Ideas[0].ID, 3)
		ballot.Give(s.Causes[0].ID, 2)
		s.Ballots = []kaizen.Ballot{ballot}
		s.Decisions = []kaizen.Decision{{ID: s.Next(), Text: "De inkoper neemt de statusmeldingen op in het nieuwe contract."}}
		id := e.AddSession(s)
		for i := range n {
			a := kaizen.Action{Title: fmt.Sprintf("Actie %d: track & trace-sms van de Pakketdienst naar de klant", i+1), Session: id, Owner: people[i%5], Due: repeat.DateOf(actionsNoon).AddDays(i*4 - 8), Status: kaizen.Statuses[i%5],
				Scope: s.Scope}
			if i == 3 || i == 4 {
				a.Start = repeat.DateOf(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
				diff, low, high := -0.042, -0.061, -0.023
				a.Checks = []kaizen.Check{{ID: 1, Days: 30, Result: &kaizen.Finding{At: actionsNoon, Verdict: kaizen.Lower, Difference: &diff, Low: &low, High: &high, Before: kaizen.FigureOf(repeat.NewRate(412, 1000)), After: kaizen.FigureOf(repeat.NewRate(370, 1000))}}}
			}
			e.AddAction(a)
		}
		e.AddAction(kaizen.Action{Title: "Mail na het gesprek", Session: id})
		e.AddSignal(kaizen.Signal{Text: "Klant belt voor de derde keer over een scootmobiel die niet komt.", From: people[2], Process: "Hulpmiddelen", Reason: "Waar blijft mijn hulpmiddel", Day: repeat.DateOf(actionsNoon)})
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// keep writes a page to the folder of EENKEER_PAGES, to look at.
func keepPage(t *testing.T, name string, data []byte) {
	if folder := os.Getenv("EENKEER_PAGES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// A session of an ordinary morning is one page, in both papers; one of a long day is
// one page and what did not fit behind it, with nothing lost.
func TestSessionPage(t *testing.T) {
	for _, n := range []int{5, 40} {
		d := facilitated(t, n)
		for _, paper := range []Paper{A4, A3} {
			for _, lang := range locale.Languages {
				var out bytes.Buffer
				p := SessionPage{Register: d.register, Session: d.register.Session(1), Workspace: "Zorgverzekeraar Noord", At: actionsNoon, Paper: paper, Charts: SessionCharts{Evidence: "20 paren, 2 lezers, κ 0,71"}}
				if err := p.Write(&out, locale.New(lang)); err != nil {
					t.Fatal(err)
				}
				keepPage(t, fmt.Sprintf("session-%d-%s-%s.pdf", n, paper, lang), out.Bytes())
				if got := pages(out.Bytes()); n == 5 && got != 1 || n == 40 && got < 2 {
					t.Errorf("%d causes on %s: %d pages", n, paper, got)
				}
				box := map[Paper]string{A4: "[0 0 841.89 595.28]", A3: "[0 0 1190.61 841.85]"}[paper]
				if !bytes.Contains(out.Bytes(), []byte(box)) {
					t.Errorf("%s is not %s", paper, box)
				}
			}
		}
	}
}

func TestActionsPage(t *testing.T) {
	d := facilitated(t, 60)
	var first []byte
	for range 2 {
		var out bytes.Buffer
		if err := WriteActionsPDF(&out, ActionList{Register: d.register, Actions: d.register.Actions, Workspace: "Zorgverzekeraar Noord", At: actionsNoon}, locale.New("nl")); err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, out.Bytes()) {
			t.Error("the same list gives another file")
		}
		first = out.Bytes()
	}
	keepPage(t, "actions.pdf", first)
	if n := pages(first); n < 3 || n > 6 {
		t.Errorf("61 actions on %d pages", n)
	}
}

func TestWeeklyPage(t *testing.T) {
	d := facilitated(t, 12)
	w := d.register.Weekly(repeat.DateOf(actionsNoon), actionsNoon, 7*24*time.Hour)
	var out bytes.Buffer
	if err := (WeeklyPage{Register: d.register, Weekly: w, Workspace: "Zorgverzekeraar Noord", At: actionsNoon}).Write(&out, locale.New("nl")); err != nil {
		t.Fatal(err)
	}
	keepPage(t, "weekly.pdf", out.Bytes())
	if pages(out.Bytes()) < 1 {
		t.Error("no page")
	}
}

// Whatever people type, lines stay within their width and nothing but white space is
// lost between them, unless it is said by ….
func TestWrapKeepsEveryWord(t *testing.T) {
	p := newPage("t", A4, actionsNoon, locale.New("nl"), "")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-zA-Zéè€ .,]{0,12}|W{30,60}| |\n){0,12}`).Draw(t, "text")
		w := rapid.Float64Range(30, 300).Draw(t, "width")
		lines := p.wrap(9, "", text, w, 1000)
		for _, line := range lines {
			if p.width(9, "", line) > w+0.01 && len([]rune(line)) > 1 {
				t.Fatalf("%q is wider than %g", line, w)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(strings.Join(lines, "")) != bare(text) {
			t.Fatalf("%q became %q", text, lines)
		}
		if cut := p.wrap(9, "", text, w, 2); len(lines) > 2 && (len(cut) != 2 || !strings.HasSuffix(cut[1], "…")) {
			t.Fatalf("%q is cut in silence", cut)
		}
	})
}
