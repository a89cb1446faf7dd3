package repeat

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/contact/contacttest"
)

// Added up, the answers are the counts, under any definition and selection.
func TestAnswersAddUpToTheCounts(t *testing.T) {
	log := contact.Build([]*contact.Batch{contacttest.Batch(50_000)}, contact.Rules{})
	e := New(log)
	sameReason := Default
	sameReason.Same, sameReason.LeastGap = SameReason, Hour
	phone := Filter{{By: contact.Channel, Values: []string{"value 1"}}}
	eligible := Default
	eligible.Eligible = phone
	for name, q := range map[string]Query{
		"all":       {Definition: Default},
		"reason":    {Definition: sameReason},
		"selection": {Definition: Default, Selection: Selection{Filter: phone}},
		"eligible":  {Definition: eligible},
	} {
		r, err := e.Rates(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		answers, err := e.Answers(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(answers) != log.Len() {
			t.Fatalf("%d answers for %d contacts", len(answers), log.Len())
		}
		var got Counts
		bits := map[Answer]*int{Counted: &got.Contacts, Repeats: &got.Repeats, Ripe: &got.Ripe, Followed: &got.Followed}
		for i, a := range answers {
			if a != 0 && (!a.Is(Counted) || i < log.Keyed || a.Is(Followed) && !a.Is(Ripe)) {
				t.Fatalf("%s: answer %b of contact %d", name, a, i)
			}
			for bit, n := range bits {
				if a.Is(bit) {
					*n++
				}
			}
		}
		if got != r.Total.Counts || got.Followed == 0 {
			t.Errorf("%s: answers add up to %+v, counts are %+v", name, got, r.Total.Counts)
		}
	}
}
