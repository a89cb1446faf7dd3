package sample

import (
	"math"
	"runtime"
	"slices"
	"testing"
	"time"
)

func TestCounts(t *testing.T) {
	got := map[string]map[string]int{}
	note := func(kind, name string) {
		if got[kind] == nil {
			got[kind] = map[string]int{}
		}
		if name != "" {
			got[kind][name]++
		}
	}
	processOf := map[string]string{}
	contacts, keyless, notes := 0, 0, 0
	for c := range Generate(Default()) {
		contacts++
		note("process", c.Process)
		note("reason", c.Reason)
		note("third party", c.ThirdParty)
		note("team", c.Team)
		note("agent", c.Agent)
		note("channel", c.Channel)
		note("outcome", c.Outcome)
		note("direction", c.Direction)
		if c.Customer == "" {
			keyless++
		}
		if c.Note != "" {
			notes++
		}
		if p, ok := processOf[c.Reason]; ok && p != c.Process {
			t.Errorf("reason %q is in %q and %q", c.Reason, p, c.Process)
		}
		processOf[c.Reason] = c.Process
		if (c.Agent == "") != (c.Outcome == Outcomes[hungUp].Name) || (c.Agent == "") != (c.Team == "") {
			t.Errorf("%+v: agent, team and outcome do not go together", c)
		}
	}
	for kind, want := range map[string]int{"process": 12, "reason": 60, "third party": 8, "team": 9, "agent": 70, "channel": 3,
		"outcome": 6, "direction": 2} {
		if len(got[kind]) != want {
			t.Errorf("%d of %s, want %d", len(got[kind]), kind, want)
		}
	}
	t.Logf("%d contacts, %d without key, %d notes; %v %v %v", contacts, keyless, notes, got["channel"], got["outcome"], got["direction"])
	if math.Abs(float64(contacts)/float64(Default().Contacts)-1) > .02 {
		t.Errorf("%d contacts, want about %d", contacts, Default().Contacts)
	}
	if share := float64(keyless) / float64(contacts); math.Abs(share-.04) > .006 {
		t.Errorf("%.4f without key, want about 0.04", share)
	}
}

func TestOrderAndOpeningHours(t *testing.T) {
	o := Default()
	last, zeros := time.Time{}, 0
	for c := range Generate(o) {
		if c.Start.Before(last) || c.Start.Before(o.Start) || !c.Start.Before(o.End) || c.End.Before(c.Start) {
			t.Fatalf("%s at %v after one at %v", c.ID, c.Start, last)
		}
		last = c.Start
		channel := slices.IndexFunc(Channels, func(x Channel) bool { return x.Name == c.Channel })
		day := c.Start.Truncate(24 * time.Hour)
		calendar := calendarOf(day)
		open, shut := calendar.open(channel)
		if s := int64(c.Start.Sub(day).Seconds()); s < open || s >= shut {
			t.Errorf("%s: %s at %v, when it is closed", c.ID, c.Channel, c.Start)
		}
		if c.Customer != "" && len(c.Customer) != 8 {
			t.Fatalf("customer key %q", c.Customer)
		}
		if c.Customer != "" && c.Customer[0] == '0' {
			zeros++
		}
	}
	if zeros < 5_000 {
		t.Errorf("%d customer keys with a leading zero, want thousands", zeros)
	}
}

func TestSameSeedSameContacts(t *testing.T) {
	o := Default()
	o.Contacts = 3_000
	seq := Generate(o)
	a, b := slices.Collect(seq), slices.Collect(seq)
	if !slices.Equal(a, b) {
		t.Error("the same options give other contacts")
	}
	o.Seed++
	if slices.Equal(a, slices.Collect(Generate(o))) {
		t.Error("another seed gives the same contacts")
	}
	n := 0
	for range seq {
		if n++; n == 10 {
			break // stopping early is allowed
		}
	}
}

func TestOddOptions(t *testing.T) {
	o := Default()
	o.Contacts = 0
	for c := range Generate(o) {
		t.Fatalf("%+v from no contacts", c)
	}
	o = Default()
	o.End = o.Start
	for c := range Generate(o) {
		t.Fatalf("%+v from no time", c)
	}
	o.Contacts = 500
	o.Start, o.End = time.Date(2025, 3, 5, 10, 7, 0, 0, time.UTC), time.Date(2025, 3, 6, 9, 30, 0, 0, time.UTC)
	n := 0
	for c := range Generate(o) {
		if n++; c.Start.Before(o.Start) || !c.Start.Before(o.End) {
			t.Fatalf("%v is outside %v to %v", c.Start, o.Start, o.End)
		}
	}
	if n < 200 {
		t.Errorf("%d contacts in a short time, want hundreds", n)
	}
}

func TestLongLogStaysSmall(t *testing.T) {
	o := Default()
	o.Contacts = 1_000_000
	g := newGenerator(o)
	n, longest := 0, 0
	for g.next() {
		n++
		longest = max(longest, len(g.queue))
	}
	if longest > n/20 {
		t.Errorf("%d repeats were due at once in %d contacts", longest, n)
	}
}

func TestCustomerKeysAreOfOneCustomer(t *testing.T) {
	g := newGenerator(Default())
	seen := map[string]bool{}
	for i := range int32(200_000) {
		_, k := g.names(i)
		if seen[k] {
			t.Fatalf("customer %d has the key %s of another", i, k)
		}
		seen[k] = true
	}
}

func TestHolidays(t *testing.T) {
	for day, want := range map[string]bool{"2025-01-01": true, "2025-04-20": true, "2025-04-21": true, "2025-04-26": true,
		"2025-04-27": false, "2025-05-29": true, "2025-06-09": true, "2025-12-26": true, "2026-04-06": true, "2026-04-27": true,
		"2026-05-14": true, "2026-05-25": true, "2026-05-05": false, "2025-04-19": false, "2025-04-22": false} {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := holiday(d); got != want {
			t.Errorf("%s holiday: %v, want %v", day, got, want)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	o := Default()
	o.Contacts = 1_000_000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n := 0
	for b.Loop() {
		for range Generate(o) {
			n++
		}
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "contacts/s")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(n), "allocs/contact")
}
