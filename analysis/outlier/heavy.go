package outlier

import (
	"context"
	"encoding/json"
	"slices"

	"eenkeer/analysis/repeat"
)

// heavyShare is the share of customers that are called heavy callers.
const heavyShare = 100 // one in a hundred, rounded up

// Heavy is what the one per cent of customers with most contacts in a selection have, and what all have. The repeats of a
// handful of people may carry a rate.
type Heavy struct {
	Customers int           // with a contact in the selection
	Callers   int           // the heavy ones among them
	Least     int           // the fewest contacts one of them has
	All       repeat.Counts // of all customers
	Theirs    repeat.Counts // of the heavy ones
}

// Others gives the counts without the heavy callers.
func (h Heavy) Others() repeat.Counts {
	return repeat.Counts{
		Contacts: h.All.Contacts - h.Theirs.Contacts, Repeats: h.All.Repeats - h.Theirs.Repeats,
		Ripe: h.All.Ripe - h.Theirs.Ripe, Followed: h.All.Followed - h.Theirs.Followed,
	}
}

// HeavyCallers counts the heavy callers of a selection. Of customers with equally many contacts those first in the log go
// first.
func HeavyCallers(ctx context.Context, e *repeat.Engine, q repeat.Query) (Heavy, error) {
	answers, err := e.Answers(ctx, q)
	if err != nil {
		return Heavy{}, err
	}
	var h Heavy
	var customers []repeat.Counts // of one customer each, in the order of the log
	log := e.Log()
	last := uint32(0) // contacts of a customer stand together
	for i := log.Keyed; i < len(answers); i++ {
		a := answers[i]
		if !a.Is(repeat.Counted) {
			continue
		}
		if c := log.Customer.At(i); c != last || len(customers) == 0 {
			customers = append(customers, repeat.Counts{})
			last = c
		}
		c := &customers[len(customers)-1]
		c.Contacts++
		c.Repeats += int(a >> 1 & 1)
		c.Ripe += int(a >> 2 & 1)
		c.Followed += int(a >> 3 & 1)
	}
	h.Customers = len(customers)
	h.Callers = (h.Customers + heavyShare - 1) / heavyShare
	for _, c := range customers {
		h.All = h.All.Plus(c)
	}
	slices.SortStableFunc(customers, func(a, b repeat.Counts) int { return b.Contacts - a.Contacts })
	for _, c := range customers[:h.Callers] {
		h.Theirs = h.Theirs.Plus(c)
		h.Least = c.Contacts
	}
	return h, ctx.Err()
}

type countsJSON struct {
	Contacts     int      `json:"contacts"`
	Repeats      int      `json:"repeats"`
	RepeatRate   *float64 `json:"repeat_rate"`
	Ripe         int      `json:"ripe"`
	Followed     int      `json:"followed"`
	FollowedRate *float64 `json:"followed_rate"`
}

func countsOf(c repeat.Counts) countsJSON {
	return countsJSON{c.Contacts, c.Repeats, number(c.Repeat().Value), c.Ripe, c.Followed, number(c.Follow().Value)}
}

// MarshalJSON writes the heavy callers, with the rates with and without them.
func (h Heavy) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Customers int        `json:"customers"`
		Callers   int        `json:"callers"`
		Least     int        `json:"least_contacts"`
		All       countsJSON `json:"all"`
		Theirs    countsJSON `json:"theirs"`
		Others    countsJSON `json:"without_them"`
	}{h.Customers, h.Callers, h.Least, countsOf(h.All), countsOf(h.Theirs), countsOf(h.Others())})
}
