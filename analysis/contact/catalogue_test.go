package contact

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// filed is a contact as a catalogue changes it, in plain form.
type filed struct {
	Time                   int64
	Reason, Process, Third string
}

func logOf(contacts []filed) *Log {
	b := &Batch{}
	var texts [3]*Encoder
	var codes [3][]uint32
	for k := range texts {
		texts[k] = NewEncoder(0)
	}
	for _, c := range contacts {
		b.Time = append(b.Time, c.Time)
		for k, text := range []string{c.Reason, c.Process, c.Third} {
			codes[k] = append(codes[k], texts[k].Code([]byte(text)))
		}
	}
	for k, d := range []Dimension{Reason, Process, Third} {
		if len(contacts) > 0 {
			b.Columns[StoredIndex(d)] = Column{codesOf(codes[k], texts[k].Dict().Len()), *texts[k].Dict()}
		}
	}
	return Build([]*Batch{b}, Rules{})
}

func contactsOf(l *Log) []filed {
	var all []filed
	for i, t := range l.Time {
		text := func(d Dimension) string { c := l.Column(d); return c.Dict.Text(c.Codes.At(i)) }
		all = append(all, filed{t, text(Reason), text(Process), text(Third)})
	}
	return all
}

// plainly files one contact at a time, word by word as the catalogue is described.
func plainly(c *Catalogue, x filed) filed {
	for {
		var best *Rename
		for i, r := range c.Renames {
			if Fold(r.From) == Fold(x.Reason) && (r.Since == 0 || x.Time >= r.Since) && (best == nil || r.Since > best.Since) {
				best = &c.Renames[i]
			}
		}
		if best == nil || x.Reason == best.To {
			break
		}
		x.Reason = best.To
	}
	for _, e := range c.Reasons {
		if x.Reason == "" || Fold(e.Reason) != Fold(x.Reason) {
			continue
		}
		if e.Process != "" {
			x.Process = e.Process
		}
		if x.Third == "" {
			x.Third = e.ThirdParty
		}
	}
	return x
}

func TestWithAgainstPlainFiling(t *testing.T) {
	reasons := []string{"", "a", "A ", "b", "c", "d", "e"}
	rapid.Check(t, func(t *rapid.T) {
		var contacts []filed
		for range rapid.IntRange(0, 60).Draw(t, "contacts") {
			contacts = append(contacts, filed{rapid.Int64Range(1, 9).Draw(t, "time"), rapid.SampledFrom(reasons).Draw(t, "reason"),
				rapid.SampledFrom([]string{"", "P", "Q"}).Draw(t, "process"), rapid.SampledFrom([]string{"", "T"}).Draw(t, "third")})
		}
		log := logOf(contacts)
		slices.SortStableFunc(contacts, func(a, b filed) int { return int(a.Time - b.Time) })
		for range 2 { // a second catalogue counts as if the first had never been
			c := &Catalogue{}
			for _, name := range reasons[3:] {
				if rapid.Bool().Draw(t, "filed") {
					c.Reasons = append(c.Reasons, ReasonEntry{Reason: strings.ToUpper(name), Process: rapid.SampledFrom([]string{"", "P", "R"}).Draw(t, "under"),
						ThirdParty: rapid.SampledFrom([]string{"", "U"}).Draw(t, "default")})
				}
			}
			for range rapid.IntRange(0, 5).Draw(t, "renames") {
				next := *c
				next.Renames = append(slices.Clone(c.Renames), Rename{rapid.SampledFrom(reasons[1:]).Draw(t, "from"), rapid.SampledFrom(reasons[3:]).Draw(t, "to"), rapid.Int64Range(0, 9).Draw(t, "since")})
				if next.Check() == nil {
					c = &next
				}
			}
			log = log.With(c)
			want := make([]filed, 0, len(contacts))
			for _, x := range contacts {
				want = append(want, plainly(c, x))
			}
			if diff := cmp.Diff(want, contactsOf(log), cmp.Transformer("nil", func(x []filed) []filed { return append([]filed{}, x...) })); diff != "" {
				t.Fatalf("%+v\n%s", c, diff)
			}
			for _, d := range []Dimension{Reason, Process, Third} { // a filter offers no value that no contact has
				column := log.Column(d)
				for code := 1; code < column.Dict.Len(); code++ {
					if !slices.ContainsFunc(want, func(x filed) bool {
						return slices.Contains([]string{x.Reason, x.Process, x.Third}, column.Dict.Text(uint32(code)))
					}) {
						t.Fatalf("%s: no contact has %q", d, column.Dict.Text(uint32(code)))
					}
				}
			}
		}
		if diff := cmp.Diff(contactsOf(log.With(nil)), append([]filed(nil), contacts...)); diff != "" {
			t.Fatalf("taken away: %s", diff)
		}
	})
}

func TestRenamesHoldFromTheirDate(t *testing.T) {
	log := logOf([]filed{{10, "Factuur", "", ""}, {20, "factuur ", "", ""}, {30, "Rekening", "", "Bank"}})
	c := &Catalogue{
		Reasons: []ReasonEntry{{Reason: "rekening", Process: "Betalen", ThirdParty: "Incasso"}},
		Renames: []Rename{{"FACTUUR", "Nota", 15}, {"nota", "Rekening", 0}},
	}
	want := []filed{{10, "Factuur", "", ""}, {20, "Rekening", "Betalen", "Incasso"}, {30, "Rekening", "Betalen", "Bank"}}
	if diff := cmp.Diff(want, contactsOf(log.With(c))); diff != "" {
		t.Error(diff)
	}
}

func TestCheckSaysWhatIsWrong(t *testing.T) {
	for id, c := range map[string]Catalogue{
		ErrCatalogueNoName: {Teams: []TeamEntry{{" ", "Anna"}}},
		ErrCatalogueTwice:  {Reasons: []ReasonEntry{{Reason: "a"}, {Reason: " A"}}},
		ErrCatalogueTarget: {Processes: []ProcessEntry{{Process: "a", Target: Some(1.5)}}},
		ErrCatalogueCost:   {Reasons: []ReasonEntry{{Reason: "a", Cost: Some(-1)}}},
		ErrCatalogueCycle:  {Renames: []Rename{{"a", "b", 0}, {"b", "c", 5}, {"c", "A", 9}}},
		ErrCatalogueSame:   {Renames: []Rename{{"a", "a", 0}}},
		ErrCatalogueDates:  {Renames: []Rename{{"a", "b", 3}, {"A", "c", 3}}},
	} {
		var e *CatalogueError
		if err := c.Check(); !errors.As(err, &e) || e.ID != id {
			t.Errorf("%s: got %v", id, err)
		}
	}
	fine := Catalogue{Renames: []Rename{{"factuur", "Factuur", 0}, {"a", "b", 0}, {"c", "b", 4}, {"a", "d", 9}, {"b", "d", 0}}}
	if err := fine.Check(); err != nil {
		t.Error(err)
	}
}

func TestEditsLeaveTheOldCatalogueAlone(t *testing.T) {
	before := (&Catalogue{}).Filed("Betalen", "Factuur", "Incasso ").WithTeam(TeamEntry{"Noord", "Els"})
	after := before.WithProcess("betalen", ProcessEntry{Process: "Innen", Owner: "Jan", Cost: Some(4.5)}).WithTeam(TeamEntry{Team: "noord"}).
		WithRename(Rename{"Factuur", "Nota", 0})
	want := &Catalogue{
		Reasons:   []ReasonEntry{{Reason: "Factuur", Process: "Innen"}, {Reason: "Incasso", Process: "Innen"}, {Reason: "Nota", Process: "Innen"}},
		Processes: []ProcessEntry{{Process: "Innen", Owner: "Jan", Cost: Some(4.5)}},
		Teams:     []TeamEntry{}, Renames: []Rename{{"Factuur", "Nota", 0}},
	}
	if diff := cmp.Diff(want, after); diff != "" {
		t.Error(diff)
	}
	if got := before.ChangesTo(after); got != (Changes{Added: 3, Changed: 2, Removed: 1}) {
		t.Errorf("%+v", got)
	}
	if _, cost := after.Lookup().Amounts(after.Lookup().Reason("nota")); cost != Some(4.5) {
		t.Errorf("cost %v", cost)
	}
	later := after.Filed("Service", "Klacht") // done since: stays when the earlier change is taken back
	if diff := cmp.Diff(before.Filed("Service", "Klacht"), later.Revert(before, after), cmp.Transformer("nil", func(x []Rename) []Rename { return append([]Rename{}, x...) }),
		cmp.Transformer("nilp", func(x []ProcessEntry) []ProcessEntry { return append([]ProcessEntry{}, x...) })); diff != "" {
		t.Error(diff)
	}
	if got := after.WithoutProcess("innen").Unfiled([]Seen{{Reason: "NOTA"}}); len(got) != 1 {
		t.Errorf("unfiled %v", got)
	}
}

func TestSeenTellsWhatIsNew(t *testing.T) {
	one := logOf([]filed{{1, "Factuur", "P", ""}, {2, "factuur", "P", ""}, {3, "factuur", "P", ""}, {4, "Klacht", "P", ""}, {9, "Klacht", "", ""}, {5, "", "P", ""}})
	want := []Seen{{"factuur", 3, 3, "P", false}, {"Klacht", 2, 9, "", false}}
	if diff := cmp.Diff(want, one.Seen(nil)); diff != "" {
		t.Error(diff)
	}
	batch := func(contacts ...filed) *Batch {
		l := logOf(contacts)
		return &Batch{Time: l.Time, Columns: l.Columns}
	}
	two := Build([]*Batch{batch(filed{1, "a", "", ""}), batch(filed{2, "a", "", ""}, filed{3, "b", "Q", ""})}, Rules{})
	want = []Seen{{"a", 2, 2, "", false}, {"b", 1, 3, "Q", true}}
	if diff := cmp.Diff(want, two.Seen(func(batch int) bool { return batch == 1 })); diff != "" {
		t.Error(diff)
	}
	known := (&Catalogue{}).Filed("P", "B")
	if got := known.Unfiled(two.With(known).Seen(nil)); len(got) != 1 || got[0].Reason != "a" {
		t.Errorf("unfiled %v", got)
	}
}

// BenchmarkWith sets a catalogue with dated renames beside a walk over the same contacts.
func BenchmarkWith(b *testing.B) {
	const n = 1_000_000
	contacts := make([]filed, n)
	for i := range contacts {
		contacts[i] = filed{int64(i), "reason " + string(rune('a'+i%20)), "P", ""}
	}
	log := logOf(contacts)
	c := (&Catalogue{}).Filed("Q", "reason a", "reason b").WithRename(Rename{"reason c", "reason a", n / 2})
	b.Run("none", func(b *testing.B) {
		for b.Loop() {
			log.With(nil)
		}
	})
	b.Run("catalogue", func(b *testing.B) {
		for b.Loop() {
			log.With(c)
		}
	})
	b.Run("seen", func(b *testing.B) {
		for b.Loop() {
			log.Seen(nil)
		}
	})
	b.Run("order", func(b *testing.B) { // what opening a workspace does anyway
		for b.Loop() {
			b := &Batch{Time: log.Time, Columns: log.Columns}
			b.permutation()
		}
	})
}
