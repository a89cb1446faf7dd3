package figure

import (
	"fmt"
	"math"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// EpisodesTitle says what the lengths of episodes show.
func EpisodesTitle(l *locale.Locale) string { return l.T("episodes.title") }

// mostLengths is how many lengths have a bar of their own; the last is of all that are as long or longer.
const mostLengths = 12

// EpisodesChart draws how many contacts episodes take.
func EpisodesChart(c *repeat.Chains, l *locale.Locale) charts.Chains {
	out := charts.Chains{XName: l.T("episodes.x"), Format: func(x float64) string { return l.PercentN(x, 0) }, Message: l.T("episodes.none")}
	if c.Episodes.Episodes == 0 {
		return out
	}
	last := min(mostLengths, c.Longest)
	for size := 1; size <= last; size++ {
		n, contacts := 0, 0
		label, id := l.Int(size), "episodes.bar"
		for k := size; k < len(c.Lengths); k++ {
			n += c.Lengths[k]
			contacts += k * c.Lengths[k]
			if size < last || c.Longest == last {
				break
			}
		}
		if size == last && c.Longest > last {
			label, id = label+"+", "episodes.bar.more"
		}
		share := repeat.NewRate(n, c.Episodes.Episodes)
		bar := charts.ChainBar{Key: fmt.Sprint(size), Label: label, Value: share.Value, Count: l.Int(n),
			Text: l.T(id, "n", size) + "\n" + l.T("episodes.bar.share", "share", l.Percent(share.Value), "basis", Basis(share, l)) + "\n" +
				l.T("episodes.bar.contacts", "share", l.Percent(repeat.NewRate(contacts, c.Episodes.Contacts).Value), "n", contacts)}
		if size == 1 {
			bar.Tone = charts.Good
		}
		out.Bars = append(out.Bars, bar)
	}
	return out
}

// DoneText writes the share of one-and-done: "71,2 %".
func DoneText(e repeat.Episodes, l *locale.Locale) string { return l.Percent(e.Done().Value) }

// PerEpisodeText writes the contacts per episode: "1,42".
func PerEpisodeText(e repeat.Episodes, l *locale.Locale) string {
	if x := e.PerEpisode(); !math.IsNaN(x) {
		return l.Decimal(x, 2)
	}
	return "–"
}

// EpisodesNote says in one line what the lengths of episodes come to.
func EpisodesNote(e repeat.Episodes, l *locale.Locale) string {
	if e.Episodes == 0 {
		return ""
	}
	done := e.Done()
	return Join(l.T("episodes.note.done", "share", l.Percent(done.Value), "basis", Basis(done, l)),
		l.T("episodes.note.per", "x", PerEpisodeText(e, l)), l.T("episodes.note.longest", "n", e.Longest))
}

// EpisodesMeans says what an episode is under a definition.
func EpisodesMeans(d repeat.Definition, l *locale.Locale) string {
	id := "episodes.means.previous"
	if d.Chain == repeat.FromFirst {
		id = "episodes.means.first"
	}
	return l.T(id, "window", l.Duration(time.Duration(d.Window))) + "\n" + DefinitionText(d, l)
}

// ChainLasted writes how long an open chain lasts so far: "3,2 dagen".
func ChainLasted(o repeat.OpenChain, l *locale.Locale) string {
	d := repeat.Definition{} // wall-clock days
	return DaysText(repeat.Span(o.Lasted).Round(), d, l)
}

// ChainLeft writes what is left of the window of an open chain at the end of the data.
func ChainLeft(o repeat.OpenChain, d repeat.Definition, l *locale.Locale) string {
	return DaysText(o.Left.Round(), d, l)
}

// EpisodesPicture is [EpisodesChart] as it may leave the program.
func EpisodesPicture(c *repeat.Chains, l *locale.Locale) charts.Captioned {
	return charts.Captioned{Title: EpisodesTitle(l), Lines: captionLines(c.Query, c.Data, EpisodesNote(c.Episodes, l), l), Chart: EpisodesChart(c, l)}
}
