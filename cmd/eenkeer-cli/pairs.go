package main

import (
	"math"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// pairsFlags ask for pairs.
type pairsFlags struct {
	question questionFlags
	mapping  mappingFlags
	by       string
	ripe     bool
	second   []string
	same     []string
	other    []string
	search   string
	sort     string
	desc     bool
	sample   int
	seed     uint64
	strata   string
	file     report.PairsOptions
}

// pairsCommand prints the pairs of a selection, a line a pair: all of them, or a random sample that the same seed
// gives again. Customers go by number and notes stay where they are, unless they are asked for.
func (s *session) pairsCommand() *cobra.Command {
	var f pairsFlags
	c := &cobra.Command{
		Use: "pairs WORKSPACE", Short: s.l.T("cli.pairs.short"), Long: s.l.T("cli.pairs.long"),
		Example: "  eenkeer-cli pairs week.eenkeer --sample 50 --seed 7 --format csv\n  eenkeer-cli pairs week.eenkeer --where reason=Nota --second reason=Aanmaning --other-in agent\n  eenkeer-cli pairs week.eenkeer --by second --sort between --notes --format json",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags := c.Flags()
	flags.IntVar(&f.sample, "sample", 0, s.l.T("cli.pairs.sample"))
	flags.Uint64Var(&f.seed, "seed", 1, s.l.T("cli.pairs.seed"))
	flags.StringVar(&f.strata, "strata", string(contact.Reason), s.l.T("cli.pairs.strata"))
	flags.StringVar(&f.by, "by", string(repeat.ByFirst), s.l.T("cli.pairs.by"))
	flags.BoolVar(&f.ripe, "ripe", false, s.l.T("cli.pairs.ripe"))
	flags.StringArrayVar(&f.second, "second", nil, s.l.T("cli.pairs.second"))
	flags.StringArrayVar(&f.same, "same-in", nil, s.l.T("cli.pairs.same"))
	flags.StringArrayVar(&f.other, "other-in", nil, s.l.T("cli.pairs.other"))
	flags.StringVar(&f.search, "search", "", s.l.T("cli.pairs.search"))
	flags.StringVar(&f.sort, "sort", "", s.l.T("cli.pairs.sort"))
	flags.BoolVar(&f.desc, "desc", false, s.l.T("cli.pairs.desc"))
	flags.BoolVar(&f.file.Keys, "keys", false, s.l.T("cli.pairs.keys"))
	flags.BoolVar(&f.file.Notes, "notes", false, s.l.T("cli.pairs.notes"))
	for name, to := range map[string]*bool{"with-keys": &f.file.Keys, "with-notes": &f.file.Notes} { // as contacts calls them
		flags.BoolVar(to, name, false, "")
		flags.Lookup(name).Hidden = true
	}
	f.question.addWithoutMeasure(c, s)
	f.mapping.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		q, o, err := f.read(c, s)
		if err != nil {
			return err
		}
		src, err := s.open(c, args[0], &f.mapping, f.question.definition, &q)
		if err != nil {
			return err
		}
		defer src.close()
		if f.file.Notes && src.ws == nil {
			return s.usage(c, "cli.usage.pair_notes_of_file")
		}
		p, err := src.engine.Pairs(c.Context(), q, o)
		if err != nil {
			return err
		}
		var sample *repeat.Sample
		if f.sample > 0 {
			drawn, err := p.Sample(f.sample, contact.Dimension(f.strata), f.seed)
			if err != nil {
				return err
			}
			sample, f.file.Only = &drawn, drawn.Places
		}
		if s.format == formatJSON {
			v, err := f.json(c, s, src, p, sample)
			if err != nil {
				return err
			}
			return s.json(v)
		}
		t, err := workbench.PairsTable(c.Context(), src.ws, p, f.file, s.l)
		if err != nil {
			return err
		}
		if sample != nil {
			t.Notes = slices.Insert(t.Notes, 0, report.Note{ID: report.NoteSample, Label: s.l.T("report.note." + report.NoteSample), Text: figure.DrawnText(len(sample.Places), p.Len(), f.seed, contact.Dimension(f.strata), s.l)})
			t.Behind = append(t.Behind, report.NoteSample)
		}
		return s.table(t)
	}
	return c
}

// read reads the flags.
func (f *pairsFlags) read(c *cobra.Command, s *session) (q repeat.Query, o repeat.PairOptions, err error) {
	switch {
	case c.Flags().Changed("measure"):
		return q, o, s.usage(c, "cli.usage.pairs_measure")
	case f.by != string(repeat.ByFirst) && f.by != string(repeat.BySecond):
		return q, o, s.usage(c, "cli.usage.choice", "flag", "by", "value", f.by, "choices", s.choice(string(repeat.ByFirst), string(repeat.BySecond)))
	case f.sample < 0 || c.Flags().Changed("sample") && f.sample == 0:
		return q, o, s.usage(c, "cli.usage.sample", "value", f.sample)
	}
	for _, flag := range []string{"seed", "strata"} {
		if c.Flags().Changed(flag) && f.sample == 0 {
			return q, o, s.usage(c, "cli.usage.goes_with", "flag", flag, "with", "sample")
		}
	}
	if f.strata == "none" {
		f.strata = ""
	} else if _, err := s.storedDimension(c, "strata", f.strata); err != nil {
		return q, o, err
	}
	if q, err = f.question.query(c, s); err != nil {
		return q, o, err
	}
	o = repeat.PairOptions{By: repeat.CountedBy(f.by), Ripe: f.ripe, Search: f.search, Sort: f.sort, Desc: f.desc}
	for _, text := range f.second {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return q, o, s.usage(c, "cli.usage.pair", "flag", "second", "value", text)
		}
		d, err := dimension(c, s, name)
		if err != nil {
			return q, o, err
		}
		o.Other = either(o.Other, d, value)
	}
	for _, likeness := range []struct {
		flag  string
		names []string
		same  bool
	}{{"same-in", f.same, true}, {"other-in", f.other, false}} {
		for _, name := range likeness.names {
			d, err := s.storedDimension(c, likeness.flag, name)
			if err != nil {
				return q, o, err
			}
			o.Alike = append(o.Alike, repeat.Likeness{By: d, Same: likeness.same})
		}
	}
	if !slices.Contains(pairSorts, f.sort) {
		side, d, _ := strings.Cut(f.sort, ".")
		if side != "first" && side != "second" || contact.StoredIndex(contact.Dimension(d)) < 0 {
			return q, o, s.usage(c, "cli.usage.choice", "flag", "sort", "value", f.sort, "choices", s.choice(append(slices.Clone(pairSorts[1:]), "first.DIMENSION", "second.DIMENSION")...))
		}
	}
	return q, o, nil
}

// pairSorts are the orders besides those by a dimension of a contact.
var pairSorts = []string{"", repeat.SortPairTime, repeat.SortSecondAt, repeat.SortBetween, repeat.SortOwner}

// storedDimension reads a dimension that contacts have of themselves.
func (s *session) storedDimension(c *cobra.Command, flag, name string) (contact.Dimension, error) {
	d := contact.Dimension(strings.TrimSpace(name))
	if contact.StoredIndex(d) >= 0 {
		return d, nil
	}
	choices := make([]string, len(contact.Stored))
	for i, one := range contact.Stored {
		choices[i] = string(one)
	}
	return "", s.usage(c, "cli.usage.choice", "flag", flag, "value", name, "choices", s.choice(choices...))
}

type pairsJSON struct {
	Definition repeat.Definition  `json:"definition"`
	Selection  repeat.Selection   `json:"selection"`
	Options    repeat.PairOptions `json:"options"`
	Data       repeat.Data        `json:"data"`
	Pairs      int                `json:"pairs"`    // there are
	Ripe       int                `json:"ripe"`     // of those that selection and second let through
	Personal   string             `json:"personal"` // what personal data the rows hold
	Sample     *sampleJSON        `json:"sample,omitempty"`
	Rows       []pairJSON         `json:"rows"`
}

type sampleJSON struct {
	Seed   uint64           `json:"seed"`
	By     string           `json:"by"` // the dimension of the strata, of the first contact; empty: none
	Strata []repeat.Stratum `json:"strata"`
}

type pairJSON struct {
	Customer     uint32   `json:"customer"` // a number within these data
	Key          string   `json:"key,omitempty"`
	First        sideJSON `json:"first"`
	Second       sideJSON `json:"second"`
	HoursBetween float64  `json:"hours_between"`
	SameAgent    *bool    `json:"same_agent"` // null: not known
	SameChannel  *bool    `json:"same_channel"`
}

type sideJSON struct {
	Index      int    `json:"index"` // in the log
	Time       string `json:"time"`
	Process    string `json:"process"`
	Reason     string `json:"reason"`
	ThirdParty string `json:"third_party"`
	Team       string `json:"team"`
	Agent      string `json:"agent"`
	Channel    string `json:"channel"`
	Direction  string `json:"direction"`
	Outcome    string `json:"outcome"`
	Note       string `json:"note,omitempty"`
}

// json gives the pairs as the command line promises them.
func (f *pairsFlags) json(c *cobra.Command, s *session, src *source, p *repeat.Pairs, sample *repeat.Sample) (pairsJSON, error) {
	o := f.file
	t, err := workbench.PairsTable(c.Context(), src.ws, p, report.PairsOptions{Keys: o.Keys, Notes: o.Notes, Only: []int{}}, s.l)
	if err != nil {
		return pairsJSON{}, err
	}
	out := pairsJSON{Definition: p.Query.Definition, Selection: p.Query.Selection, Options: p.Options, Pairs: p.Len(), Ripe: p.Ripe, Personal: t.Note(report.NotePersonal), Rows: []pairJSON{}}
	if out.Data, err = src.engine.Data(c.Context(), p.Query); err != nil {
		return pairsJSON{}, err
	}
	places := o.Only
	if sample != nil {
		out.Sample = &sampleJSON{f.seed, f.strata, sample.Strata}
	} else {
		places = make([]int, p.Len())
		for i := range places {
			places[i] = i
		}
	}
	var notes []string
	if o.Notes {
		var at []int
		for _, i := range places {
			first, second := p.Places(i)
			at = append(at, first, second)
		}
		if notes, err = workbench.ContactTexts(c.Context(), src.ws, p.Log(), contact.FieldNote, at); err != nil {
			return pairsJSON{}, err
		}
	}
	for k, i := range places {
		one := p.At(i)
		row := pairJSON{Customer: one.First.Customer, First: side(one.First), Second: side(one.Second), HoursBetween: math.Round(one.Between.Hours()*1e4) / 1e4}
		if o.Keys {
			row.Key = p.Key(one)
		}
		if notes != nil {
			row.First.Note, row.Second.Note = notes[2*k], notes[2*k+1]
		}
		for d, to := range map[contact.Dimension]**bool{contact.Agent: &row.SameAgent, contact.Channel: &row.SameChannel} {
			if same, known := one.Alike(d); known {
				*to = &same
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out, c.Context().Err()
}

func side(c repeat.Contact) sideJSON {
	return sideJSON{Index: c.Place, Time: wallClock(c.Time), Process: c.Value(contact.Process), Reason: c.Value(contact.Reason), ThirdParty: c.Value(contact.Third),
		Team: c.Value(contact.Team), Agent: c.Value(contact.Agent), Channel: c.Value(contact.Channel), Direction: c.Value(contact.Direction), Outcome: c.Value(contact.Outcome)}
}
