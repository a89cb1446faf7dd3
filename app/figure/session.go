package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// BoneThird is the code of the bone for what a third party causes, beside those of the code book.
const BoneThird = string(coding.ThirdParty)

// CodeName gives the name of a bone's code: one of the code book, or the third party.
func CodeName(book coding.Book, code string, l *locale.Locale) string {
	if code == BoneThird {
		return l.T("session.bone.third")
	}
	return CauseTitle(book, code, l)
}

// BoneName gives the name of a bone: its own, or that of its code.
func BoneName(b kaizen.Bone, book coding.Book, l *locale.Locale) string {
	if b.Name != "" || b.Code == "" {
		return b.Name
	}
	return CodeName(book, b.Code, l)
}

// BaselineText says what the baseline of a session counts: "gevolgd binnen 7 dagen".
func BaselineText(s *kaizen.Session, l *locale.Locale) string {
	return l.T("session.counted."+string(s.Measure), "window", l.Duration(time.Duration(s.Baseline.Definition.Window)))
}

// BaselineRests says what the baseline rests on: its period and its coverage.
func BaselineRests(b *kaizen.Baseline, l *locale.Locale) string {
	return Join(Period(b.Selection, repeat.Data{From: b.DataFrom, To: b.DataTo}, l), Coverage(repeat.Data{Contacts: b.Selected, WithoutCustomer: b.WithoutKey}, l))
}

// TargetText says where a session wants to be, and how far that is; empty without a target.
func TargetText(s *kaizen.Session, l *locale.Locale) string {
	if s.Target == nil {
		return ""
	}
	text := l.T("session.target.is", "target", l.Percent(*s.Target))
	if s.Baseline != nil {
		if r := s.Baseline.Of(s.Measure); r.Known() {
			text += " " + l.T("session.target.step", "points", l.Points(*s.Target-r.Value))
		}
	}
	return text
}

// WhenText says when and where a session is.
func WhenText(s *kaizen.Session, l *locale.Locale) string {
	if s.Date.IsZero() {
		return l.T("session.when.none")
	}
	text := l.Date(s.Date.Time())
	if s.From != "" {
		text += ", " + s.From
		if s.To != "" {
			text += " – " + s.To
		}
	}
	return Join(text, s.Place)
}

// WorthText writes what a worth is: contacts and, where the cost is known, euros a month.
func WorthText(w kaizen.Worth, l *locale.Locale) string {
	n := l.T("session.worth.contacts", "n", l.Int(int(math.Round(w.Repeats))))
	if w.Euros > 0 {
		n += " · " + l.T("session.worth.euros", "euros", strings.ReplaceAll(EurosRange(w.Euros, w.Euros, l), " ", "\u00a0"))
	}
	return n
}

// EvidenceOf gives what a cause and its whys rest on.
func EvidenceOf(c kaizen.Cause) []kaizen.Evidence {
	all := slices.Clone(c.Evidence)
	for _, w := range c.Whys {
		all = append(all, w.Evidence...)
	}
	return all
}

// EvidenceText says what a piece of evidence is and shows.
func EvidenceText(e kaizen.Evidence, book coding.Book, l *locale.Locale) string {
	text := e.Text
	switch {
	case e.Proof == kaizen.ByFigure && e.Figure != nil:
		r := e.Figure.Of(repeat.FollowedRate)
		text = Join(text, Percent(r, l)+" ("+Basis(r, l)+")", SelectionText(e.Figure.Selection.Filter, l))
	case e.Proof == kaizen.ByPairs && len(e.Split) > 0:
		text = Join(text, l.T("session.evidence.split", "code", CodeName(book, e.Split[0].Code, l), "x", e.Split[0].N, "n", e.Split[0].Of))
	}
	return l.T("session.evidence."+string(e.Proof), "text", text)
}

// causeText is the tooltip of a cause.
func causeText(c kaizen.Cause, l *locale.Locale) string {
	text := c.Text
	for _, w := range c.Whys {
		text += "\n" + l.T("session.why.because", "text", w.Text)
	}
	if n := len(EvidenceOf(c)); n > 0 {
		return text + "\n" + l.T("session.evidence.count", "n", n)
	}
	return text + "\n" + l.T("session.evidence.none")
}

// evidenceMarks are those of each kind of evidence in a fishbone.
var evidenceMarks = map[kaizen.Proof]charts.Evidence{kaizen.ByPairs: charts.EvidencePairs, kaizen.ByChart: charts.EvidenceChart,
	kaizen.ByFigure: charts.EvidenceFigure, kaizen.ByText: charts.EvidenceOther}

// Fishbone draws the causes of a session. The keys of bones and causes are their numbers; selected is that of the one worked on.
func Fishbone(s *kaizen.Session, book coding.Book, selected kaizen.ID, l *locale.Locale) charts.Fishbone {
	f := charts.Fishbone{Problem: s.Title, Selected: key(selected), Message: l.T("session.causes.no_bones"),
		More: func(n int) string { return l.T("session.causes.more", "n", n) }}
	if s.Baseline != nil {
		if r := s.Baseline.Of(s.Measure); r.Known() {
			f.Problem = l.T("session.causes.head", "rate", Percent(r, l), "title", s.Title)
		}
	}
	for _, b := range s.Bones {
		bone := charts.Bone{Key: key(b.ID), Name: BoneName(b, book, l)}
		for _, c := range s.Causes {
			if c.Bone != b.ID {
				continue
			}
			cause := charts.Cause{Key: key(c.ID), Name: c.Text, Strong: c.Root, Text: causeText(c, l)}
			if len(c.Whys) > 0 {
				cause.Note = l.T("session.whys.count", "n", len(c.Whys))
			}
			for _, e := range EvidenceOf(c) {
				cause.Evidence = append(cause.Evidence, evidenceMarks[e.Proof])
			}
			bone.Causes = append(bone.Causes, cause)
		}
		bone.Text = l.T("session.causes.count", "n", len(bone.Causes))
		f.Bones = append(f.Bones, bone)
	}
	return f
}

func key(id kaizen.ID) string {
	if id == 0 {
		return ""
	}
	return strconv.Itoa(int(id))
}

// Ideas draws the ideas of a session by effort and impact. impact names the scale of the impact; votes shows the dots.
func Ideas(s *kaizen.Session, selected kaizen.ID, impact string, votes bool, l *locale.Locale) charts.Grid {
	g := charts.Grid{
		EffortEnds: [2]string{l.T("session.grid.little"), l.T("session.grid.much")}, EffortName: l.T("session.grid.effort"),
		ImpactEnds: [2]string{l.T("session.grid.little"), l.T("session.grid.much")}, ImpactName: impact,
		Fields:   [4]string{l.T("session.grid.first"), l.T("session.grid.project"), l.T("session.grid.between"), l.T("session.grid.later")},
		Unplaced: l.T("session.grid.unplaced"), Selected: key(selected), Message: l.T("session.ideas.none"),
	}
	tally := s.Votes()
	for n, one := range s.Ideas {
		item := charts.GridItem{Key: key(one.ID), Mark: strconv.Itoa(n + 1), Name: one.Text, Effort: math.NaN(), Impact: math.NaN(),
			Strong: one.Action != 0, Text: one.Text}
		if one.Effort != nil {
			item.Effort = *one.Effort
		}
		if one.Impact != nil {
			item.Impact = *one.Impact
		}
		if one.Worth != nil {
			item.Text += "\n" + WorthText(*one.Worth, l)
		}
		for _, t := range tally {
			if t.On == one.ID && votes {
				item.Note = l.T("session.votes.dots", "n", t.Dots)
			}
		}
		g.Items = append(g.Items, item)
	}
	return g
}

// PartyCode stands before the code of a party in a split of coded pairs: who could have prevented the repeat, beside its cause.
const PartyCode = "party:"

// SplitChart draws what coded pairs came to, cause by cause; false when there is nothing to draw.
func SplitChart(split []kaizen.Share, book coding.Book, l *locale.Locale) (charts.Bars, bool) {
	b := charts.Bars{Max: 1}
	for _, s := range split {
		if s.Of == 0 || strings.HasPrefix(s.Code, PartyCode) {
			continue
		}
		r := repeat.NewRate(s.N, s.Of)
		name := CodeName(book, s.Code, l)
		b.Rows = append(b.Rows, charts.Bar{Key: s.Code, Name: name, Length: r.Value, Value: l.PercentN(r.Value, 0), Note: l.Interval(r.Low, r.High),
			Text: name + ": " + Basis(r, l)})
	}
	return b, len(b.Rows) > 0
}

// SplitOf gives the evidence of coded pairs that the causes of a session rest on; nil when there is none.
func SplitOf(s *kaizen.Session) *kaizen.Evidence {
	for _, c := range s.Causes {
		for _, e := range EvidenceOf(c) {
			if len(e.Split) > 0 {
				return &e
			}
		}
	}
	return nil
}

// RankedIdea is an idea of a session with its votes.
type RankedIdea struct {
	kaizen.Idea
	Number int // among the ideas, from 1
	Tally  kaizen.Tally
}

// RankIdeas gives the ideas by votes, most first; those with as many as they were thought of.
func RankIdeas(s *kaizen.Session) []RankedIdea {
	tallies := map[kaizen.ID]kaizen.Tally{}
	for _, t := range s.Votes() {
		tallies[t.On] = t
	}
	var all []RankedIdea
	for i, one := range s.Ideas {
		all = append(all, RankedIdea{one, i + 1, tallies[one.ID]})
	}
	slices.SortStableFunc(all, func(a, b RankedIdea) int { return b.Tally.Dots - a.Tally.Dots })
	return all
}

// CheckDays gives the days on which the whole of a session is looked at; none while it has no date.
func CheckDays(s *kaizen.Session, o *kaizen.Settings) []repeat.Date {
	if s.Date.IsZero() {
		return nil
	}
	days := s.Checks
	if len(days) == 0 {
		days = o.Looks()
	}
	var all []repeat.Date
	for _, n := range days {
		all = append(all, s.Date.AddDays(n))
	}
	return all
}

// Dates writes days in one line.
func Dates(days []repeat.Date, l *locale.Locale) string {
	var all []string
	for _, d := range days {
		all = append(all, l.Date(d.Time()))
	}
	return strings.Join(all, " · ")
}
