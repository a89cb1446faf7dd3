package workbench

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
)

// call is a contact of the log that the exports of a phone system are cut from.
type call struct {
	id, customer, phone, reason string
	at                          time.Time
	gone                        bool // deleted at the source
}

// week writes the calls of some days as an export.
func week(t *testing.T, path string, calls []call, from, until time.Time, ids bool) {
	t.Helper()
	var s strings.Builder
	s.WriteString("gespreksnummer;klantnummer;telefoon;tijdstip;reden\n")
	for _, c := range calls {
		if c.gone || c.at.Before(from) || !c.at.Before(until) {
			continue
		}
		id := c.id
		if !ids {
			id = ""
		}
		fmt.Fprintf(&s, "%s;%s;%s;%s;%s\n", id, c.customer, c.phone, c.at.Format("02-01-2006 15:04"), c.reason)
	}
	text := s.String()
	if !ids {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "gespreksnummer;", ""), "\n;", "\n")
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// bringIn imports a file and gives its batch and report.
func bringIn(t *testing.T, ws *workspace.Workspace, path string) FileOutcome {
	t.Helper()
	p, err := Prepare(context.Background(), ws, path, PrepareOptions{Map: map[contact.Field][]string{contact.FieldCustomer: {"klantnummer", "telefoon"}}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Table.Close()
	out, err := Import(context.Background(), ws, []*Prepared{p}, ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out.Files[0]
}

// figuresOf gives figures of a workspace, and who its customers are, in a form that
// can be compared.
func figuresOf(t *testing.T, ws *workspace.Workspace) string {
	t.Helper()
	e, err := LoadEngine(context.Background(), ws, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Rates(context.Background(), repeat.Query{Definition: repeat.Default, By: []contact.Dimension{contact.Reason}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent([]any{r, e.Log().Identity, e.Log().Largest(5)}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Exports of overlapping weeks come in any order, some of them again with corrected
// rows, and are taken back in any order: the figures are always those of a fresh
// workspace with the files that are left.
func TestWeeksInAnyOrder(t *testing.T) {
	rounds := 10
	if testing.Short() {
		rounds = 3
	}
	ctx := context.Background()
	for round := range rounds {
		r := rand.New(rand.NewPCG(7, uint64(round)))
		ids := round%3 != 2
		start := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		var calls []call
		for i := range 120 {
			c := call{id: fmt.Sprintf("G%04d", i), at: start.Add(time.Duration(r.IntN(28*24*60)) * time.Minute), reason: []string{"storing", "factuur", "adres"}[r.IntN(3)]}
			if r.IntN(4) > 0 {
				c.customer = fmt.Sprint("K", r.IntN(25))
			}
			if r.IntN(3) > 0 {
				c.phone = fmt.Sprintf("06-12 34 56 %02d", r.IntN(12))
			}
			calls = append(calls, c)
			if r.IntN(8) == 0 { // a twin: the same but for its id
				c.id += "b"
				calls = append(calls, c)
			}
		}
		folder := t.TempDir()
		var files []string
		for i := range 6 {
			from := start.Add(time.Duration(r.IntN(21)) * 24 * time.Hour)
			path := filepath.Join(folder, fmt.Sprintf("%d.csv", i))
			week(t, path, calls, from, from.Add(time.Duration(5+r.IntN(9))*24*time.Hour), ids)
			files = append(files, path)
			if ids {
				for k := range calls { // corrections before the next export
					switch r.IntN(15) {
					case 0:
						calls[k].reason = "anders"
					case 1:
						calls[k].customer = fmt.Sprint("K", r.IntN(25))
					case 2:
						calls[k].gone = true
					}
				}
			}
		}
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		ws := newWorkspace(t)
		live := map[int64]string{}
		var order []int64
		for _, f := range files {
			out := bringIn(t, ws, f)
			live[out.BatchID] = f
			order = append(order, out.BatchID)
			if o := out.Report.Overlap; (o == nil) != (len(order) == 1) || o != nil && o.New+o.Changed+o.Unchanged != out.Report.Kept {
				t.Fatalf("round %d: %+v of %d", round, o, out.Report.Kept)
			}
		}
		if out := bringIn(t, ws, files[0]); !out.Already {
			t.Fatal("imported twice")
		}
		back := append([]int64{}, order...)
		r.Shuffle(len(back), func(i, j int) { back[i], back[j] = back[j], back[i] })
		for _, id := range back[:4] {
			if err := ws.TakeBack(ctx, id); err != nil {
				t.Fatal(err)
			}
			delete(live, id)
			fresh := newWorkspace(t)
			for _, id := range order {
				if f, there := live[id]; there {
					bringIn(t, fresh, f)
				}
			}
			if d := cmp.Diff(figuresOf(t, fresh), figuresOf(t, ws)); d != "" {
				t.Fatalf("round %d: %s", round, d)
			}
			if err := fresh.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func newWorkspace(t *testing.T) *workspace.Workspace {
	t.Helper()
	ws, err := workspace.Create(filepath.Join(t.TempDir(), "w.eenkeer"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	return ws
}

// The report says what a second export brought, with and without contact ids.
func TestReportOfOverlap(t *testing.T) {
	day := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	at := func(hours int) time.Time { return day.Add(time.Duration(hours) * time.Hour) }
	first := []call{{"1", "a", "", "x", at(0), false}, {"2", "b", "", "x", at(24), false}, {"3", "c", "", "x", at(48), false}, {"4", "d", "", "x", at(72), false}}
	next := []call{{"2", "b", "", "x", at(24), false}, {"3", "c", "", "y", at(48), false}, {"5", "e", "", "x", at(96), false}}
	for _, c := range []struct {
		ids      bool
		want     ingest.Overlap
		contacts int
	}{
		{true, ingest.Overlap{Source: "gespreksnummer\x1ftijdstip", Against: []string{"a.csv"}, New: 1, Changed: 1, Unchanged: 1, Gone: 1}, 5},
		{false, ingest.Overlap{Source: "\x1ftijdstip", Against: []string{"a.csv"}, New: 2, Unchanged: 1, Gone: 2}, 6},
	} {
		folder := t.TempDir()
		ws := newWorkspace(t)
		a, b := filepath.Join(folder, "a.csv"), filepath.Join(folder, "b.csv")
		week(t, a, first, day, at(1000), c.ids)
		week(t, b, next, day, at(1000), c.ids)
		if out := bringIn(t, ws, a); out.Report.Overlap != nil {
			t.Errorf("%+v", out.Report.Overlap)
		}
		out := bringIn(t, ws, b)
		if d := cmp.Diff(&c.want, out.Report.Overlap); d != "" {
			t.Errorf("ids %v: %s", c.ids, d)
		}
		e, err := LoadEngine(context.Background(), ws, nil)
		if err != nil || e.Log().Len() != c.contacts {
			t.Errorf("ids %v: %d contacts, %v", c.ids, e.Log().Len(), err)
		}
		// Two files of one import are compared with one another as well.
		both := newWorkspace(t)
		var files []*Prepared
		for _, path := range []string{a, b} {
			p, err := Prepare(context.Background(), both, path, PrepareOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer p.Table.Close()
			files = append(files, p)
		}
		together, err := Import(context.Background(), both, files, ImportOptions{DryRun: true}, nil)
		if err != nil || together.Files[0].Report.Overlap != nil || cmp.Diff(&c.want, together.Files[1].Report.Overlap) != "" {
			t.Errorf("ids %v: %+v, %v", c.ids, together.Files[1].Report.Overlap, err)
		}
	}
}
