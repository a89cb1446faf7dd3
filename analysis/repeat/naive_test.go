package repeat

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/holiday"
)

// entry is a contact as the naive model sees it, in source order.
type entry struct {
	time     int64 // ms
	customer string
	values   map[contact.Dimension]string
}

// logOf puts entries through a batch into a log, cut into batches at random.
func logOf(entries []entry, cuts ...int) *contact.Log {
	var batches []*contact.Batch
	start := 0
	for _, end := range append(cuts, len(entries)) {
		batches = append(batches, batchOf(entries[start:end]))
		start = end
	}
	return contact.Build(batches, contact.Rules{})
}

func batchOf(entries []entry) *contact.Batch {
	b := &contact.Batch{}
	customers := contact.NewEncoder(0)
	codes := make([]uint32, len(entries))
	columns := make([]*contact.Encoder, len(contact.Stored))
	values := make([][]uint32, len(contact.Stored))
	for d := range contact.Stored {
		columns[d] = contact.NewEncoder(0)
	}
	for i, e := range entries {
		b.Time = append(b.Time, e.time)
		b.Line = append(b.Line, uint32(i+2))
		codes[i] = customers.Code([]byte(e.customer))
		for d, name := range contact.Stored {
			values[d] = append(values[d], columns[d].Code([]byte(e.values[name])))
		}
	}
	keys := contact.NewCodes(len(entries), customers.Dict().Len())
	for i, c := range codes {
		keys.Set(i, c)
	}
	b.Keys = []contact.KeyColumn{{Name: "klant", Kind: "id", Codes: keys, Dict: *customers.Dict()}}
	for d := range contact.Stored {
		b.Columns[d].Dict = *columns[d].Dict()
		b.Columns[d].Codes = contact.NewCodes(len(entries), columns[d].Dict().Len())
		for i, c := range values[d] {
			b.Columns[d].Codes.Set(i, c)
		}
	}
	for name, column := range map[contact.Dimension]*[]int32{numLength: &b.Length, numHandle: &b.Handle, numTransfers: &b.Transfers} {
		if !slices.ContainsFunc(entries, func(e entry) bool { return e.values[name] != "" }) {
			continue // as an export without it
		}
		*column = make([]int32, len(entries))
		for i, e := range entries {
			(*column)[i] = e.number(name)
		}
	}
	return b
}

// Numbers of an entry stand among its values.
const (
	numLength    contact.Dimension = "length"
	numHandle    contact.Dimension = "handle"
	numTransfers contact.Dimension = "transfers"
)

func (e entry) number(name contact.Dimension) int32 {
	if n, err := strconv.Atoi(e.values[name]); err == nil {
		return int32(n)
	}
	return contact.NoNumber
}

// passes says in the plainest way whether a condition list lets an entry through.
func passes(e entry, f Filter) bool {
	for _, c := range f {
		if !slices.Contains(c.Values, e.values[c.By]) {
			return false
		}
	}
	return true
}

// naive is the definition of DESIGN section 3 and its rules word by word: every
// pair of contacts is looked at.
type naive struct {
	d       Definition
	entries []entry
	end     int64  // of the data
	counts  []bool // eligible
	follows [][]bool
	redial  []int // the contact that it is too near to, the one with the latest anchor; -1: none
}

func newNaive(entries []entry, d Definition) *naive {
	n := &naive{d: d, entries: entries, end: -1 << 62, counts: make([]bool, len(entries)), follows: make([][]bool, len(entries)), redial: make([]int, len(entries))}
	for i, e := range entries {
		n.end = max(n.end, e.time)
		n.counts[i] = e.customer != "" && passes(e, d.Eligible) && !n.isLeg(i)
	}
	n.heavy()
	order := n.order()
	blocked := make([]bool, len(entries)) // an invited contact came after it
	for _, j := range order {
		n.follows[j], n.redial[j] = make([]bool, len(entries)), -1
		invited := len(d.Invited.Marked) > 0 && d.Invited.On == MarkOnSecond && passes(entries[j], d.Invited.Marked)
		for _, i := range order {
			if n.tooNear(i, j) && (n.redial[j] < 0 || n.anchor(i) >= n.anchor(n.redial[j])) {
				n.redial[j] = i
			}
			if n.passes(i, j) && !blocked[i] {
				n.follows[j][i] = true
				invited = invited || len(d.Invited.Marked) > 0 && d.Invited.On == MarkOnFirst && passes(entries[i], d.Invited.Marked)
			}
		}
		if invited {
			for _, i := range order {
				blocked[i] = blocked[i] || n.passes(i, j)
				n.follows[j][i] = false
			}
		}
	}
	return n
}

// order gives the contacts by time, then source row.
func (n *naive) order() []int {
	order := make([]int, len(n.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(n.entries[a].time - n.entries[b].time) })
	return order
}

func lasts(e entry) int64 {
	if l := e.number(numLength); l >= 0 {
		return int64(l) * 1000
	}
	return max(0, int64(e.number(numHandle))*1000)
}

// leg gives the contact that one is a leg after, -1 for none: the one just before it, if that was passed on.
func (n *naive) leg(i int) int {
	before := -1
	for _, o := range n.order() {
		if o == i {
			break
		}
		if n.entries[o].customer == n.entries[i].customer {
			before = o
		}
	}
	if n.d.Legs.Within == 0 || before < 0 || n.entries[i].customer == "" {
		return -1
	}
	b := n.entries[before]
	passedOn := b.number(numTransfers) > 0 || len(n.d.Legs.Marked) > 0 && passes(b, n.d.Legs.Marked)
	if passedOn && n.entries[i].time-b.time-lasts(b) <= n.d.Legs.Within.Seconds()*1000 {
		return before
	}
	return -1
}

func (n *naive) isLeg(i int) bool { return n.leg(i) >= 0 }

// anchor gives where the window of a contact starts: at its start, or where its last leg ends.
func (n *naive) anchor(i int) int64 {
	at := n.entries[i].time
	if n.d.From != FromEnd {
		return at
	}
	for j := range n.entries {
		first := j
		for n.leg(first) >= 0 {
			first = n.leg(first)
		}
		if first == i {
			at = max(at, n.entries[j].time+lasts(n.entries[j]))
		}
	}
	return at
}

func (n *naive) heavy() {
	if n.d.Heavy.AtLeast == 0 {
		return
	}
	most, by := map[string]int{}, map[string]int{}
	for i, e := range n.entries {
		if n.counts[i] {
			key := e.customer
			if n.d.Heavy.Per == PerMonth {
				key += contact.When(e.time).Format(" 2006-01")
			}
			by[key]++
			most[e.customer] = max(most[e.customer], by[key])
		}
	}
	for i, e := range n.entries {
		n.counts[i] = n.counts[i] && (most[e.customer] >= n.d.Heavy.AtLeast) == n.d.Heavy.Only
	}
}

func (n *naive) canBeFirst(i int) bool {
	abandoned := slices.Contains(n.d.Abandoned.Outcomes, n.entries[i].values[contact.Outcome])
	return len(n.d.Abandoned.Outcomes) == 0 || abandoned == (n.d.Abandoned.First == AbandonedFirst)
}

// alike says that two contacts are of one customer and pass all rules but those on time.
func (n *naive) alike(i, j int) bool {
	d, a, b := n.d, n.entries[i], n.entries[j]
	if i == j || !n.counts[i] || !n.counts[j] || a.customer != b.customer || !n.canBeFirst(i) {
		return false
	}
	if b.time < a.time || (b.time == a.time && j < i) {
		return false
	}
	reason := func(r string) string {
		for k, group := range d.Alike {
			if slices.Contains(group, r) {
				return fmt.Sprint("group ", k)
			}
		}
		return "reason " + r
	}
	return !(d.Same == SameProcess && a.values[contact.Process] != b.values[contact.Process] ||
		d.Same == SameReason && reason(a.values[contact.Reason]) != reason(b.values[contact.Reason]) ||
		d.Channels == SameChannel && a.values[contact.Channel] != b.values[contact.Channel] ||
		d.Channels == PairedChannels && !slices.Contains(d.Pairs, ChannelPair{a.values[contact.Channel], b.values[contact.Channel]}))
}

func (n *naive) tooNear(i, j int) bool {
	gap := n.entries[j].time - n.anchor(i)
	return n.alike(i, j) && (gap < 0 || gap < n.d.LeastGap.Seconds()*1000 || n.d.Redial > 0 && gap <= n.d.Redial.Seconds()*1000)
}

func (n *naive) passes(i, j int) bool { return n.alike(i, j) && !n.tooNear(i, j) }

// counted gives the milliseconds that count for the window between two times.
func (n *naive) counted(from, to int64) int64 {
	open := func(day time.Time) (ms int64, stretches [][2]int64) {
		if len(n.d.Opening.Hours) == 0 {
			return dayMs, [][2]int64{{0, dayMs}}
		}
		for _, h := range holiday.Between(day, day) {
			if slices.Contains(n.d.Opening.Closed, h.ID) {
				return 0, nil
			}
		}
		for _, h := range n.d.Opening.Hours {
			if strings.Contains(h.Days, strconv.Itoa((int(day.Weekday())+6)%7+1)) {
				stretches = append(stretches, [2]int64{int64(h.From) * 60_000, int64(h.To) * 60_000})
				ms += int64(h.To-h.From) * 60_000
			}
		}
		return ms, stretches
	}
	sum := int64(0)
	for day := DateOf(contact.When(min(from, to))); contact.Wall(day.Time()) <= max(from, to); day = day.AddDays(1) {
		ms, stretches := open(day.Time())
		midnight := contact.Wall(day.Time())
		if n.d.CalendarDays {
			if midnight > min(from, to) && ms > 0 {
				sum += dayMs
			}
			continue
		}
		for _, s := range stretches {
			sum += max(0, min(midnight+s[1], max(from, to))-max(midnight+s[0], min(from, to)))
		}
	}
	if from > to {
		return -sum
	}
	return sum
}

// repeats says that j repeats i within the window.
func (n *naive) repeats(i, j int) bool {
	return n.follows[j][i] && n.counted(n.anchor(i), n.entries[j].time) <= n.d.Window.Seconds()*1000
}

// ripe says that the window of a contact lies wholly in the data; of whole days those count that the data cover to midnight.
func (n *naive) ripe(i int) bool {
	end := n.end
	if n.d.CalendarDays {
		end = contact.Wall(DateOf(contact.When(n.end+1000)).Time()) - 1
	}
	return n.canBeFirst(i) && n.anchor(i) <= end && n.counted(n.anchor(i), end) >= n.d.Window.Seconds()*1000
}

func naiveRates(entries []entry, q Query) (total Counts, groups map[string]Counts) {
	n := newNaive(entries, q.Definition)
	groups = map[string]Counts{}
	for i, e := range entries {
		if !n.counts[i] || !selected(e, q.Selection) {
			continue
		}
		c := Counts{Contacts: 1, Ripe: bit(n.ripe(i))}
		for j := range entries {
			if n.repeats(j, i) {
				c.Repeats = 1
			}
			if c.Ripe == 1 && n.repeats(i, j) {
				c.Followed = 1
			}
		}
		key := ""
		for _, by := range q.By {
			key += fmt.Sprintf("%q", e.values[by])
		}
		g := groups[key]
		g.add(c)
		groups[key] = g
		total.add(c)
	}
	return total, groups
}

func selected(e entry, s Selection) bool {
	day := DateOf(contact.When(e.time)).t
	return passes(e, s.Filter) && (s.From.IsZero() || !day.Before(s.From.t)) && (s.To.IsZero() || !day.After(s.To.t))
}

var (
	genDimension = rapid.SampledFrom([]contact.Dimension{contact.Process, contact.Reason, contact.Channel, contact.Team})
	genValue     = rapid.SampledFrom([]string{"", "a", "b", "c"})
)

func genEntries(t *rapid.T) []entry {
	// Few customers, few distinct times: ties and edges of the window are common. The longest step spans weekends,
	// Christmas and the turn of a month.
	step := rapid.SampledFrom([]int64{1, 500, 60_000, 3_600_000, 5 * 3_600_000}).Draw(t, "step")
	start := rapid.SampledFrom([]int64{1_700_000_000_000, 1_703_200_000_000}).Draw(t, "start") // 14 November, 21 December 2023
	number := rapid.SampledFrom([]string{"", "", "0", "1", "30", "90", "600", "7200"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) entry {
		e := entry{
			time:     start + step*rapid.Int64Range(0, 60).Draw(t, "time"),
			customer: rapid.SampledFrom([]string{"", "k1", "k2", "k3", "k4"}).Draw(t, "customer"),
			values:   map[contact.Dimension]string{},
		}
		for _, d := range []contact.Dimension{contact.Process, contact.Reason, contact.Channel, contact.Team, contact.Outcome} {
			e.values[d] = genValue.Draw(t, string(d))
		}
		e.values[numLength], e.values[numHandle] = number.Draw(t, "length"), number.Draw(t, "handle")
		e.values[numTransfers] = rapid.SampledFrom([]string{"", "0", "0", "1"}).Draw(t, "transfers")
		return e
	}), 0, 60).Draw(t, "contacts")
}

func genFilter(t *rapid.T, name string) Filter {
	var f Filter
	for range rapid.IntRange(0, 2).Draw(t, name) {
		f = f.With(Condition{genDimension.Draw(t, name+" by"), rapid.SliceOfN(genValue, 1, 3).Draw(t, name+" values")})
	}
	return f
}

// genDefinition makes definitions of which about half have only the first rules.
func genDefinition(t *rapid.T) Definition {
	d := genPlain(t)
	if rapid.Bool().Draw(t, "plain") {
		return d
	}
	on := func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) == 0 }
	some := func(name string) Filter {
		return Filter{{rapid.SampledFrom([]contact.Dimension{contact.Outcome, contact.Team}).Draw(t, name), rapid.SliceOfNDistinct(genValue, 1, 2, rapid.ID).Draw(t, name+" values")}}
	}
	if on("pairs") {
		d.Channels = PairedChannels
		d.Pairs = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) ChannelPair {
			return ChannelPair{genValue.Draw(t, "first"), genValue.Draw(t, "second")}
		}), 1, 5, rapid.ID).Draw(t, "channel pairs")
	}
	if d.Same == SameReason && on("alike") {
		d.Alike = rapid.SampledFrom([][][]string{{{"a", "b"}}, {{"", "a"}, {"c", "b"}}, {{"a", "b", "c", "not there"}}}).Draw(t, "alike groups")
	}
	if on("redial") {
		d.Redial = rapid.SampledFrom([]Span{Second, 30 * Second, 10 * Minute, 2 * Hour}).Draw(t, "redial within")
	}
	if on("end") {
		d.From = FromEnd
	}
	d.CalendarDays = on("days")
	if on("opening") {
		d.Opening = rapid.SampledFrom([]Opening{OfficeHours, {Hours: []Hours{{"1234567", 0, 24 * 60}}, Closed: OfficeHours.Closed},
			{Hours: []Hours{{"135", 9 * 60, 12 * 60}, {"1234", 13 * 60, 17 * 60}, {"6", 0, 22*60 + 30}}}}).Draw(t, "hours")
	}
	if on("abandoned") {
		d.Abandoned = Abandoned{rapid.SliceOfNDistinct(genValue, 1, 2, rapid.ID).Draw(t, "outcomes"), rapid.SampledFrom([]Family{ServedFirst, AbandonedFirst}).Draw(t, "family")}
	}
	if on("legs") {
		d.Legs.Within = rapid.SampledFrom([]Span{Second, Minute, Hour}).Draw(t, "legs within")
		if rapid.Bool().Draw(t, "legs marked") {
			d.Legs.Marked = some("legs by")
		}
	}
	if on("invited") {
		d.Invited = Invited{some("invited by"), rapid.SampledFrom([]InvitedMark{MarkOnFirst, MarkOnSecond}).Draw(t, "mark on")}
	}
	if on("heavy") {
		d.Heavy = Heavy{rapid.IntRange(2, 12).Draw(t, "at least"), rapid.SampledFrom([]HeavyPer{PerMonth, PerData}).Draw(t, "per"), rapid.Bool().Draw(t, "only")}
	}
	return d
}

// genPlain makes definitions with the first rules alone.
func genPlain(t *rapid.T) Definition {
	d := Definition{
		Window:   rapid.SampledFrom([]Span{0, Second, 30 * Second, 10 * Minute, Hour, 24 * Hour, 3 * Day}).Draw(t, "window"),
		Same:     rapid.SampledFrom([]Same{SameAny, SameProcess, SameReason}).Draw(t, "same"),
		Channels: rapid.SampledFrom([]Channels{AnyChannel, SameChannel}).Draw(t, "channels"),
		Chain:    rapid.SampledFrom([]Chain{FromPrevious, FromFirst}).Draw(t, "chain"),
		Eligible: genFilter(t, "eligible"),
	}
	d.LeastGap = min(d.Window, rapid.SampledFrom([]Span{0, 0, Second, Minute, 10 * Minute, Hour}).Draw(t, "least gap"))
	return d
}

// withWorkers runs a test with so many parts that every edge between parts is met.
func withWorkers(n int, f func()) {
	old := contact.Workers
	contact.Workers = n
	defer func() { contact.Workers = old }()
	f()
}

func TestRatesAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		cuts := rapid.SliceOfN(rapid.IntRange(0, len(entries)), 0, 2).Draw(t, "cuts")
		slices.Sort(cuts)
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		q.By = rapid.SliceOfNDistinct(genDimension, 0, 3, rapid.ID).Draw(t, "by")
		engine := New(logOf(entries, cuts...))
		got, err := engine.Rates(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		total, groups := naiveRates(entries, q)
		if got.Total.Counts != total {
			t.Fatalf("total: got %+v, want %+v", got.Total.Counts, total)
		}
		gotGroups := map[string]Counts{}
		for _, row := range got.Rows {
			key := ""
			for _, v := range row.Key {
				key += fmt.Sprintf("%q", v)
			}
			gotGroups[key] = row.Counts
		}
		if len(q.By) == 0 {
			return
		}
		if diff := cmp.Diff(groups, gotGroups); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A contact joins the episode of the one that it repeats or is a redial of, when it lies in the window of that one; under a
// chain from the first contact when it lies in the window of the first.
func (n *naive) episodes(s Selection) (out Episodes) {
	head := make([]int, len(n.entries))
	size := map[int]int{}
	for _, j := range n.order() {
		if !n.counts[j] {
			continue
		}
		first := -1
		for _, i := range n.order() {
			if n.repeats(i, j) && (first < 0 || n.anchor(i) >= n.anchor(first)) {
				first = i
			}
		}
		head[j] = j
		if n.redial[j] >= 0 {
			first = n.redial[j]
		}
		if first >= 0 {
			from := head[first]
			if n.d.Chain == FromPrevious {
				from = first
			}
			if n.counted(n.anchor(from), n.entries[j].time) <= n.d.Window.Seconds()*1000 {
				head[j] = head[first]
			}
		}
		size[head[j]]++
	}
	for begin, n1 := range size {
		if selected(n.entries[begin], s) {
			out.Episodes++
			out.Contacts += n1
			out.Longest = max(out.Longest, n1)
			out.OneAndDone += bit(n1 == 1)
		}
	}
	return out
}

func TestEpisodesAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		got, err := New(logOf(entries)).Episodes(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if want := newNaive(entries, q.Definition).episodes(q.Selection); got != want {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}

// With any reason, any channel, gap chaining and no ripeness cut:
// followed = repeats = contacts − episodes (measures.md section 0).
func TestIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		d := genPlain(t)
		d.LeastGap, d.Chain, d.Eligible = 0, FromPrevious, nil
		log := logOf(entries)
		log.End += d.Window.Seconds() * 1000 // the data go on for a window: all are ripe
		engine := New(log)
		r, err := engine.Rates(context.Background(), Query{Definition: d})
		if err != nil {
			t.Fatal(err)
		}
		ep, err := engine.Episodes(context.Background(), Query{Definition: d})
		if err != nil {
			t.Fatal(err)
		}
		if r.Total.Repeats != r.Total.Followed || r.Total.Repeats != r.Total.Contacts-ep.Episodes || ep.Contacts != r.Total.Contacts {
			t.Fatalf("%+v, %+v", r.Total.Counts, ep)
		}
	})
}

// Many parts must give what one part gives, with one customer across them all.
func TestPartsAgree(t *testing.T) {
	var entries []entry
	for i := range 1 << 16 {
		customer := "big"
		if i%3 == 0 {
			customer = fmt.Sprint("k", i%1000)
		}
		entries = append(entries, entry{1_700_000_000_000 + int64(i)*37_000, customer, map[contact.Dimension]string{
			contact.Reason: fmt.Sprint(i % 7), contact.Channel: fmt.Sprint(i % 2)}})
	}
	for _, d := range []Definition{
		{Window: Hour, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious},
		{Window: Hour, Same: SameReason, Channels: SameChannel, Chain: FromFirst},
		{Window: Hour, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious, LeastGap: 5 * Minute},
	} {
		answer := func() (r Result, ep Episodes) {
			engine := New(logOf(entries))
			q := Query{Definition: d, By: []contact.Dimension{contact.Reason, contact.Day},
				Selection: Selection{Filter: Filter{{contact.Channel, []string{"1"}}}}}
			r, err := engine.Rates(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			ep, err = engine.Episodes(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			return r, ep
		}
		var one, many Result
		var oneEp, manyEp Episodes
		withWorkers(1, func() { one, oneEp = answer() })
		withWorkers(7, func() { many, manyEp = answer() })
		if diff := cmp.Diff(one.Rows, many.Rows); diff != "" {
			t.Error(diff)
		}
		if oneEp != manyEp {
			t.Errorf("%+v, %+v", oneEp, manyEp)
		}
	}
}
