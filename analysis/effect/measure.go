package effect

import (
	"cmp"
	"context"
	"math"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// The sides of a change that a contact can be on.
const (
	neither = iota
	before
	after
)

// frame is a study as numbers of days.
type frame struct {
	from     int // first day of the baseline
	start    int
	full     int
	until    int // the day after the last one that counts
	picked   [2]int
	pickedIn bool // the picked days had to serve as baseline
}

func (f frame) side(day int) int {
	switch {
	case day >= f.full && day < f.until:
		return after
	case day >= f.from && day < f.start && (f.pickedIn || day < f.picked[0] || day >= f.picked[1]):
		return before
	}
	return neither
}

// counts are those of one part of the log, by stratum and side.
type counts [][3]Count

func (c counts) sum(side int) Count {
	all := Count{}
	for s := range c {
		all = all.plus(c[s][side])
	}
	return all
}

// run is a study at work.
type run struct {
	*Data
	s        Study
	f        frame
	scope    matcher
	others   matcher // nil without a comparison
	rests    bool    // the others are all that is not of the scope
	by       contact.Dimension
	touched  []matcher
	strata   contact.Codes
	own      counts
	rest     counts
	contacts [3]int                     // of the scope, ripe or not, by side
	too      int                        // of the scope after, those another change touched
	reasons  []int                      // of the scope after, ripe or not
	recent   [2]int                     // ripe contacts of the scope over the latest days, and those days
	weeks    []Count                    // of the scope, by seven days from firstWeek on, the study's days alone
	first    int                        // day that weeks[0] starts on
	marks    []uint8                    // of the contacts with a customer key
	values   [len(contact.Stored)][]int // of the scope on a side: contacts by the code of each stored dimension
}

// Measure works out the effect of a study. It takes two passes over the log.
func (d *Data) Measure(ctx context.Context, s Study) (Result, error) {
	if s.Start.IsZero() {
		return Result{}, ErrNoStart
	}
	if s.Full.IsZero() || s.Full.Time().Before(s.Start.Time()) {
		s.Full = s.Start
	}
	log := d.engine.Log()
	r := &run{Data: d, s: s}
	r.f = frame{from: dayNumber(s.Start) - baselineDays, start: dayNumber(s.Start), full: dayNumber(s.Full), until: math.MaxInt32}
	if !s.Until.IsZero() {
		r.f.until = dayNumber(s.Until) + 1
	}
	if log.Len() > 0 {
		r.f.from = max(r.f.from, dayOf(log.Start))
	}
	if !s.Picked.IsZero() {
		r.f.picked = [2]int{dayNumber(s.Picked.From), dayNumber(s.Picked.To) + 1}
	}
	if err := r.prepare(); err != nil {
		return Result{}, err
	}
	if err := r.count(ctx); err != nil {
		return Result{}, err
	}
	if clean := r.own.sum(before); !s.Picked.IsZero() && (r.cleanDays() < leastBaseline || clean.Ripe < 2*LeastRipe) {
		r.f.pickedIn = true
		if err := r.count(ctx); err != nil {
			return Result{}, err
		}
		r.f.pickedIn = r.own.sum(before) != clean // the picked days lie elsewhere
	}
	return r.result(ctx)
}

func (r *run) prepare() (err error) {
	if r.scope, err = r.matcher(r.s.Scope); err != nil {
		return err
	}
	var scopes []repeat.Filter
	for _, t := range r.s.Others {
		if day := dayNumber(t.Start); !t.Start.IsZero() && day >= r.f.from && day < min(r.f.until, r.end+1) && len(t.Scope) > 0 {
			scopes = append(scopes, t.Scope)
		}
	}
	if r.touched, err = r.Data.touched(scopes); err != nil {
		return err
	}
	if by, ok := Split(r.s.Scope); ok {
		r.by, r.rests = by, len(r.s.Scope) == 1
		if r.others, err = r.Data.others(r.s.Scope, by); err != nil {
			return err
		}
	}
	log := r.engine.Log()
	for _, by := range []contact.Dimension{contact.Reason, contact.Process} {
		if c := log.Column(by); c.Dict.Len() > 1 {
			r.strata = c.Codes
			r.reasons = make([]int, c.Dict.Len())
			return nil
		}
	}
	r.reasons = make([]int, 1)
	return nil
}

// seriesDays is how far back the interrupted series looks: two years, of which the season can be told.
const seriesDays = 104 * 7

// recentDays are those that the pace of contacts is taken from.
const recentDays = 56

// What a contact is to a study, as marks has it: 0 for nothing, else a side with or without ownMark.
const (
	sideMark = 3
	ownMark  = 4
)

// count passes through the log once, and marks every ripe contact that takes part in the estimate.
func (r *run) count(ctx context.Context) error {
	log := r.engine.Log()
	n := len(r.reasons)
	r.own, r.rest, r.contacts, r.too, r.recent = make(counts, n), make(counts, n), [3]int{}, 0, [2]int{}
	clear(r.reasons)
	for d := range r.values {
		r.values[d] = make([]int, log.Columns[d].Dict.Len())
	}
	r.marks = make([]uint8, log.Len()-log.Keyed)
	r.first = max(r.f.start-seriesDays, dayOf(log.Start))
	r.first += ((r.f.start-r.first)%7 + 7) % 7 // whole weeks up to the change
	r.weeks = make([]Count, max(0, (min(r.f.until, r.end)-r.first)/7))
	pace := [2]int{max(r.end-recentDays, min(r.f.full, r.end-leastDays)), r.end}
	earliest := int64(min(r.first, r.f.from)) * dayMs
	for i := log.Keyed; i < log.Len(); i++ {
		if i&0xffff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a := r.answers[i]
		if log.Time[i] < earliest || !a.Is(repeat.Counted) {
			continue
		}
		if r.scope.at(i) {
			r.take(i, a, pace)
			continue
		}
		if r.others == nil || !a.Is(repeat.Ripe) {
			continue
		}
		side := r.f.side(dayOf(log.Time[i]))
		if side == neither || !r.rests && !r.others.at(i) || anyOf(r.touched, i) {
			continue
		}
		r.marks[i-log.Keyed] = uint8(side)
		c := &r.rest[r.strata.At(i)][side]
		c.Ripe++
		c.Followed += followed(a)
	}
	r.recent[1] = max(0, pace[1]-pace[0])
	return nil
}

func followed(a repeat.Answer) int {
	if a.Is(repeat.Followed) {
		return 1
	}
	return 0
}

// take counts a contact of the scope. pace is the days, the second not included, that the pace of contacts is taken from.
func (r *run) take(i int, a repeat.Answer, pace [2]int) {
	log := r.engine.Log()
	day := dayOf(log.Time[i])
	side, code := r.f.side(day), r.strata.At(i)
	r.contacts[side]++
	if side == after {
		r.reasons[code]++
		if len(r.touched) > 0 && anyOf(r.touched, i) {
			r.too++
		}
	}
	if side != neither {
		for d := range r.values {
			r.values[d][log.Columns[d].Codes.At(i)]++
		}
	}
	if !a.Is(repeat.Ripe) {
		return
	}
	if day >= pace[0] && day < pace[1] {
		r.recent[0]++
	}
	if side != neither {
		r.marks[i-log.Keyed] = uint8(side) | ownMark
		c := &r.own[code][side]
		c.Ripe++
		c.Followed += followed(a)
	}
	rollout := day >= r.f.start && day < r.f.full
	picked := !r.f.pickedIn && day >= r.f.picked[0] && day < r.f.picked[1] && day < r.f.start
	if w := (day - r.first) / 7; day >= r.first && w < len(r.weeks) && !rollout && !picked {
		r.weeks[w].Ripe++
		r.weeks[w].Followed += followed(a)
	}
}

// cleanDays is how many days before the change are free of the picked ones.
func (r *run) cleanDays() int {
	n := 0
	for day := r.f.from; day < r.f.start; day++ {
		if r.f.side(day) == before {
			n++
		}
	}
	return n
}

// sideOf gives a side with its days.
func (r *run) sideOf(side int) Side {
	log := r.engine.Log()
	last := dayOf(log.End-r.Definition.Window.Seconds()*1000) + 1 // also the last day is in it that is ripe in part
	from, to := math.MaxInt32, math.MinInt32
	over := 0
	low, high := r.f.from, r.f.start
	if side == after {
		low, high = r.f.full, min(r.f.until, last)
	}
	for day := low; day < high; day++ {
		if r.f.side(day) == side {
			from, to = min(from, day), day
			over++
		}
	}
	s := Side{Count: r.own.sum(side), Contacts: r.contacts[side], Over: over}
	if over > 0 {
		s.Days = Days{dateOf(from), dateOf(to)}
	}
	return s
}

// result puts what was counted together.
func (r *run) result(ctx context.Context) (Result, error) {
	log := r.engine.Log()
	out := Result{Study: r.s, Definition: r.Definition, DataFrom: contact.When(log.Start), DataTo: contact.When(log.End),
		Before: r.sideOf(before), After: r.sideOf(after), Adjusted: math.NaN(), Crude: unknown, Effect: unknown, Method: AgainstBefore,
		Spread: Spread{Used: 1, Customers: math.NaN(), Weeks: math.NaN()}, LookedFor: math.NaN(), Smallest: math.NaN(), Monthly: math.NaN(), Saved: Range{math.NaN(), math.NaN()}}
	out.mix(r)
	b, a := out.Before.Count, out.After.Count
	out.LookedFor = r.s.Expected
	if !(out.LookedFor > 0) && b.Ripe > 0 {
		out.LookedFor = max(0.02, b.Rate()/5)
	}
	if b.Ripe < LeastRipe || a.Ripe < 1 {
		out.Verdict, out.Why = TooEarly, WhyNotStarted
		if b.Ripe < LeastRipe && a.Ripe > 0 {
			out.Why = WhyNoBaseline
		}
		if b.Ripe >= LeastRipe {
			out.enough(r, nil)
		}
		return out, ctx.Err()
	}
	e := r.estimate()
	if err := e.spread(ctx); err != nil {
		return out, err
	}
	out.Spread = e.phi
	if r.f.pickedIn {
		if err := e.pull(ctx); err != nil {
			return out, err
		}
		out.Doubts = append(out.Doubts, PickedBaseline)
	} else if out.Before.Over < shortBaseline {
		out.Doubts = append(out.Doubts, ShortBaseline)
	}
	out.Adjusted = e.base
	out.Crude = Newcombe(a.Followed, a.Ripe, b.Followed, b.Ripe, e.phi.Used)
	out.Effect = e.againstBefore()
	if e.compare {
		d := e.againstOthers()
		out.Others = &Others{By: r.by, Before: r.rest.sum(before), After: r.rest.sum(after), Change: e.restChange, Effect: d}
		out.Effect, out.Method = d, AgainstOthers
	}
	if e.fresh*5 > a.Ripe {
		out.Doubts = append(out.Doubts, NewReasons)
	}
	if 10*r.too > r.contacts[after] {
		out.Doubts = append(out.Doubts, OthersToo)
	}
	out.Series = r.series()
	out.enough(r, e)
	out.judge()
	out.saved()
	return out, ctx.Err()
}

// mix lists the reasons since the change.
func (out *Result) mix(r *run) {
	log := r.engine.Log()
	reasons, processes := log.Column(contact.Reason), log.Column(contact.Process)
	process := make([]string, len(r.reasons))
	if reasons.Dict.Len() > 1 {
		seen := make([]bool, len(r.reasons))
		left := len(r.reasons)
		for i := 0; i < log.Len() && left > 0; i++ { // a reason belongs to one process
			if code := reasons.Codes.At(i); !seen[code] {
				seen[code], left = true, left-1
				process[code] = processes.Dict.Text(processes.Codes.At(i))
			}
		}
	}
	for code, n := range r.reasons {
		switch {
		case n == 0:
		case reasons.Dict.Len() > 1:
			out.Reasons = append(out.Reasons, Mixed{reasons.Dict.Text(uint32(code)), process[code], n})
		case processes.Dict.Len() > 1:
			out.Reasons = append(out.Reasons, Mixed{"", processes.Dict.Text(uint32(code)), n})
		default:
			out.Reasons = append(out.Reasons, Mixed{"", "", n})
		}
	}
	out.Values = map[contact.Dimension]map[string]int{}
	for d, by := range contact.Stored {
		values := map[string]int{}
		for code, n := range r.values[d] {
			if n > 0 {
				values[log.Columns[d].Dict.Text(uint32(code))] = n
			}
		}
		out.Values[by] = values
	}
	slices.SortStableFunc(out.Reasons, func(a, b Mixed) int { return cmp.Compare(b.Contacts, a.Contacts) })
}
