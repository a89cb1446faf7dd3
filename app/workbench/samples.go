package workbench

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
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
		codes, err := AgentCodes(ctx, w.ws, nil)
		if err != nil {
			return err
		}
		// A sample outlives the showing of names: agents that it was asked by go by code in it, whatever is shown now.
		sample.Query.Selection.Filter = recoded(sample.Query.Selection.Filter, codes)
		sample.Query.Definition.Eligible = recoded(sample.Query.Definition.Eligible, codes)
		sample.Options.Other = recoded(sample.Options.Other, codes)
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
		w.askSample(id)
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

// InHand is the sample that is looked at, and the pair of it that is being read.
type InHand struct {
	Sample int64 // 0: none
	Pair   int   // its number; 0: the sample as a whole
	Differ bool  // going through what people differ on, to settle it
}

// ShowSample leads to a sample, on the screen of pairs.
func (w *Workbench) ShowSample(id int64) {
	w.onOpen("", func(context.Context) error {
		w.askSample(id)
		return nil
	})
}

func (w *Workbench) askSample(id int64) {
	w.lists++
	n := w.lists
	w.change(func(s *Snapshot) {
		if s.Sample(id) != nil {
			s.InHand, s.PairsAsked = InHand{Sample: id}, PairsAsked{n, PairsSamples}
		}
	})
}

// PairsForSample leads to the pairs that a sample can be drawn from.
func (w *Workbench) PairsForSample() {
	w.onOpen("", func(context.Context) error {
		w.lists++
		n := w.lists
		w.change(func(s *Snapshot) { s.PairsAsked = PairsAsked{n, PairsList} })
		return nil
	})
}

// TakeSample takes a pair of a sample in hand, or with pair 0 the sample as a whole.
func (w *Workbench) TakeSample(h InHand) {
	w.onOpen("", func(ctx context.Context) error { return w.takePair(ctx, h) })
}

func (w *Workbench) takePair(ctx context.Context, h InHand) error {
	w.change(func(s *Snapshot) { s.InHand = h })
	s := w.Snapshot()
	if one := s.Sample(h.Sample); one != nil {
		if p, ok := one.Pair(h.Pair); ok {
			return w.readSampled(ctx, s, h.Sample, p)
		}
	}
	return nil
}

// Route gives the numbers of the pairs that are gone through, in order.
func (s *Sampled) Route(differ bool) []int {
	if differ {
		return s.Summary.Contested
	}
	all := make([]int, len(s.Pairs))
	for i := range all {
		all[i] = i + 1
	}
	return all
}

// Open reports whether something is still to be said of a pair: by a person, or together when differences are settled.
func (s *Sampled) Open(pair int, coder string, differ bool) bool {
	if differ {
		return slices.Contains(s.Summary.Disputed, pair)
	}
	return !s.Said(pair, coder).Done()
}

// StepSample goes to the next pair (step 1) or the one before (−1). With open it goes on to the nearest that the coder
// has not done.
func (w *Workbench) StepSample(step int, open bool) {
	w.onOpen("", func(ctx context.Context) error {
		s := w.Snapshot()
		one := s.Sample(s.InHand.Sample)
		if one == nil || s.InHand.Pair == 0 {
			return nil
		}
		route := one.Route(s.InHand.Differ)
		for i := slices.Index(route, s.InHand.Pair) + step; i >= 0 && i < len(route); i += step {
			if open && !one.Open(route[i], s.Coder, s.InHand.Differ) {
				continue
			}
			h := s.InHand
			h.Pair = route[i]
			return w.takePair(ctx, h)
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
func (w *Workbench) readSampled(ctx context.Context, s *Snapshot, sample int64, p coding.Pair) error {
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

// ExportCodings writes what was said of a sample to a file, CSV or XLSX by its name; notes only when asked.
func (w *Workbench) ExportCodings(path string, sample int64, notes bool, l *locale.Locale) {
	w.onOpen("task.exporting", func(context.Context) error {
		s := w.Snapshot()
		one := s.Sample(sample)
		if one == nil {
			return nil
		}
		return w.saveTable(path, report.Codings(one.Sample, one.Codings, s.CodeBook, notes, l), l)
	})
}

// SaveForm writes a form to code a sample on paper as a PDF; notes and contact numbers only when asked.
func (w *Workbench) SaveForm(path string, sample int64, notes, ids bool, l *locale.Locale) {
	w.onOpen("task.exporting", func(ctx context.Context) error {
		s := w.Snapshot()
		one := s.Sample(sample)
		if one == nil {
			return nil
		}
		f := report.CodingForm{Sample: one.Sample, Book: s.CodeBook}
		var err error
		if notes {
			if f.Notes, err = w.sampleTexts(ctx, one.Sample, contact.FieldNote); err != nil {
				return err
			}
		}
		if ids {
			if f.IDs, err = w.sampleTexts(ctx, one.Sample, contact.FieldID); err != nil {
				return err
			}
		}
		if err = report.Save(path, func(out io.Writer) error { return f.Write(out, l) }); err == nil {
			w.note(Note{ID: "note.exported", Args: []any{"file", filepath.Base(path)}}, nil)
		}
		return err
	})
}

// sampleTexts reads the notes or ids of the contacts of a sample, first and second of each pair; those of imports that
// are gone are empty.
func (w *Workbench) sampleTexts(ctx context.Context, s coding.Sample, field contact.Field) ([][2]string, error) {
	out := make([][2]string, len(s.Pairs))
	rows, at := map[int64][]int{}, map[int64][][2]int{}
	for i, p := range s.Pairs {
		for side, c := range []coding.Contact{p.First, p.Second} {
			rows[c.Batch], at[c.Batch] = append(rows[c.Batch], c.Row), append(at[c.Batch], [2]int{i, side})
		}
	}
	for batch, list := range rows {
		texts, err := w.ws.Texts(ctx, batch, field, list)
		if errors.Is(err, &workspace.Error{ID: workspace.ErrNoBatch}) {
			continue
		} else if err != nil {
			return nil, err
		}
		for k, place := range at[batch] {
			out[place[0]][place[1]] = texts[k]
		}
	}
	return out, nil
}
