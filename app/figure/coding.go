package figure

import (
	"strconv"

	"eenkeer/analysis/association"
	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"
)

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

// PartyTitle is what a party is called.
func PartyTitle(p coding.Party, l *locale.Locale) string { return l.T("codebook.party." + string(p)) }

// SampleText says how a sample was drawn: "50 paren van 1.204, startgetal 7, naar verhouding van contactreden".
func SampleText(s coding.Sample, l *locale.Locale) string {
	return DrawnText(len(s.Pairs), s.Of, s.Seed, s.By, l)
}

// DrawnText says how n pairs were drawn of some; by names the strata.
func DrawnText(n, of int, seed uint64, by contact.Dimension, l *locale.Locale) string {
	strata := l.T("samples.strata.none")
	if by != "" {
		strata = l.T("samples.strata", "what", l.T("dimension."+string(by)))
	}
	return l.T("samples.what", "n", n, "of", l.Int(of), "seed", strconv.FormatUint(seed, 10), "strata", strata)
}

// KappaText says how far two people agree: "κ 0,61 (0,44 – 0,78) · 38 van 50 gelijk".
func KappaText(k association.Kappa, l *locale.Locale) string {
	if !k.Known() {
		return l.T("samples.kappa.unknown", "x", k.Agreed, "n", k.N)
	}
	if k.Low == k.High { // agreed throughout: the sample tells nothing of how far it may be off
		return l.T("samples.kappa.whole", "kappa", l.Decimal(k.Value, 2), "x", k.Agreed, "n", k.N)
	}
	return l.T("samples.kappa.line", "kappa", l.Decimal(k.Value, 2), "interval", l.Decimal(k.Low, 2)+" – "+l.Decimal(k.High, 2), "x", k.Agreed, "n", k.N)
}

// fewAgreed is how many pairs two people must both have judged before anything is said of how far they agree.
const fewAgreed = 10

// KappaVerdict says in words what agreement means; the borders are those that Landis
// and Koch 1977 gave for fair and substantial.
func KappaVerdict(k association.Kappa, l *locale.Locale) string {
	switch {
	case k.N < fewAgreed || !k.Known():
		return l.T("samples.kappa.few")
	case k.Value < 0.4:
		return l.T("samples.kappa.poor")
	case k.Value < 0.6:
		return l.T("samples.kappa.fair")
	}
	return l.T("samples.kappa.good")
}
