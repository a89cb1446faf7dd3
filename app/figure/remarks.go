package figure

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Remark is something to bear in mind when reading a row of a table.
type Remark struct{ ID, Text string }

// Ids of remarks.
const (
	RemarkFew       = "few"        // few contacts
	RemarkFewRipe   = "few_ripe"   // few ripe contacts
	RemarkWithheld  = "withheld"   // the same, of an agent
	RemarkPartial   = "partial"    // the period is not whole
	RemarkNoHistory = "no_history" // repeats of contacts from before the data are not seen
	RemarkUnripe    = "unripe"     // not every contact of the period can be judged yet
)

// Remarks says what a group lacks: contacts, or ripe contacts. agent says that it
// is one agent, whose rates over few contacts are withheld.
func Remarks(c repeat.Counts, agent bool, l *locale.Locale) []Remark {
	repeated, followed := c.Repeat(), c.Follow()
	switch {
	case !repeated.Known() || !repeated.Few() && !followed.Few():
		return nil
	case agent:
		return []Remark{remark(RemarkWithheld, l)}
	case repeated.Few():
		return []Remark{remark(RemarkFew, l)}
	}
	return []Remark{remark(RemarkFewRipe, l)}
}

// PeriodRemarks says what a period of a group lacks: days, history, ripe contacts,
// contacts. That an unripe period has few ripe contacts goes without saying.
func PeriodRemarks(p repeat.Period, c repeat.Counts, agent bool, l *locale.Locale) []Remark {
	var out []Remark
	if p.Partial {
		out = append(out, remark(RemarkPartial, l))
	}
	if p.NoHistory {
		out = append(out, remark(RemarkNoHistory, l))
	}
	if p.Unripe {
		out = append(out, remark(RemarkUnripe, l))
	}
	for _, r := range Remarks(c, agent, l) {
		if !p.Unripe || r.ID != RemarkFewRipe {
			out = append(out, r)
		}
	}
	return out
}

// RemarkText puts remarks in one line.
func RemarkText(remarks []Remark) string {
	texts := make([]string, len(remarks))
	for i, r := range remarks {
		texts[i] = r.Text
	}
	return strings.Join(texts, "; ")
}

func remark(id string, l *locale.Locale) Remark {
	return Remark{id, l.T("figure.remark."+id, "n", repeat.LeastRipe)}
}
