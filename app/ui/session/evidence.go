package session

import (
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/workbench"
)

// proof is something that can be evidence, by the name a person chooses it by.
type proof struct {
	name string
	make func(id kaizen.ID) kaizen.Evidence
	sel  *repeat.Selection // it is a figure of this selection, that is still to be frozen
}

// proofs lists what can be evidence: samples that were coded, charts of the facts, figures of the parts of the scope.
func (d *desk) proofs() []proof {
	var all []proof
	for _, one := range samplesOf(d) {
		all = append(all, proof{name: d.t("session.proof.pairs", "name", one.name), make: func(id kaizen.ID) kaizen.Evidence { return one.evidence(id) }})
	}
	if d.facts == nil {
		return all
	}
	for _, f := range factsOf(d) {
		if f.id == "split" {
			continue // the pairs behind it are the evidence
		}
		query := d.facts.Query
		all = append(all, proof{name: d.t("session.proof.chart", "name", f.title), make: func(id kaizen.ID) kaizen.Evidence {
			return kaizen.Evidence{ID: id, Proof: kaizen.ByChart, Text: f.title, Chart: f.id, Query: &query, At: time.Now().UTC()}
		}})
	}
	if p := d.facts.Parts; p != nil {
		for _, i := range p.Items[:min(len(p.Items), 12)] {
			if i.Ripe == 0 {
				continue
			}
			sel := d.facts.Query.Selection
			sel.Filter = slices.Clone(sel.Filter).With(repeat.Condition{By: p.Dimension, Values: i.Key})
			all = append(all, proof{name: d.t("session.proof.figure", "dimension", d.t("dimension."+string(p.Dimension)), "name", figure.Value(p.Dimension, i.Key[0], d.l)), sel: &sel})
		}
	}
	return all
}

// askEvidence asks what a cause rests on: something that is known, or what someone saw or heard.
func (c *causes) askEvidence() {
	d := c.d
	one := d.s.Cause(d.at.cause)
	if one == nil {
		return
	}
	known := d.proofs()
	var names []string
	for _, p := range known {
		names = append(names, p.name)
	}
	cause := one.ID
	add := func(make func(id kaizen.ID) kaizen.Evidence) error {
		return d.edit(func(s *kaizen.Session) {
			if one := s.Cause(cause); one != nil {
				one.Evidence = append(one.Evidence, make(s.Next()))
			}
		})
	}
	d.ask(ask{
		title:  d.t("session.ask.evidence", "text", one.Text),
		fields: []field{{label: d.t("session.field.evidence"), hint: d.t("session.field.evidence.hint"), need: true, options: func() []string { return names }}},
		done: func(x []string) error {
			for _, p := range known {
				if !strings.EqualFold(p.name, x[0]) {
					continue
				}
				if p.sel != nil {
					d.bench.Freeze(*p.sel, func(b *kaizen.Baseline) {
						if err := add(func(id kaizen.ID) kaizen.Evidence {
							return kaizen.Evidence{ID: id, Proof: kaizen.ByFigure, Figure: b, At: time.Now().UTC()}
						}); err != nil {
							d.sh.Do(func() { d.sh.Fail(err) })
						}
					})
					return nil
				}
				return add(p.make)
			}
			return add(func(id kaizen.ID) kaizen.Evidence {
				return kaizen.Evidence{ID: id, Proof: kaizen.ByText, Text: x[0], At: time.Now().UTC()}
			})
		},
	})
}

// sampled is a sample of pairs that was coded.
type sampled struct {
	name     string
	evidence func(id kaizen.ID) kaizen.Evidence
}

// samplesOf lists the samples of pairs of the workspace.
func samplesOf(d *desk) []sampled {
	var all []sampled
	for _, one := range d.n.Samples {
		sum := one.Summary
		if sum.Coded == 0 {
			continue // nobody has read them
		}
		all = append(all, sampled{one.Name, func(id kaizen.ID) kaizen.Evidence {
			ev := kaizen.Evidence{ID: id, Proof: kaizen.ByPairs, Sample: one.ID, Text: sampleText(d, one), At: time.Now().UTC()}
			for _, c := range sum.Causes {
				ev.Split = append(ev.Split, kaizen.Share{Code: c.ID, N: c.Numerator, Of: c.Denominator})
			}
			for _, p := range sum.Parties {
				if p.Numerator > 0 {
					ev.Split = append(ev.Split, kaizen.Share{Code: figure.PartyCode + p.ID, N: p.Numerator, Of: p.Denominator})
				}
			}
			return ev
		}})
	}
	return all
}

// sampleText says what a coded sample is: its pairs, who read them, how far they agree.
func sampleText(d *desk, one workbench.Sampled) string {
	text := figure.Join(one.Name, d.t("session.sample.pairs", "n", one.Summary.Pairs), d.t("session.sample.coders", "n", len(one.Summary.Coders)))
	if a := one.Summary.Agreements; len(a) > 0 && a[0].Cause.Known() {
		text = figure.Join(text, "κ "+d.l.Decimal(a[0].Cause.Value, 2))
	}
	return text
}
