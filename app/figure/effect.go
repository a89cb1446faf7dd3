package figure

import (
	"math"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// Effect is what is known of the effect of an action, with what it is worth.
type Effect struct {
	effect.Result
	Cost  effect.Range // euros a contact, as a range; NaN where the catalogue has none for at least half of the contacts
	Euros effect.Range // saved a month; below 0: more is spent. NaN without a cost or an effect
}

// NewEffect adds what contacts cost, from a catalogue that may be nil. spread is how far a cost may be off: 0.2 for ± 20 %.
func NewEffect(r effect.Result, c *contact.Catalogue, spread float64) Effect {
	nan := effect.Range{Low: math.NaN(), High: math.NaN()}
	e := Effect{Result: r, Cost: nan, Euros: nan}
	if c.Empty() {
		return e
	}
	known := c.Lookup()
	all, costed, sum := 0, 0, 0.0
	for _, m := range r.Reasons {
		all += m.Contacts
		entry := known.Reason(m.Reason)
		if entry.Process == "" {
			entry.Process = m.Process
		}
		if _, cost := known.Amounts(entry); cost.Known {
			costed += m.Contacts
			sum += float64(m.Contacts) * cost.Value
		}
	}
	if costed == 0 || 2*costed < all {
		return e
	}
	cost := sum / float64(costed)
	e.Cost = effect.Range{Low: cost * (1 - spread), High: cost * (1 + spread)}
	if !math.IsNaN(r.Saved.Low) {
		// The lowest of contacts at the cost that makes it lowest; a loss is largest at the highest cost.
		e.Euros = effect.Range{
			Low:  min(r.Saved.Low*e.Cost.Low, r.Saved.Low*e.Cost.High),
			High: max(r.Saved.High*e.Cost.Low, r.Saved.High*e.Cost.High),
		}
	}
	return e
}

// verdicts are the words of the register for those of the analysis.
var verdicts = map[effect.Verdict]kaizen.Verdict{effect.Lower: kaizen.Lower, effect.Higher: kaizen.Higher,
	effect.NoChange: kaizen.NoShift, effect.TooEarly: kaizen.Early}

// Finding gives the effect as a check of the register keeps it.
func (e Effect) Finding(by string, at time.Time) kaizen.Finding {
	f := kaizen.Finding{
		At: at.UTC().Truncate(time.Second), By: by, Verdict: verdicts[e.Verdict], Definition: e.Definition,
		Before: kaizen.FigureOf(rateOf(e.Before)), After: kaizen.FigureOf(rateOf(e.After)),
		BeforeDays: kaizen.Days{From: e.Before.From, To: e.Before.To}, AfterDays: kaizen.Days{From: e.After.From, To: e.After.To},
		DataTo: e.DataTo, Method: string(e.Method),
	}
	known := func(x float64) *float64 {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil
		}
		return &x
	}
	f.Difference, f.Low, f.High = known(e.Result.Effect.Value), known(e.Result.Effect.Low), known(e.Result.Effect.High)
	f.ContactsLow, f.ContactsHigh = known(e.Saved.Low), known(e.Saved.High)
	f.EurosLow, f.EurosHigh = known(e.Euros.Low), known(e.Euros.High)
	return f
}

func rateOf(s effect.Side) repeat.Rate { return repeat.NewRate(s.Followed, s.Ripe) }

// Tone says in one word how a verdict is to be shown: "good", "bad", "" for neither.
func (e Effect) Tone() string { return verdictTone(verdicts[e.Verdict]) }

func verdictTone(v kaizen.Verdict) string {
	return map[kaizen.Verdict]string{kaizen.Lower: "good", kaizen.Higher: "bad"}[v]
}

// VerdictText says in a few words what was found, for a card or a row: "lager: −4,2 pt", "te vroeg: nog 312 contacten, tot
// ongeveer 3 aug 2026".
func (e Effect) VerdictText(l *locale.Locale) string {
	switch e.Verdict {
	case effect.Lower, effect.Higher:
		return l.T("effect.verdict."+string(e.Verdict), "points", l.Points(e.Result.Effect.Value))
	case effect.NoChange:
		return l.T("effect.verdict.no_difference")
	}
	switch {
	case e.Why == effect.WhyNotStarted && e.Study.Start.Time().After(e.DataTo):
		return l.T("effect.early.starts", "date", l.Date(e.Study.Start.Time()))
	case e.Why == effect.WhyMore && e.When.IsZero():
		return l.T("effect.early.more", "n", e.More)
	case e.Why == effect.WhyMore:
		return l.T("effect.early.until", "n", e.More, "date", l.Date(e.When))
	case e.Why == effect.WhyFirstDays:
		return l.T("effect.early.first_days", "n", e.After.Ripe)
	}
	return l.T("effect.early." + string(e.Why))
}

// VerdictName is the verdict alone: "lager", "geen verschil aangetoond".
func (e Effect) VerdictName(l *locale.Locale) string { return l.T("effect.name." + string(e.Verdict)) }

// VerdictMeans says what the verdict means, for tooltips.
func (e Effect) VerdictMeans(l *locale.Locale) string {
	return l.T("effect.means." + string(e.Verdict))
}

// pointsRange writes an interval of points: "−6,1 tot −2,3 pt".
func pointsRange(low, high float64, l *locale.Locale) string {
	return l.T("effect.range", "low", strings.TrimSuffix(l.Points(low), " pt"), "high", l.Points(high))
}

// DifferenceText writes a difference with its interval: "−4,2 pt (−6,1 tot −2,3 pt)".
func DifferenceText(d effect.Difference, l *locale.Locale) string {
	if !d.Known() {
		return "–"
	}
	return l.T("effect.difference", "points", l.Points(d.Value), "range", pointsRange(d.Low, d.High, l))
}

// SavedText says what is saved a month, as a range: "21 tot 34 contacten, € 105 tot € 250"; empty without an effect.
func (e Effect) SavedText(l *locale.Locale) string {
	if math.IsNaN(e.Saved.Low) {
		return ""
	}
	text := savedText("contacts", e.Saved.Low, e.Saved.High, l)
	if !math.IsNaN(e.Euros.Low) {
		text = l.T("effect.saved.both", "contacts", text, "euros", savedText("euros", e.Euros.Low, e.Euros.High, l))
	}
	return text
}

// savedText says a range of contacts or euros that are saved, that come on top, or that may be either.
func savedText(what string, low, high float64, l *locale.Locale) string {
	a, b := int(math.Round(low)), int(math.Round(high))
	id := "effect.saved." + what
	switch {
	case a >= 0:
		return l.T(id+".less", "low", a, "high", b)
	case b <= 0:
		return l.T(id+".more", "low", -b, "high", -a)
	}
	return l.T(id+".either", "more", -a, "less", b)
}

// Fact is one thing to know of an effect, under a short name.
type Fact struct{ ID, Label, Text string }

// Facts says all there is to know of an effect, line by line, for a panel, a page or a file.
func (e Effect) Facts(l *locale.Locale) []Fact {
	var list []Fact
	add := func(id, text string) {
		if text != "" {
			list = append(list, Fact{id, l.T("effect.fact." + id), text})
		}
	}
	add("before", Join(sideText(e.Before, l), e.leftOut(l)))
	add("after", Join(sideText(e.After, l), e.rollout(l)))
	add("difference", e.differenceLine(l))
	add("others", e.othersText(l))
	add("series", e.seriesText(l))
	add("enough", e.enoughText(l))
	if e.Verdict != effect.TooEarly || e.Why == effect.WhyMore {
		add("saved", e.SavedText(l))
	}
	for _, d := range e.Doubts {
		add("doubt", e.doubtText(d, l))
	}
	if e.Result.Effect.Known() {
		add("spread", e.spreadText(l))
	}
	add("scope", SelectionText(e.Study.Scope, l))
	add("definition", DefinitionText(e.Definition, l))
	add("data", DataText(repeat.Data{From: e.DataFrom, To: e.DataTo}, l))
	return list
}

// sideText: "31,2 % (28,6 – 33,9) · 380 van 1.217 · 17 mrt – 14 sep 2025".
func sideText(s effect.Side, l *locale.Locale) string {
	r := rateOf(s)
	days := ""
	if !s.IsZero() {
		days = l.Period(s.From.Time(), s.To.Time())
	}
	if r.Few() {
		return Join(l.T("effect.few", "n", r.Denominator), days)
	}
	return Join(l.T("effect.rate", "rate", l.Percent(r.Value), "interval", l.Interval(r.Low, r.High)), Of(r, l), days)
}

// leftOut says which days before do not count, because the scope was picked on them; empty when all do.
func (e Effect) leftOut(l *locale.Locale) string {
	p, b := e.Study.Picked, e.Before.Days
	if p.IsZero() || b.IsZero() || e.Has(effect.PickedBaseline) || p.To.Time().Before(b.From.Time()) || p.From.Time().After(b.To.Time()) {
		return ""
	}
	from, to := p.From.Time(), p.To.Time()
	if from.Before(b.From.Time()) {
		from = b.From.Time()
	}
	return l.T("effect.left_out", "days", l.Period(from, to))
}

// rollout says which days count for neither side; empty when there are none.
func (e Effect) rollout(l *locale.Locale) string {
	if !e.Study.Full.Time().After(e.Study.Start.Time()) {
		return ""
	}
	return l.T("effect.rollout", "days", l.Period(e.Study.Start.Time(), e.Study.Full.AddDays(-1).Time()))
}

func (e Effect) differenceLine(l *locale.Locale) string {
	d := e.Result.Effect
	if !d.Known() {
		return ""
	}
	text := DifferenceText(d, l)
	if e.Method == effect.AgainstOthers {
		return l.T("effect.against.others", "difference", text, "crude", l.Points(e.Crude.Value))
	}
	if mixed := e.Adjusted - rateOf(e.Before).Value; math.Abs(mixed) >= 0.0005 {
		if e.Has(effect.PickedBaseline) {
			return l.T("effect.against.picked", "difference", text, "rate", l.Percent(e.Adjusted))
		}
		return l.T("effect.against.mix", "difference", text, "rate", l.Percent(e.Adjusted))
	}
	return text
}

func (e Effect) othersText(l *locale.Locale) string {
	o := e.Others
	if o == nil {
		if !e.Result.Effect.Known() {
			return ""
		}
		return l.T("effect.others.none")
	}
	return l.T("effect.others", "other", l.T("effect.other."+string(o.By)), "before", l.Percent(o.Before.Rate()), "after", l.Percent(o.After.Rate()),
		"n", o.Before.Ripe+o.After.Ripe, "change", l.Points(o.Change))
}

func (e Effect) seriesText(l *locale.Locale) string {
	s := e.Series
	if s == nil {
		return ""
	}
	text := l.T("effect.series", "before", s.Before, "after", s.After, "mean", DifferenceText(s.Mean, l), "step", DifferenceText(s.Step, l))
	if s.Seasonal {
		text += " " + l.T("effect.series.seasonal")
	}
	return text
}

// enoughText says what change these contacts could have shown, and when there are enough.
func (e Effect) enoughText(l *locale.Locale) string {
	var text string
	switch {
	case math.IsNaN(e.Smallest):
	case math.IsInf(e.Smallest, 1):
		text = l.T("effect.smallest.none")
	default:
		text = l.T("effect.smallest", "points", sizeText(e.Smallest, l), "looked", sizeText(e.LookedFor, l))
	}
	also := ""
	switch {
	case e.Beyond:
		also = l.T("effect.enough.beyond", "looked", sizeText(e.LookedFor, l), "of", e.Enough)
	case e.More > 0 && !e.When.IsZero():
		also = l.T("effect.enough.when", "n", e.More, "of", e.Enough, "date", l.Date(e.When))
	case e.More > 0:
		also = l.T("effect.enough.more", "n", e.More, "of", e.Enough)
	}
	switch {
	case text == "":
		return also
	case also == "":
		return text
	}
	return text + " " + also
}

// sizeText writes a size without a sign: "5,4 pt".
func sizeText(x float64, l *locale.Locale) string {
	return l.T("effect.points", "points", l.Decimal(100*x, 1))
}

func (e Effect) doubtText(d effect.Doubt, l *locale.Locale) string {
	switch d {
	case effect.OthersToo:
		return l.T("effect.doubt.others_too")
	case effect.PickedBaseline:
		return l.T("effect.doubt.picked_baseline", "rate", l.Percent(e.Adjusted))
	case effect.ShortBaseline:
		return l.T("effect.doubt.short_baseline", "n", e.Before.Over)
	}
	return l.T("effect.doubt." + string(d))
}

// spreadText says by how much the interval is wider than chance alone would have it.
func (e Effect) spreadText(l *locale.Locale) string {
	wider := math.Sqrt(e.Spread.Used)
	if wider < 1.005 || e.Spread.By == "" {
		return l.T("effect.spread.none")
	}
	return l.T("effect.spread."+string(e.Spread.By), "times", l.Decimal(wider, 2))
}

// FindingText says in a line what a check found, as it was then.
func FindingText(f kaizen.Finding, l *locale.Locale) string {
	text := l.T("kaizen.verdict." + string(f.Verdict))
	if f.Difference != nil && f.Low != nil && f.High != nil {
		text += ": " + DifferenceText(effect.Difference{Value: *f.Difference, Low: *f.Low, High: *f.High}, l)
	}
	before, after := f.Before.Rate(), f.After.Rate()
	if before.Known() && after.Known() {
		text = Join(text, l.T("effect.finding.rates", "before", l.Percent(before.Value), "after", l.Percent(after.Value)))
	}
	if f.ContactsLow != nil && f.ContactsHigh != nil && (f.Verdict == kaizen.Lower || f.Verdict == kaizen.Higher) {
		saved := savedText("contacts", *f.ContactsLow, *f.ContactsHigh, l)
		if f.EurosLow != nil && f.EurosHigh != nil {
			saved = l.T("effect.saved.both", "contacts", saved, "euros", savedText("euros", *f.EurosLow, *f.EurosHigh, l))
		}
		text = Join(text, saved)
	}
	return text
}
