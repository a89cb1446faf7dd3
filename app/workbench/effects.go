package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"hash/fnv"
	"maps"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
)

// Detail is the effect of the one action that is looked at, with the weeks of its scope.
type Detail struct {
	Action kaizen.ID
	Effect *figure.Effect
	Weeks  *repeat.Trend // of the contacts that it is about, over all of the data
}

// rolloutDays is the longest that an action is taken to have been rolled out. Work that is called done later than that was
// more likely written down late.
const rolloutDays = 28

// Measurable reports whether an action has an effect to be measured: it began on a day, and was not dropped before.
func Measurable(a *kaizen.Action) bool {
	return a != nil && !a.Start.IsZero() && a.Status != kaizen.Dropped && a.Status != kaizen.Proposed
}

// Study gives what is asked of the effect of an action; false when there is nothing to ask. log is what it is asked of.
//
//   - What it began to do on its start and was done with within four weeks was rolled out in between: those days count for
//     neither side.
//   - The scope was picked on the period that it has, else on that of the session it came from, else on all that there was
//     when the action was written down.
//   - Other actions that have begun are no comparison.
func Study(r *kaizen.Register, a *kaizen.Action, log *contact.Log) (effect.Study, bool) {
	if !Measurable(a) {
		return effect.Study{}, false
	}
	s := effect.Study{Scope: a.Scope.Filter, Start: a.Start, Full: a.Start, Picked: picked(r, a, log)}
	if f := a.Finished; !f.IsZero() && f.Time().After(a.Start.Time()) && !f.Time().After(a.Start.AddDays(rolloutDays).Time()) {
		s.Full = f
	}
	if a.Expected != nil {
		s.Expected = -*a.Expected / 100
	}
	for _, o := range r.Actions {
		if o.ID != a.ID && Measurable(o) && len(o.Scope.Filter) > 0 {
			s.Others = append(s.Others, effect.Touch{Scope: o.Scope.Filter, Start: o.Start})
		}
	}
	return s, true
}

// picked gives the days on whose figures the scope of an action was picked.
func picked(r *kaizen.Register, a *kaizen.Action, log *contact.Log) effect.Days {
	d := effect.Days{From: a.Scope.From, To: a.Scope.To}
	if session := r.Session(a.Session); d.From.IsZero() && d.To.IsZero() && session != nil && session.Baseline != nil {
		b := session.Baseline
		d = effect.Days{From: b.Selection.From, To: b.Selection.To}
		if d.From.IsZero() {
			d.From = repeat.DateOf(b.DataFrom)
		}
		if d.To.IsZero() {
			d.To = repeat.DateOf(b.DataTo)
		}
	}
	if d.From.IsZero() {
		d.From = repeat.DateOf(contact.When(log.Start))
	}
	if d.To.IsZero() && !a.Made.IsZero() {
		d.To = repeat.DateOf(a.Made)
	}
	if last := a.Start.AddDays(-1); d.To.IsZero() || d.To.Time().After(last.Time()) {
		d.To = last
	}
	if d.To.Time().Before(d.From.Time()) {
		return effect.Days{}
	}
	return d
}

// Effects works out effects of actions of a register: those asked for, or all that can be measured. It is what the command
// line asks; screens take them from the snapshot. spread is how far a cost of the catalogue, which may be nil, may be off.
func Effects(ctx context.Context, e *repeat.Engine, d repeat.Definition, r *kaizen.Register, c *contact.Catalogue, spread float64, ids ...kaizen.ID) (map[kaizen.ID]*figure.Effect, error) {
	data, err := effect.Prepare(ctx, e, d)
	if err != nil {
		return nil, err
	}
	all := map[kaizen.ID]*figure.Effect{}
	for _, a := range r.Actions {
		if len(ids) > 0 && !slices.Contains(ids, a.ID) {
			continue
		}
		s, ok := Study(r, a, e.Log())
		if !ok {
			continue
		}
		result, err := data.Measure(ctx, s)
		if err != nil {
			return nil, err
		}
		x := figure.NewEffect(result, c, spread)
		all[a.ID] = &x
	}
	return all, nil
}

// studies keeps effects that were worked out, so that they are worked out again only when something in them changed.
type studies struct {
	data      *effect.Data
	engine    *repeat.Engine
	catalogue *contact.Catalogue
	spread    float64
	known     map[kaizen.ID]studied

	register *kaizen.Register // that scopes are of
	scopes   map[kaizen.ID]uint64
}

type studied struct {
	key    uint64
	effect *figure.Effect
}

// WantEffects says whose effects are in sight: they are in [Snapshot.Effects] as soon as they are worked out, and follow
// whatever changes. It is told over and over and costs little when it is the same. Effects that were worked out before
// stay for as long as nothing changed.
func (w *Workbench) WantEffects(ids ...kaizen.ID) {
	w.mu.Lock()
	if slices.Equal(w.wanted, ids) || w.closed {
		w.mu.Unlock()
		return
	}
	w.wanted = slices.Clone(ids)
	w.mu.Unlock()
	w.restudy()
}

// ShowEffect puts the effect of an action with the weeks of its scope in [Snapshot.Detail], where it follows whatever
// changes; 0 takes it out.
func (w *Workbench) ShowEffect(id kaizen.ID) {
	w.mu.Lock()
	if w.detailed == id || w.closed {
		w.mu.Unlock()
		return
	}
	w.detailed = id
	w.mu.Unlock()
	if id == 0 {
		w.change(func(s *Snapshot) { s.Detail = nil })
	}
	w.restudy()
}

// restudy has the effects in sight looked at again.
func (w *Workbench) restudy() {
	w.mu.Lock()
	if !w.closed {
		w.jobs = append(w.jobs, job{"", func(context.Context) error { w.studied = false; return nil }})
	}
	w.mu.Unlock()
	w.signal()
}

// publishEvery is how long effects may be worked on before those that are ready are shown.
const publishEvery = 100 * time.Millisecond

// study works out the effects in sight that are not known, and shows them as they come.
func (w *Workbench) study(ctx context.Context) {
	w.mu.Lock()
	wanted, detailed := slices.Clone(w.wanted), w.detailed
	w.mu.Unlock()
	s := w.Snapshot()
	w.studied = true // a change from here on clears it through a job
	if s.Register == nil || s.Figures == nil || len(wanted) == 0 && detailed == 0 {
		return
	}
	if detailed != 0 {
		wanted = append([]kaizen.ID{detailed}, wanted...)
	}
	err := w.studyAll(ctx, s, wanted, detailed)
	switch {
	case errors.Is(err, context.Canceled):
		w.studied = false
	case err != nil:
		w.note(Note{Err: err}, nil)
	}
}

func (w *Workbench) studyAll(ctx context.Context, s *Snapshot, wanted []kaizen.ID, detailed kaizen.ID) error {
	k, d := &w.studies, s.Question.Definition
	if k.engine != w.engine || k.data == nil || !sameDefinition(k.data.Definition, d) {
		data, err := effect.Prepare(ctx, w.engine, d)
		if err != nil {
			return err
		}
		*k = studies{data: data, engine: w.engine}
	}
	if k.known == nil || k.catalogue != s.Catalogue || k.spread != s.Question.Outliers.Spread {
		k.catalogue, k.spread, k.known = s.Catalogue, s.Question.Outliers.Spread, map[kaizen.ID]studied{}
	}
	k.read(s.Register)
	shown := time.Now()
	for _, id := range wanted {
		if err := k.measure(ctx, s.Register, s.Register.Action(id), id); err != nil {
			return err
		}
		if w.waiting() { // a slider that is dragged does not wait for effects
			return context.Canceled
		}
		if time.Since(shown) > publishEvery {
			w.showEffects()
			shown = time.Now()
		}
	}
	w.showEffects()
	return w.showDetail(ctx, s, detailed)
}

// waiting reports whether there is something else to do.
func (w *Workbench) waiting() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.jobs) > 0 || w.closed
}

// showEffects puts what is known in the snapshot, unless it is there.
func (w *Workbench) showEffects() {
	all := make(map[kaizen.ID]*figure.Effect, len(w.studies.known))
	for id, x := range w.studies.known {
		all[id] = x.effect
	}
	if !maps.Equal(all, w.Snapshot().Effects) {
		w.change(func(s *Snapshot) { s.Effects = all })
	}
}

// showDetail puts the action that is looked at in the snapshot, unless it is there.
func (w *Workbench) showDetail(ctx context.Context, s *Snapshot, id kaizen.ID) error {
	x, a := w.studies.known[id].effect, s.Register.Action(id)
	if old := s.Detail; x == nil || a == nil {
		if old != nil {
			w.change(func(s *Snapshot) { s.Detail = nil })
		}
		return nil
	} else if old != nil && old.Action == id && old.Effect == x {
		return nil
	}
	weeks, err := w.engine.Trend(ctx, repeat.Query{Definition: s.Question.Definition, Selection: repeat.Selection{Filter: a.Scope.Filter}, Measure: repeat.FollowedRate}, contact.Week)
	if err == nil {
		w.change(func(s *Snapshot) { s.Detail = &Detail{id, x, &weeks} })
	}
	return err
}

// read takes the scopes of a register, each as a number.
func (k *studies) read(r *kaizen.Register) {
	if k.register == r {
		return
	}
	k.register, k.scopes = r, make(map[kaizen.ID]uint64, len(r.Actions))
	for _, a := range r.Actions {
		if Measurable(a) {
			data, _ := json.Marshal(a.Scope.Filter) // texts always can be written
			h := fnv.New64a()
			h.Write(data)
			k.scopes[a.ID] = h.Sum64()
		}
	}
}

// key is a number for all that the effect of an action depends on besides the data.
func (k *studies) key(r *kaizen.Register, s effect.Study, id kaizen.ID) uint64 {
	h := fnv.New64a()
	var buffer [8]byte
	put := func(x uint64) {
		for i := range buffer {
			buffer[i] = byte(x >> (8 * i))
		}
		h.Write(buffer[:])
	}
	put(k.scopes[id])
	for _, d := range []repeat.Date{s.Start, s.Full, s.Picked.From, s.Picked.To} {
		put(uint64(d.Time().Unix()))
	}
	put(uint64(int64(s.Expected * 1e6)))
	for _, o := range r.Actions {
		if o.ID != id && Measurable(o) && len(o.Scope.Filter) > 0 {
			put(k.scopes[o.ID])
			put(uint64(o.Start.Time().Unix()))
		}
	}
	return h.Sum64()
}

// measure works out the effect of an action, unless it is known.
func (k *studies) measure(ctx context.Context, r *kaizen.Register, a *kaizen.Action, id kaizen.ID) error {
	s, ok := Study(r, a, k.engine.Log())
	if !ok {
		delete(k.known, id)
		return nil
	}
	key := k.key(r, s, id)
	if x, there := k.known[id]; there && x.key == key {
		return nil
	}
	result, err := k.data.Measure(ctx, s)
	if err != nil {
		return err
	}
	x := figure.NewEffect(result, k.catalogue, k.spread)
	k.known[id] = studied{key, &x}
	return nil
}

func sameDefinition(a, b repeat.Definition) bool {
	return sameQuestion(Question{Definition: a}, Question{Definition: b})
}

// TakeCheck looks at the effect of an action as one of its checks planned it, over the days up to that of the check, and
// keeps what is found in the register. An action that is done is checked by it. The note lets it be undone.
func (w *Workbench) TakeCheck(id, check kaizen.ID) {
	w.onOpen("", func(ctx context.Context) error {
		s := w.Snapshot()
		a := s.Register.Action(id)
		if a == nil {
			return nil
		}
		found, err := Finding(ctx, w.engine, s.Question.Definition, s.Register, a, check, s.Catalogue, s.Question.Outliers.Spread, w.Me(), w.reg.now())
		if err != nil {
			return err
		}
		return w.EditRegister(DidCheck, func(e *kaizen.Edit) error { return KeepFinding(e, id, check, found) })
	})
}

// DidCheck is the id of the step that keeps a check.
const DidCheck = "kaizen.did.check"

// KeepFinding puts what a check found in the register.
func KeepFinding(e *kaizen.Edit, id, check kaizen.ID, found *kaizen.Finding) error {
	a := e.Action(id)
	if a == nil {
		return nil
	}
	for i := range a.Checks {
		if a.Checks[i].ID == check {
			a.Checks[i].Result = found
		}
	}
	if a.Status == kaizen.Done && found.Verdict != kaizen.Early {
		a.Status = kaizen.Checked
	}
	return nil
}

// Finding works out what a check of an action finds: over the days from the start up to that of the check.
func Finding(ctx context.Context, e *repeat.Engine, d repeat.Definition, r *kaizen.Register, a *kaizen.Action, check kaizen.ID, c *contact.Catalogue, spread float64, by string, at time.Time) (*kaizen.Finding, error) {
	s, ok := Study(r, a, e.Log())
	i := slices.IndexFunc(a.Checks, func(c kaizen.Check) bool { return c.ID == check })
	if !ok || i < 0 {
		return nil, &Message{ID: "effect.error.no_check"}
	}
	if due := a.Checks[i].Due; !due.IsZero() {
		s.Until = due.AddDays(-1)
	}
	data, err := effect.Prepare(ctx, e, d)
	if err != nil {
		return nil, err
	}
	result, err := data.Measure(ctx, s)
	if err != nil {
		return nil, err
	}
	f := figure.NewEffect(result, c, spread).Finding(by, at)
	return &f, nil
}
