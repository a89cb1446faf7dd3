package workbench

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// Sampled is a sample with what people say of it.
type Sampled struct {
	coding.Sample
	Codings []coding.Coding // by pair and coder
	Summary coding.Summary
}

// Said gives what one person says of a pair; nothing when they said nothing.
func (s *Sampled) Said(pair int, coder string) coding.Coding {
	for _, c := range s.Codings {
		if c.Pair == pair && c.Coder == coder {
			return c
		}
	}
	return coding.Coding{Pair: pair, Coder: coder}
}

// Samples gives the samples of a workspace with what people say of them, the latest first.
func Samples(ctx context.Context, ws *workspace.Workspace) ([]Sampled, error) {
	list, err := ws.Samples(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]Sampled, len(list))
	for i, s := range list {
		all[i].Sample = s
		if all[i].Codings, err = ws.Codings(ctx, s.ID); err != nil {
			return nil, err
		}
		all[i].Summary = coding.Sum(len(s.Pairs), all[i].Codings)
	}
	return all, nil
}

// Sample gives a sample by its id; nil when there is none.
func (s *Snapshot) Sample(id int64) *Sampled {
	i := slices.IndexFunc(s.Samples, func(one Sampled) bool { return one.ID == id })
	if i < 0 {
		return nil
	}
	return &s.Samples[i]
}

// SampleAsked says what to draw.
type SampleAsked struct {
	Name string
	N    int
	By   contact.Dimension // of the strata; empty: none
	Seed uint64
}

// NewSeed proposes a seed that a person can write down.
func NewSeed() uint64 { return rand.Uint64N(999_999) + 1 }

// Draw draws a sample from pairs and freezes it. Agents and customer keys are not in it. The batches of a workspace are
// those that its log was built of; without, as for a file, the places in it are left out.
func Draw(p *repeat.Pairs, batches []workspace.Batch, a SampleAsked) (coding.Sample, error) {
	drawn, err := p.Sample(a.N, a.By, a.Seed)
	if err != nil {
		return coding.Sample{}, err
	}
	data := p.Data()
	s := coding.Sample{Name: strings.TrimSpace(a.Name), At: time.Now().UTC().Truncate(time.Millisecond), Seed: a.Seed, By: a.By, Query: p.Query, Options: p.Options,
		Of: p.Len(), From: data.From, To: data.To, Strata: drawn.Strata}
	var live []int64
	for _, b := range batches {
		if !b.TakenBack {
			live = append(live, b.ID)
		}
	}
	freeze := func(c repeat.Contact) coding.Contact {
		out := coding.Contact{Time: c.Time, Reason: c.Value(contact.Reason), Process: c.Value(contact.Process), Channel: c.Value(contact.Channel),
			Team: c.Value(contact.Team), Third: c.Value(contact.Third), Outcome: c.Value(contact.Outcome)}
		if batch, row := p.Log().Origin(c.Place); batch < len(live) {
			out.Batch, out.Row = live[batch], row
		}
		return out
	}
	for i, place := range drawn.Places {
		one := p.At(place)
		same, known := one.Alike(contact.Agent)
		s.Pairs = append(s.Pairs, coding.Pair{Number: i + 1, Stratum: drawn.Strata[drawn.Of[i]].Value,
			First: freeze(one.First), Second: freeze(one.Second), Between: one.Between, SameAgent: same && known, AgentsKnown: known})
	}
	return s, nil
}

// DrawSample draws a sample from the pairs that are looked at and keeps it. The snapshot then has it as the one in hand.
func (w *Workbench) DrawSample(a SampleAsked) {
	w.onOpen("", func(ctx context.Context) error {
		s := w.Snapshot()
		pairs, err := w.engine.Pairs(ctx, s.Question.PairsQuery(s.PairsView), s.PairsView.PairOptions)
		if err != nil {
			return err
		}
		sample, err := Draw(pairs, s.Batches, a)
		if err != nil {
			return err
		}
		if len(sample.Pairs) == 0 {
			return &Message{ID: "pairs.sample.none", Err: errors.New("no pairs to draw from")}
		}
		id, err := w.ws.AddSample(ctx, sample)
		if err != nil {
			return err
		}
		if err := w.resample(ctx); err != nil {
			return err
		}
		w.change(func(s *Snapshot) { s.InHand = InHand{Sample: id, Pair: 1} })
		w.note(Note{ID: "note.sample_drawn", Args: []any{"n", len(sample.Pairs), "name", sample.Name}},
			w.undo("", func(ctx context.Context) error { return w.removeSample(ctx, id, true) }))
		return nil
	})
}

// RemoveSample takes a sample out of sight; the note lets it be undone.
func (w *Workbench) RemoveSample(id int64) {
	w.onOpen("", func(ctx context.Context) error {
		gone := w.Snapshot().Sample(id)
		if gone == nil {
			return nil
		}
		if err := w.removeSample(ctx, id, true); err != nil {
			return err
		}
		w.note(Note{ID: "note.sample_removed", Args: []any{"name", gone.Name}}, w.undo("", func(ctx context.Context) error { return w.removeSample(ctx, id, false) }))
		return nil
	})
}

func (w *Workbench) removeSample(ctx context.Context, id int64, removed bool) error {
	if err := w.ws.RemoveSample(ctx, id, removed); err != nil {
		return err
	}
	return w.resample(ctx)
}

// RenameSample gives a sample another name.
func (w *Workbench) RenameSample(id int64, name string) {
	w.onOpen("", func(ctx context.Context) error {
		if s := w.Snapshot().Sample(id); s == nil || s.Name == strings.TrimSpace(name) {
			return nil
		}
		if err := w.ws.RenameSample(ctx, id, name); err != nil {
			return err
		}
		return w.resample(ctx)
	})
}

// resample reads the samples anew.
func (w *Workbench) resample(ctx context.Context) error {
	all, err := Samples(ctx, w.ws)
	if err != nil {
		return err
	}
	w.change(func(s *Snapshot) {
		s.Samples = all
		if s.Sample(s.InHand.Sample) == nil {
			s.InHand = InHand{}
		}
	})
	return nil
}

// InHand is the pair of a sample that is being read.
type InHand struct {
	Sample int64 // 0: none
	Pair   int   // its number
}

// TakeSample takes a pair of a sample in hand; sample 0 puts it away.
func (w *Workbench) TakeSample(sample int64, pair int) {
	w.onOpen("", func(ctx context.Context) error {
		w.change(func(s *Snapshot) { s.InHand = InHand{sample, pair} })
		if one := w.Snapshot().Sample(sample); one != nil {
			if p, ok := one.Pair(pair); ok {
				return w.readSampled(ctx, *w.Snapshot(), sample, p)
			}
		}
		return nil
	})
}

// Code keeps what one person says of a pair, in place of what they said before.
func (w *Workbench) Code(sample int64, c coding.Coding) {
	w.onOpen("", func(ctx context.Context) error {
		one := w.Snapshot().Sample(sample)
		if one == nil {
			return nil
		}
		c.Coder, c.Note = coding.CoderName(c.Coder), strings.TrimSpace(c.Note)
		if _, ok := one.Pair(c.Pair); !ok {
			return nil
		}
		if old := one.Said(c.Pair, c.Coder); old.Cause == c.Cause && old.Party == c.Party && old.Note == c.Note {
			return nil
		}
		c.At = time.Now().UTC().Truncate(time.Millisecond)
		if err := w.ws.PutCoding(ctx, sample, c); err != nil {
			return err
		}
		codings, err := w.ws.Codings(ctx, sample)
		if err != nil {
			return err
		}
		w.change(func(s *Snapshot) {
			s.Samples = slices.Clone(s.Samples)
			if one := s.Sample(sample); one != nil {
				one.Codings, one.Summary = codings, coding.Sum(len(one.Pairs), codings)
			}
		})
		return nil
	})
}

// SetCodeBook keeps a code book; the note lets it be undone.
func (w *Workbench) SetCodeBook(b coding.Book) {
	w.onOpen("", func(ctx context.Context) error {
		before := w.Snapshot().CodeBook
		if slices.Equal(before, b) {
			return nil
		}
		if err := w.keepCodeBook(ctx, b); err != nil {
			return err
		}
		w.note(Note{ID: "note.code_book"}, w.undo("", func(ctx context.Context) error { return w.keepCodeBook(ctx, before) }))
		return nil
	})
}

func (w *Workbench) keepCodeBook(ctx context.Context, b coding.Book) error {
	if err := w.ws.SaveCodeBook(ctx, b); err != nil {
		return err
	}
	w.change(func(s *Snapshot) { s.CodeBook = b })
	return nil
}

// SetCoder says who is coding now.
func (w *Workbench) SetCoder(name string) {
	if name = coding.CoderName(name); name != "" {
		w.do("", func(context.Context) error {
			w.change(func(s *Snapshot) { s.Coder = name })
			return nil
		})
	}
}

// PairDetail is what of a pair is kept on disk or in the log, read when it is asked for.
type PairDetail struct {
	First, Second int   // places in the log; −1: it is not there now
	Sample        int64 // 0: not of a sample
	Pair          int
	Details       [2]ContactDetail
	Agents        [2]string // by code unless names are shown
}

// ReadPair reads what of the contacts of a pair is kept on disk, by their places in the log.
func (w *Workbench) ReadPair(first, second int) {
	w.onOpen("", func(ctx context.Context) error {
		log := w.engine.Log()
		if max(first, second) >= log.Len() || min(first, second) < 0 {
			return nil
		}
		d := &PairDetail{First: first, Second: second}
		for i, place := range []int{first, second} {
			d.Details[i], d.Agents[i] = w.detail(ctx, log, place), agentOf(log, place)
		}
		w.change(func(s *Snapshot) { s.Pair = d })
		return nil
	})
}

func agentOf(log *contact.Log, place int) string {
	column := log.Column(contact.Agent)
	return column.Dict.Text(column.Codes.At(place))
}

// readSampled reads what of a pair of a sample is kept on disk, by the imports that it came with.
func (w *Workbench) readSampled(ctx context.Context, s Snapshot, sample int64, p coding.Pair) error {
	log := w.engine.Log()
	d := &PairDetail{Sample: sample, Pair: p.Number}
	places := placesOf(log, s.Batches, p.First, p.Second)
	d.First, d.Second = places[0], places[1]
	for i, c := range []coding.Contact{p.First, p.Second} {
		one := ContactDetail{Place: places[i]}
		if places[i] >= 0 {
			d.Agents[i] = agentOf(log, places[i])
		}
		for field, to := range map[contact.Field]*string{contact.FieldID: &one.ID, contact.FieldNote: &one.Note} {
			texts, err := w.ws.Texts(ctx, c.Batch, field, []int{c.Row})
			if errors.Is(err, &workspace.Error{ID: workspace.ErrNoBatch}) {
				err = &Message{ID: "pairs.import_gone", Err: err}
			}
			if one.Err = err; err != nil {
				break
			}
			*to = texts[0]
		}
		d.Details[i] = one
	}
	w.change(func(s *Snapshot) { s.Pair = d })
	return ctx.Err()
}

// placesOf gives where in a log contacts stand now, by the import they came with; −1 for one that is not in it, since
// its import was taken back or a later one has the say over it.
func placesOf(log *contact.Log, batches []workspace.Batch, contacts ...coding.Contact) []int {
	number := map[int64]int{}
	for _, b := range batches {
		if !b.TakenBack {
			number[b.ID] = len(number)
		}
	}
	places := make([]int, len(contacts))
	for i := range places {
		places[i] = -1
	}
	for place := range log.Len() {
		batch, row := log.Origin(place)
		for i, c := range contacts {
			if n, live := number[c.Batch]; live && row == c.Row && batch == n {
				places[i] = place
			}
		}
	}
	return places
}

// CauseTitle is what a cause is called.
func CauseTitle(b coding.Book, id string, l *locale.Locale) string {
	c, _ := b.Find(id)
	switch {
	case c.Title != "":
		return c.Title
	case coding.Cause{ID: id}.Builtin():
		return l.T("codebook.cause." + id)
	}
	return id
}

// CauseNote says when to use a cause.
func CauseNote(c coding.Cause, l *locale.Locale) string {
	if c.Note != "" || !c.Builtin() || c.Title != "" {
		return c.Note
	}
	return l.T("codebook.cause." + c.ID + ".note")
}
