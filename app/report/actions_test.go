package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

var actionsNoon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// diary keeps every step, as a workspace does, to know what an action was before.
type diary struct {
	register *kaizen.Register
	steps    []kaizen.Step
}

func (d *diary) change(f func(e *kaizen.Edit) error) error {
	next, commit, err := d.register.Change("kaizen.did.change", "anna", actionsNoon, f)
	if commit != nil {
		d.register, d.steps = next, append(d.steps, commit.Step)
	}
	return err
}

func (d *diary) base(id kaizen.ID, step int64) (*kaizen.Action, error) {
	return d.register.ActionAsOf(id, d.steps, step)
}

// awkward draws texts that spreadsheets and separated files have trouble with.
func awkward(t *rapid.T, what string) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "+31 20", "-4 bellen", "@SUM(A1)", "'=1", "'", "\"aan\" halen", "a;b,c", "één ✓ 日本", "12", "1-2", "4-7-2026", "1e5", "0012", "regel 1\nregel 2", "TRUE", "#N/A", "| x", " "}),
		rapid.StringN(0, 12, -1),
	).Draw(t, what)
}

func actionsRegister(t *rapid.T) *diary {
	d := &diary{register: kaizen.Empty()}
	err := d.change(func(e *kaizen.Edit) error {
		for i := range rapid.IntRange(1, 6).Draw(t, "actions") {
			a := kaizen.Action{Title: awkward(t, "title") + fmt.Sprint(" actie ", i), Cause: awkward(t, "cause"), Text: awkward(t, "text"), Tags: []string{awkward(t, "tag"), "tweede"},
				Status: rapid.SampledFrom(kaizen.Statuses).Draw(t, "status"), Why: "reden " + awkward(t, "why"), Measure: rapid.SampledFrom(kaizen.Measures).Draw(t, "measure"),
				Owner: e.PersonNamed("Anna " + awkward(t, "owner")), Due: repeat.DateOf(actionsNoon).AddDays(rapid.IntRange(-400, 400).Draw(t, "due")),
			}
			if rapid.Bool().Draw(t, "more") {
				x := float64(rapid.IntRange(-1000, 1000).Draw(t, "expected")) / 10
				a.Expected, a.Start = &x, a.Due.AddDays(3)
				a.Scope.Filter = repeat.Filter{{By: contact.Process, Values: []string{"Premie", "", "a | b"}}, {By: contact.Channel, Values: []string{rapid.StringMatching(`[a-zé |;"'=+-]{1,8}`).Draw(t, "channel")}}}
			}
			e.AddAction(a)
		}
		return nil
	})
	if err != nil {
		t.Skip(err)
	}
	return d
}

func written(t interface{ Fatal(...any) }, folder, format, lang string, d *diary) string {
	path := filepath.Join(folder, "acties."+format)
	write := WriteActionsCSV
	if format == "xlsx" {
		write = WriteActionsXLSX
	}
	list := ActionList{Register: d.register, Actions: d.register.Actions, Workspace: "Noord", At: actionsNoon}
	if err := Save(path, func(w io.Writer) error { return write(w, list, locale.New(lang)) }); err != nil {
		t.Fatal(err)
	}
	return path
}

// What goes out and comes back unchanged changes nothing and asks nothing, whatever
// people wrote in it; in either language and either kind of file.
func TestActionsRoundTrip(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := actionsRegister(t)
		for _, lang := range locale.Languages {
			for _, format := range []string{"csv", rapid.SampledFrom([]string{"csv", "xlsx"}).Draw(t, "format")} {
				s, err := ReadList(context.Background(), written(t, folder, format, lang, d), "", 0)
				if err != nil {
					t.Fatal(format, lang, err)
				}
				plan, err := exchange.Compare(d.register, d.base, s, exchange.Guess(s.Columns))
				if err != nil {
					t.Fatal(err)
				}
				if plan.Same != len(d.register.Actions) || len(plan.Rows)+len(plan.Problems) > 0 {
					t.Fatalf("%s %s: %+v\n%+v", format, lang, plan, s)
				}
			}
		}
	})
}

// After an action was changed here and there: what changed in one place alone is taken
// from that place, what changed in both is asked, and nothing else moves.
func TestActionsChangedInTwoPlaces(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := actionsRegister(t)
		l := locale.New("nl")
		s, err := ReadList(context.Background(), written(t, folder, "csv", "nl", d), "", 0)
		if err != nil {
			t.Fatal(err)
		}
		m := exchange.Guess(s.Columns)
		out := d.register
		row := rapid.IntRange(0, len(s.Rows)-1).Draw(t, "row")
		a := out.Actions[row]
		fields := map[exchange.Field]func(to string, a *kaizen.Action){
			exchange.Title: func(to string, a *kaizen.Action) { a.Title = to },
			exchange.Cause: func(to string, a *kaizen.Action) { a.Cause = to },
			exchange.Text:  func(to string, a *kaizen.Action) { a.Text = to },
		}
		want := map[exchange.Field]string{}
		conflicts := map[exchange.Field]bool{}
		for _, f := range []exchange.Field{exchange.Title, exchange.Cause, exchange.Text} {
			here, there := rapid.Bool().Draw(t, "here"), rapid.Bool().Draw(t, "there")
			want[f] = exchange.Value(out, a, f)
			if there {
				s.Rows[row].Cells[m[f]] = "daar " + string(f)
				want[f] = "daar " + string(f)
			}
			if here {
				want[f] = "hier " + string(f)
				if err := d.change(func(e *kaizen.Edit) error { fields[f]("hier "+string(f), e.Action(a.ID)); return nil }); err != nil {
					t.Fatal(err)
				}
			}
			if here && there {
				conflicts[f] = true
			}
		}
		plan, err := exchange.Compare(d.register, d.base, s, m)
		if err != nil {
			t.Fatal(err)
		}
		found := map[exchange.Field]bool{}
		for _, r := range plan.Rows {
			if r.Action != a.ID {
				t.Fatalf("another action changed: %+v", r)
			}
			for _, x := range r.Differences {
				if x.Conflict {
					found[x.Field] = true
					if x.Base != exchange.Value(out, a, x.Field) || x.Here != "hier "+string(x.Field) || x.There != "daar "+string(x.Field) {
						t.Fatalf("%+v", x)
					}
				}
			}
		}
		if diff := cmp.Diff(conflicts, found); diff != "" {
			t.Fatal(diff)
		}
		if err := d.change(func(e *kaizen.Edit) error { plan.Apply(e); return nil }); err != nil {
			t.Fatal(err)
		}
		for f, value := range want {
			if got := exchange.Value(d.register, d.register.Action(a.ID), f); got != value {
				t.Fatalf("%s: %q, want %q", f.Name(l), got, value)
			}
		}
		again, err := exchange.Compare(d.register, d.base, s, m)
		if _, changed, asked := again.Counts(); err != nil || changed != 0 || asked != len(conflicts) {
			t.Fatal("taking the same list in once more changes something:", changed, asked, err)
		}
	})
}

func fixed(t *testing.T) *diary {
	t.Helper()
	d := &diary{register: kaizen.Empty()}
	less := -4.0
	err := d.change(func(e *kaizen.Edit) error {
		e.AddAction(kaizen.Action{Title: "=HYPERLINK(\"http://x\")", Owner: e.PersonNamed("Anna"), Due: repeat.DateOf(actionsNoon), Status: kaizen.Agreed, Expected: &less})
		e.AddAction(kaizen.Action{Title: "Nieuwe afwijsbrief", Owner: e.PersonNamed("Bram"), Due: repeat.DateOf(actionsNoon), Status: kaizen.Doing,
			Scope: repeat.Selection{Filter: repeat.Filter{{By: contact.Process, Values: []string{"Declaraties"}}}}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// No cell of a list is a formula, and days are days to Excel.
func TestActionsWorkbook(t *testing.T) {
	d := fixed(t)
	path := written(t, t.TempDir(), "xlsx", "nl", d)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Acties", excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	for r := range rows {
		for c := range exchange.Fields {
			if formula, err := f.GetCellFormula("Acties", cell(c+1, r+1)); formula != "" || err != nil {
				t.Error(cell(c+1, r+1), formula, err)
			}
		}
	}
	if rows[1][1] != "=HYPERLINK(\"http://x\")" {
		t.Errorf("%q", rows[1][1])
	}
	due := 4 // column E
	if kind, _ := f.GetCellType("Acties", "E2"); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Error("a day is a text:", kind)
	}
	if rows[1][due] != "46204" {
		t.Error(rows[1][due])
	}
	if rows[0][due] != "klaar op" || rows[1][2] != "afgesproken" {
		t.Error(rows[0][due], rows[1][2])
	}
	v, err := f.GetDataValidations("Acties")
	if err != nil || len(v) != 4 {
		t.Error(len(v), err)
	}
}

// A Dutch list, byte for byte but for the marks: what a Dutch Excel opens.
func TestActionsCSV(t *testing.T) {
	d := fixed(t)
	var out bytes.Buffer
	if err := WriteActionsCSV(&out, ActionList{Register: d.register, Actions: d.register.Actions, At: actionsNoon}, locale.New("nl")); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(out.String(), "\ufeff")
	if !ok {
		t.Error("no byte order mark")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[1][:8], "|"); got != `1|'=HYPERLINK("http://x")|afgesproken|Anna|01-07-2026||||`[:len(got)] || rows[1][15] != "-4" {
		t.Error(got, rows[1][15])
	}
}

// A list that people keep themselves: other headings, words and days, taken in, and
// taken in again without making anything double.
func TestListOfTheirOwn(t *testing.T) {
	d := fixed(t)
	path := filepath.Join(t.TempDir(), "actielijst.csv")
	own := "Actielijst team Noord;;;;;\r\n;;;;;\r\nNr;Actiepunt;Wie;Deadline;Voortgang;Opmerkingen\r\n" +
		"1;Uitlegfilm eigen risico;Carla Visser;12 juli 2026;in behandeling;script ligt er\r\n" +
		"2;nieuwe Afwijsbrief;Bram;15-7-2026;loopt;\r\n" +
		"3;Belscript;;; ;\r\n" +
		"4;Terugbelafspraak;Dirk;morgen;open;\r\n" +
		"5;Zonder eigenaar;;1-8-2026;open;\r\n" +
		"6;Oude brief weg;Bram;1-6-2026;Gereed;\r\n"
	if err := os.WriteFile(path, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	read := func() *exchange.Plan {
		s, err := ReadList(context.Background(), path, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := exchange.Compare(d.register, d.base, s, exchange.Guess(s.Columns))
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	plan := read()
	if added, changed, conflicts := plan.Counts(); added != 3 || changed != 0 || conflicts != 1 {
		t.Errorf("%d added, %d changed, %d conflicts: %+v", added, changed, conflicts, plan)
	}
	var said []string
	for _, p := range plan.Problems {
		said = append(said, fmt.Sprint(p.Line, ": ", p.In(locale.New("nl"))))
	}
	want := []string{
		"7: klaar op: “morgen” is niet te lezen; dit veld blijft zoals het is.",
		"7: Kies een datum: een afgesproken actie is op een dag klaar.",
		"8: Kies eigenaar: een afgesproken actie is van iemand.",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Carla Visser"}, plan.People); diff != "" {
		t.Error(diff)
	}
	if err := d.change(func(e *kaizen.Edit) error { plan.Apply(e); return nil }); err != nil {
		t.Fatal(err)
	}
	film, old := d.register.Action(3), d.register.Action(5)
	if film.Status != kaizen.Doing || d.register.Name(film.Owner) != "Carla Visser" || film.Due.String() != "2026-07-12" || film.Text != "script ligt er" {
		t.Errorf("%+v", film)
	}
	if old.Status != kaizen.Done || old.Finished.String() != "2026-06-01" || old.Start.String() != "2026-06-01" {
		t.Errorf("%+v", old)
	}
	if d.register.Action(2).Due.String() != "2026-07-01" {
		t.Error("a conflict was taken over without being asked")
	}
	if added, changed, conflicts := read().Counts(); added != 0 || changed != 0 || conflicts != 1 {
		t.Error("taken in again:", added, changed, conflicts)
	}
	plan = read()
	plan.Rows[0].Differences[0].Take = true
	if err := d.change(func(e *kaizen.Edit) error { plan.Apply(e); return nil }); err != nil {
		t.Fatal(err)
	}
	if d.register.Action(2).Due.String() != "2026-07-15" {
		t.Error(d.register.Action(2).Due)
	}
}

// A list of another workspace, or of an action that was taken out, changes nothing that
// merely has the same number.
func TestListOfAnotherWorkspace(t *testing.T) {
	d, other := fixed(t), &diary{register: kaizen.Empty()}
	err := other.change(func(e *kaizen.Edit) error {
		e.AddAction(kaizen.Action{Title: "Iets heel anders", Item: kaizen.Item{By: "x"}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	later := actionsNoon.Add(time.Hour)
	next, _, err := other.register.Change("kaizen.did.add", "piet", later, func(e *kaizen.Edit) error { e.AddAction(kaizen.Action{Title: "Van elders"}); return nil })
	if err != nil {
		t.Fatal(err)
	}
	other.register = next
	s, err := ReadList(context.Background(), written(t, t.TempDir(), "xlsx", "en", other), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := exchange.Compare(d.register, d.base, s, exchange.Guess(s.Columns))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range plan.Rows {
		if r.Title == "Van elders" && r.Action != 0 {
			t.Errorf("an action of another workspace is taken for %d", r.Action)
		}
	}
	s, err = ReadList(context.Background(), written(t, t.TempDir(), "csv", "nl", d), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.change(func(e *kaizen.Edit) error { e.Remove(kaizen.Ref{Kind: kaizen.OfAction, ID: 2}); return nil }); err != nil {
		t.Fatal(err)
	}
	plan, err = exchange.Compare(d.register, d.base, s, exchange.Guess(s.Columns))
	if err != nil || len(plan.Rows) != 0 || len(plan.Problems) != 1 || plan.Problems[0].ID != "exchange.problem.removed" {
		t.Errorf("%+v %v", plan, err)
	}
}
