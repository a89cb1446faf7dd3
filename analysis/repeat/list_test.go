package repeat

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
)

// A list has as many contacts as the figure it belongs to, for every group of every
// answer, and what it says of each contact is what the definition says of it.
func TestListsAgreeWithCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		q.By = rapid.SliceOfNDistinct(genDimension, 1, 2, rapid.ID).Draw(t, "by")
		engine, model := New(logOf(entries)), newNaive(entries, q.Definition)
		result, err := engine.Rates(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range append(result.Rows, result.Total) {
			of := q
			for i, value := range row.Key {
				// As a screen asks: the group within the selection. With replaces a condition on the same
				// dimension, and a group only exists where that let it through.
				of.Selection.Filter = of.Selection.Filter.With(Condition{q.By[i], []string{value}})
			}
			for _, only := range Onlys {
				list, err := engine.List(context.Background(), of, ListOptions{Only: only})
				if err != nil {
					t.Fatal(err)
				}
				if list.Len() != only.Of(row.Counts) || list.Counts != row.Counts {
					t.Fatalf("%v %q: %d contacts, counted %+v, %+v", row.Key, only, list.Len(), row.Counts, list.Counts)
				}
				for i := range list.Len() {
					checkContact(t, list, model, list.At(i))
				}
			}
		}
	})
}

// checkContact looks at what a contact says against what every pair of contacts says.
func checkContact(t *rapid.T, l *List, n *naive, c Contact) {
	log := l.Log()
	row := func(place int) int {
		if place < 0 {
			return -1
		}
		_, row := log.Origin(place)
		return row
	}
	at := row(c.Place)
	first, second := -1, -1
	for _, o := range n.order() {
		if n.repeats(o, at) && (first < 0 || n.anchor(o) >= n.anchor(first)) {
			first = o // the nearest has the latest anchor
		}
		if n.repeats(at, o) && second < 0 {
			second = o
		}
	}
	if row(c.First) != first || row(c.Second) != second || c.Repeats != (first >= 0) || c.Ripe != n.ripe(at) || c.Followed != (second >= 0 && c.Ripe) {
		t.Fatalf("%+v: first %d, second %d, ripe %v", c, first, second, n.ripe(at))
	}
	if first >= 0 && c.After.Milliseconds() != n.entries[at].time-n.anchor(first) || second >= 0 && c.Before.Milliseconds() != n.entries[second].time-n.anchor(at) {
		t.Fatalf("gaps of %+v", c)
	}
}

func TestListOrder(t *testing.T) {
	at := func(hours int64) int64 { return 1_700_000_000_000 + hours*3_600_000 }
	reason := func(r string) map[contact.Dimension]string { return map[contact.Dimension]string{contact.Reason: r} }
	engine := New(logOf([]entry{
		{at(0), "k1", reason("b")}, {at(5), "k1", reason("a")}, {at(6), "k1", reason("c")}, {at(3), "k2", reason("b")}, {at(999), "k2", reason("")},
	}))
	q := Query{Definition: Definition{Window: Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}}
	for _, c := range []struct {
		sort string
		desc bool
		want []int64 // hours
	}{
		{"", false, []int64{0, 3, 5, 6, 999}},
		{SortTime, true, []int64{999, 6, 5, 3, 0}},
		{SortAfter, false, []int64{6, 5, 0, 3, 999}},
		{SortAfter, true, []int64{5, 6, 0, 3, 999}},
		{SortBefore, false, []int64{5, 0, 6, 3, 999}},
		{string(contact.Reason), false, []int64{999, 5, 0, 3, 6}},
		{SortCustomer, false, []int64{0, 5, 6, 3, 999}},
	} {
		l, err := engine.List(context.Background(), q, ListOptions{Sort: c.sort, Desc: c.desc})
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for i := range l.Len() {
			got = append(got, (l.At(i).Time.UnixMilli()-at(0))/3_600_000)
		}
		if slices.CompareFunc(got, c.want, cmp.Compare[int64]) != 0 {
			t.Errorf("by %s, descending %v: %v, want %v", c.sort, c.desc, got, c.want)
		}
	}
	if _, err := engine.List(context.Background(), q, ListOptions{Sort: string(contact.Week)}); err == nil {
		t.Error("a list by week")
	}
	if _, err := engine.List(context.Background(), q, ListOptions{Only: "some"}); err == nil {
		t.Error("a list of some")
	}
}

// A list of one week and one reason is what a mark of a chart stands for.
func TestListOfOnePeriod(t *testing.T) {
	var entries []entry
	for i := range int64(400) {
		entries = append(entries, entry{1_700_000_000_000 + i*7_000_000, []string{"k1", "k2", "k3", ""}[i%4], map[contact.Dimension]string{contact.Reason: []string{"a", "b"}[i%3%2]}})
	}
	engine := New(logOf(entries))
	q := Query{Definition: Default, By: []contact.Dimension{contact.Reason}}
	trend, err := engine.Trend(context.Background(), q, contact.Week)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range trend.Series {
		for i, p := range trend.Periods {
			of := q
			of.Selection.Filter = Filter{{contact.Week, []string{p.Key}}, {contact.Reason, s.Key}}
			l, err := engine.List(context.Background(), of, ListOptions{Only: OnlyRepeats})
			if err != nil || l.Len() != s.Points[i].Repeats {
				t.Errorf("%s %s: %d, want %d, %v", p.Key, s.Key, l.Len(), s.Points[i].Repeats, err)
			}
		}
	}
}
