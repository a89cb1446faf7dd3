package report

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Controlled is a trend with the limits and signals of its series.
type Controlled struct {
	repeat.Trend
	Total  figure.Control
	Groups []figure.Control // one for each of Trend.Series

	l *locale.Locale
}

// NewControlled works out the limits of a measure of every series of a trend; setup
// gives the choices for a series, for -1 those for the whole.
func NewControlled(t repeat.Trend, m figure.Measure, setup func(series int) figure.Setup, l *locale.Locale) (c Controlled, err error) {
	c.Trend, c.l = t, l
	if c.Total, err = figure.NewControl(t, t.Total, m, setup(-1)); err != nil {
		return c, err
	}
	for i, series := range t.Series {
		g, err := figure.NewControl(t, series, m, setup(i))
		if err != nil {
			return c, err
		}
		c.Groups = append(c.Groups, g)
	}
	return c, nil
}

// each gives the controls in the order of the rows of a period.
func (c Controlled) each() []figure.Control {
	if len(c.Query.By) == 0 {
		return []figure.Control{c.Total}
	}
	return c.Groups
}

// Control makes the table of a trend with its limits; signals are remarks.
func Control(c Controlled, l *locale.Locale) Table {
	t := Trend(c.Trend, l)
	kind := Percent
	if !c.Total.Measure.IsRate() {
		kind = Decimal
	}
	for _, id := range []string{"centre", "lower_limit", "upper_limit"} {
		t.Columns = append(t.Columns, Column{id, l.T("report.column." + id), kind})
	}
	all := c.each()
	for n := range t.Rows {
		r, control := &t.Rows[n], all[n%len(all)]
		i := n / len(all)
		p := control.Chart.Points[i]
		for _, x := range []float64{p.Centre, p.Low, p.High} {
			r.Cells = append(r.Cells, Cell{Number: x})
		}
		if p.Rule != spc.None {
			r.Remarks = append(r.Remarks, figure.Remark{ID: "signal", Text: figure.VerdictText(p.Verdict, l)})
		}
		if note, out := control.Setup.Note(control.Periods[i].Key); out {
			text := l.T("figure.control.excluded")
			if note != "" {
				text = l.T("figure.control.excluded.note", "note", note)
			}
			r.Remarks = append(r.Remarks, figure.Remark{ID: "excluded", Text: text})
		}
	}
	if t.Total != nil {
		none := Cell{Number: math.NaN()}
		t.Total.Cells = append(t.Total.Cells, none, none, none)
	}
	t.Notes = append(t.Notes, Note{"control", c.Total.KindText(l), c.Total.Reason(l)})
	if len(c.Query.By) == 0 {
		for i := range c.Total.Chart.Phases {
			t.Notes = append(t.Notes, Note{"phase", l.T("figure.control.phase", "n", i+1), c.Total.PhaseText(i, l)})
		}
		for _, g := range c.Total.Chart.Signals {
			t.Notes = append(t.Notes, Note{"signal", l.T("report.note.signal"), c.Total.SignalText(g, l)})
		}
		for _, s := range c.Total.Shifts {
			t.Notes = append(t.Notes, Note{"proposal", l.T("report.note.proposal"), c.Total.ProposalText(s, l)})
		}
	}
	return t
}

type signalJSON struct {
	Rule    string `json:"rule"`
	From    string `json:"from"`
	To      string `json:"to"`
	Side    string `json:"side"`
	Verdict string `json:"verdict"`
	Text    string `json:"text"`
}

type phaseJSON struct {
	From      string   `json:"from"`
	To        string   `json:"to"`
	Centre    *float64 `json:"centre"`
	BasisFrom string   `json:"basis_from"`
	BasisTo   string   `json:"basis_to"`
	Usable    int      `json:"usable"`
	SigmaZ    *float64 `json:"sigma_z"`
	Trial     bool     `json:"trial"`
}

type proposalJSON struct {
	From     string   `json:"from"`
	Date     string   `json:"date"`
	Seen     string   `json:"seen"`
	Before   *float64 `json:"before"`
	After    *float64 `json:"after"`
	Side     string   `json:"side"`
	Verdict  string   `json:"verdict"`
	Strength *float64 `json:"strength"`
	Text     string   `json:"text"`
}

type controlJSON struct {
	Key       []string       `json:"key,omitempty"`
	Measure   string         `json:"measure"`
	Kind      string         `json:"kind"`
	Reason    string         `json:"reason"`
	Why       string         `json:"why"`
	Phases    []phaseJSON    `json:"phases"`
	Signals   []signalJSON   `json:"signals"`
	Proposals []proposalJSON `json:"proposals"`
	Variation string         `json:"variation,omitempty"`
	Target    *float64       `json:"target,omitempty"`
	Assurance string         `json:"assurance,omitempty"`
	Moved     *float64       `json:"moved"`
}

// measureNames name measures in files and on the command line.
var measureNames = map[figure.Measure]string{figure.HHV: string(repeat.RepeatRate), figure.Followed: string(repeat.FollowedRate), figure.FTF: "ftf",
	figure.Volume: "contacts", figure.Handle: "handle_time", figure.Wait: "wait_time"}

// MeasureName names a measure in files and on the command line.
func MeasureName(m figure.Measure) string { return measureNames[m] }

func sideName(s int) string {
	switch {
	case s > 0:
		return "high"
	case s < 0:
		return "low"
	}
	return ""
}

func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

func (c Controlled) json(of figure.Control, key []string) controlJSON {
	at := func(i int) string { return of.Periods[i].Key }
	out := controlJSON{Key: key, Measure: MeasureName(of.Measure), Kind: figure.KindName(of.Options.Kind), Reason: of.ReasonID(), Why: of.Reason(c.l),
		Phases: []phaseJSON{}, Signals: []signalJSON{}, Proposals: []proposalJSON{}, Target: of.Target, Assurance: of.AssuranceID(), Moved: known(of.Moved())}
	for _, p := range of.Chart.Phases {
		out.Phases = append(out.Phases, phaseJSON{at(p.From), at(p.To - 1), known(p.Centre), at(p.Basis.From), at(p.Basis.To - 1), p.Usable, known(p.SigmaZ), p.Trial})
	}
	for _, g := range of.Chart.Signals {
		out.Signals = append(out.Signals, signalJSON{figure.RuleID(g.Rule), at(g.First), at(g.Last), sideName(g.Side), figure.VerdictID(g.Verdict), of.SignalText(g, c.l)})
	}
	for _, s := range of.Shifts {
		out.Proposals = append(out.Proposals, proposalJSON{at(s.At), of.Day(s.At).String(), at(s.Seen), known(s.Before), known(s.After), sideName(s.Side),
			figure.VerdictID(s.Verdict), known(s.Strength), of.ProposalText(s, c.l)})
	}
	if v := of.Chart.Variation; v.Index >= 0 {
		if out.Variation = figure.VerdictID(v.Verdict); v.Verdict == spc.Common {
			out.Variation = "common"
		}
	}
	return out
}

// MarshalJSON writes the trend as it is without limits, with the centre and the
// limits in every row, and what there is to say of the chart beside the rows; of a
// trend by a dimension also of every group.
func (c Controlled) MarshalJSON() ([]byte, error) {
	plain, err := json.Marshal(c.Trend)
	if err != nil {
		return nil, err
	}
	var parts struct {
		Definition json.RawMessage   `json:"definition"`
		Selection  json.RawMessage   `json:"selection"`
		Per        json.RawMessage   `json:"per"`
		Data       json.RawMessage   `json:"data"`
		Total      json.RawMessage   `json:"total"`
		Rows       []json.RawMessage `json:"rows"`
	}
	if err := json.Unmarshal(plain, &parts); err != nil {
		return nil, err
	}
	all := c.each()
	for n, row := range parts.Rows {
		p := all[n%len(all)].Chart.Points[n/len(all)]
		var b bytes.Buffer
		b.Write(bytes.TrimSuffix(row, []byte("}")))
		for _, f := range []struct {
			name  string
			value float64
		}{{"centre", p.Centre}, {"lower_limit", p.Low}, {"upper_limit", p.High}} {
			text := "null"
			if known(f.value) != nil {
				text = strconv.FormatFloat(f.value, 'g', -1, 64)
			}
			b.WriteString(`,"` + f.name + `":` + text)
		}
		signal, _ := json.Marshal(figure.RuleID(p.Rule)) // a text always can be written
		b.WriteString(`,"signal":` + string(signal) + `,"used":` + strconv.FormatBool(p.Used) + "}")
		parts.Rows[n] = b.Bytes()
	}
	var groups []controlJSON
	for i, g := range c.Groups {
		groups = append(groups, c.json(g, c.Series[i].Key))
	}
	return json.Marshal(struct {
		Definition json.RawMessage `json:"definition"`
		Selection  json.RawMessage `json:"selection"`
		Per        json.RawMessage `json:"per"`
		Data       json.RawMessage `json:"data"`
		Total      json.RawMessage `json:"total"`
		controlJSON
		Groups []controlJSON     `json:"groups,omitempty"`
		Rows   []json.RawMessage `json:"rows"`
	}{parts.Definition, parts.Selection, parts.Per, parts.Data, parts.Total, c.json(c.Total, nil), groups, parts.Rows})
}
