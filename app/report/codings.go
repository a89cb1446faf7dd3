package report

import (
	"math"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Codings makes the table of what was said of a sample, a line per pair and person; a pair of which nothing was said has
// one too. There are no customers and no agents in it; the notes that people wrote come along only when asked.
func Codings(s coding.Sample, said []coding.Coding, b coding.Book, withNotes bool, l *locale.Locale) Table {
	t := Table{Title: s.Name, Measure: repeat.FollowedRate, Behind: []string{NoteSample, NoteCounted}}
	add := func(id, title string, k Kind) { t.Columns = append(t.Columns, Column{ID: id, Title: title, Kind: k}) }
	add("pair", l.T("report.codings.pair"), Count)
	add("stratum", l.T("report.codings.stratum"), Words)
	for _, side := range []struct{ id, title string }{{"first", "pairs.column.1"}, {"second", "pairs.column.2"}} {
		add(side.id+"_time", l.T(side.title, "what", l.T("report.contacts.time")), Moment)
		add(side.id+"_reason", l.T(side.title, "what", l.T("dimension.reason")), Words)
		add(side.id+"_channel", l.T(side.title, "what", l.T("dimension.channel")), Words)
	}
	add("hours_between", l.T("report.pairs.hours_between"), Decimal)
	add("same_agent", l.T("report.pairs.same_agent"), Words)
	add("coder", l.T("report.codings.coder"), Words)
	add("cause", l.T("report.codings.cause"), Words)
	add("party", l.T("report.codings.party"), Words)
	if withNotes {
		add("note", l.T("report.codings.note"), Words)
	}
	add("coded_at", l.T("report.codings.at"), Moment)
	byPair := map[int][]coding.Coding{}
	for _, c := range said {
		byPair[c.Pair] = append(byPair[c.Pair], c)
	}
	for _, p := range s.Pairs {
		lines := byPair[p.Number]
		if len(lines) == 0 {
			lines = []coding.Coding{{Pair: p.Number}}
		}
		for _, c := range lines {
			row := Row{Key: []string{}, Cells: []Cell{count(p.Number), words(p.Stratum)}}
			for _, one := range []coding.Contact{p.First, p.Second} {
				row.Cells = append(row.Cells, words(one.Time.Format(time.DateTime)), words(one.Reason), words(one.Channel))
			}
			same, coder, cause, party, at := "", c.Coder, "", "", ""
			if p.AgentsKnown {
				same = l.T("report.no")
				if p.SameAgent {
					same = l.T("report.yes")
				}
			}
			if !c.At.IsZero() {
				at = c.At.Local().Format(time.DateTime)
				if c.Coder == coding.Agreed {
					coder = l.T("samples.agreed")
				}
			}
			if c.Cause != "" {
				cause = figure.CauseTitle(b, c.Cause, l)
			}
			if c.Party != "" {
				party = figure.PartyTitle(c.Party, l)
			}
			row.Cells = append(row.Cells, hours(p.Between, true), words(same), words(coder), words(cause), words(party))
			if withNotes {
				row.Cells = append(row.Cells, words(c.Note))
			}
			row.Cells = append(row.Cells, words(at))
			t.Rows = append(t.Rows, row)
		}
	}
	t.Notes = sampleNotes(s, l)
	return t
}

// sampleNotes says what a sample rests on.
func sampleNotes(s coding.Sample, l *locale.Locale) []Note {
	d := s.Query.Definition
	definition := d.Sentence(l)
	if d.Name != "" {
		definition = d.Name + ": " + definition
	}
	data := repeat.Data{From: s.From, To: s.To, Contacts: s.Of}
	return []Note{
		{NoteSample, l.T("report.note." + NoteSample), figure.SampleText(s, l)},
		{NoteDefinition, l.T("report.note." + NoteDefinition), definition},
		{NotePeriod, l.T("report.note." + NotePeriod), figure.Period(s.Query.Selection, data, l)},
		{NoteSelection, l.T("report.note." + NoteSelection), figure.SelectionText(s.Query.Selection.Filter, l)},
		{NoteCounted, l.T("report.note." + NoteCounted), figure.Join(figure.PairsCounted(s.Options, l), figure.PairsScope(s.Options, l))},
		{"drawn", l.T("report.note.drawn"), l.DateTime(s.At.Local())},
	}
}

// SummedSample is a sample with what it adds up to.
type SummedSample struct {
	coding.Sample
	Summary coding.Summary
}

// Samples makes the table of the samples of a workspace.
func Samples(all []SummedSample, l *locale.Locale) Table {
	t := Table{Title: l.T("pairs.tab.samples"), Measure: repeat.FollowedRate}
	for _, c := range []struct {
		id    string
		title string
		kind  Kind
	}{{"id", "report.samples.id", Count}, {"name", "samples.column.name", Words}, {"drawn", "samples.column.at", Moment}, {"pairs", "samples.column.pairs", Count}, {"of", "report.samples.of", Count},
		{"seed", "pairs.draw.seed", Words}, {"coded", "samples.column.done", Count}, {"coders", "samples.column.coders", Words}, {"kappa", "samples.column.kappa", Ratio}, {"kappa_interval", "report.samples.interval", Words}, {"disputed", "report.samples.disputed", Count}} {
		t.Columns = append(t.Columns, Column{ID: c.id, Title: l.T(c.title), Kind: c.kind})
	}
	for _, s := range all {
		var names []string
		for _, c := range s.Summary.Coders {
			names = append(names, c.Name)
		}
		kappa, interval := Cell{Number: math.NaN()}, ""
		if a := s.Summary.Agreements; len(a) > 0 && a[0].Cause.Known() {
			k := a[0].Cause
			kappa, interval = Cell{Number: math.Round(k.Value*100) / 100}, l.Decimal(k.Low, 2)+" – "+l.Decimal(k.High, 2)
		}
		t.Rows = append(t.Rows, Row{Key: []string{}, Cells: []Cell{count(int(s.ID)), words(s.Name), words(s.At.Local().Format(time.DateTime)), count(len(s.Pairs)), count(s.Of),
			words(strconv.FormatUint(s.Seed, 10)), count(s.Summary.Coded), words(strings.Join(names, ", ")), kappa, words(interval), count(len(s.Summary.Disputed))}})
	}
	return t
}
