package workbench

import (
	"reflect"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// Question is all that the screens ask of the log.
type Question struct {
	Definition repeat.Definition `json:"definition"`
	Selection  repeat.Selection  `json:"selection"`
	Rates      RatesView         `json:"rates"`
	Trends     TrendsView        `json:"trends"`
	Outliers   OutliersView      `json:"outliers"`
	Times      TimesView         `json:"times"`
	Flows      FlowsView         `json:"flows"`
	Chains     ChainsView        `json:"chains"`

	Beside []repeat.Definition `json:"beside,omitempty"` // set beside Definition, at most MostBeside
}

// MostBeside is how many definitions go beside the present one.
const MostBeside = repeat.MostCompared - 1

// RatesView is what the screen of repeat rates asks.
type RatesView struct {
	By      []contact.Dimension `json:"by"` // one or two
	Measure repeat.Measure      `json:"measure"`
}

// TrendsView is what the screen of trends asks.
type TrendsView struct {
	Per     contact.Dimension `json:"per"`     // day, week or month
	By      contact.Dimension `json:"by"`      // small multiples; empty for one chart
	Measure repeat.Measure    `json:"measure"` // one of [TrendMeasures]
}

// What trends show beside the rates: the number of contacts and their mean times.
const (
	Volume     = repeat.Measure(figure.Volume)
	HandleTime = repeat.Measure(figure.Handle)
	WaitTime   = repeat.Measure(figure.Wait)
)

// TrendMeasures are what trends can show; the followed rate shows as first time fix.
var TrendMeasures = []repeat.Measure{repeat.RepeatRate, repeat.FollowedRate, Volume, HandleTime, WaitTime}

// rate is the measure to ask the log for.
func (v TrendsView) rate() repeat.Measure {
	if !figure.Shown(v.Measure).IsRate() {
		return ""
	}
	return v.Measure
}

// DefaultQuestion is what a new workspace asks.
var DefaultQuestion = Question{
	Definition: repeat.Default,
	Rates:      RatesView{[]contact.Dimension{contact.Process}, repeat.RepeatRate},
	Trends:     TrendsView{contact.Week, "", repeat.RepeatRate},
	Outliers:   defaultOutliers,
	Times:      defaultTimes,
	Flows:      defaultFlows,
	Chains:     defaultChains,
}

// Query gives the query of the question by some dimensions.
func (q Question) Query(m repeat.Measure, by ...contact.Dimension) repeat.Query {
	return repeat.Query{Definition: q.Definition, Selection: q.Selection, By: by, Measure: m}
}

// TrendsQuery is the query behind the trends.
func (q Question) TrendsQuery() repeat.Query {
	var by []contact.Dimension
	if q.Trends.By != "" {
		by = append(by, q.Trends.By)
	}
	return q.Query(q.Trends.rate(), by...)
}

// RatesQuery is the query behind the table of repeat rates.
func (q Question) RatesQuery() repeat.Query { return q.Query(q.Rates.Measure, q.Rates.By...) }

// check gives the question, or the default in place of any part that makes no sense:
// it may have been saved by an older or newer program.
func (q Question) check() Question {
	if q.RatesQuery().Check() != nil || len(q.Rates.By) < 1 || len(q.Rates.By) > 2 {
		q.Rates = DefaultQuestion.Rates
	}
	if q.Query(q.Rates.Measure).Check() != nil {
		q.Definition, q.Selection = DefaultQuestion.Definition, repeat.Selection{}
	}
	if !contact.IsPeriod(q.Trends.Per) || (q.Trends.By != "" && !contact.Known(q.Trends.By)) ||
		!slices.Contains(TrendMeasures, q.Trends.Measure) {
		q.Trends = DefaultQuestion.Trends
	}
	q.Beside = slices.DeleteFunc(slices.Clone(q.Beside), func(d repeat.Definition) bool { return d.Check() != nil })
	if len(q.Beside) == 0 {
		q.Beside = nil // as it is read back
	}
	q.Beside = q.Beside[:min(len(q.Beside), MostBeside)]
	if !q.Outliers.ok() {
		q.Outliers = defaultOutliers
	}
	if !q.Times.ok() {
		q.Times = defaultTimes
	}
	if !q.Flows.ok() {
		q.Flows = defaultFlows
	}
	if !q.Chains.ok() {
		q.Chains = defaultChains
	}
	return q
}

// sameButWindow reports whether the curve of one question serves the other.
func sameButWindow(a, b Question) bool {
	a.Definition.Window, b.Definition.Window = 0, 0
	return reflect.DeepEqual(a.Definition, b.Definition) && reflect.DeepEqual(a.Selection, b.Selection)
}

func sameQuestion(a, b Question) bool { return reflect.DeepEqual(a, b) }

// on gives the question with rates by the first dimension that the log has values
// of: an export without processes is asked by reason.
func (q Question) on(e *repeat.Engine) Question {
	for _, d := range TopDimensions {
		if len(e.Values(d)) > 1 {
			q.Outliers.Begin = d
			break
		}
	}
	for _, d := range []contact.Dimension{contact.Third, contact.Team, contact.Reason, contact.Process} {
		if len(e.Values(d)) > 1 {
			q.Outliers.By = d
			break
		}
	}
	q.Times.By = ""
	for _, d := range TimesDimensions {
		if len(e.Values(d)) > 1 {
			q.Times.By = d
			break
		}
	}
	for _, d := range []contact.Dimension{contact.Process, contact.Reason, contact.Channel, contact.Third, contact.Team} {
		if len(e.Values(d)) > 1 {
			q.Flows.By = d
			break
		}
	}
	for _, d := range append(slices.Clone(TopDimensions), contact.Team, contact.Channel) {
		if len(e.Values(d)) > 1 {
			q.Rates.By = []contact.Dimension{d}
			return q
		}
	}
	return q
}
