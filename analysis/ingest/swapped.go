package ingest

import (
	"slices"

	"eenkeer/analysis/ingest/moment"
)

// Ids of doubts about times that were read but cannot all be right.
const (
	DoubtSwappedMonths = "ingest.doubt.swapped_months" // days up to 12 lie outside the months of the others, and inside when turned
	DoubtUnread        = "ingest.doubt.unread"         // too many rows went because their time could not be read
)

// fewSwapped is how many contacts it takes, on either side, to speak of swapped dates.
const fewSwapped = 20

// swappedMonths looks for dates of which day and month were swapped before the file
// came here, when nothing in how they are written shows it any more. A spreadsheet
// swaps only what is a date either way, days 1 to 12: 09-13 stays in September,
// and 09-02 goes to February. So the days beyond 12 say which months the data
// are of. Are many of the earlier days outside these months, spread over the
// year, and nearly all inside with day and month turned, then they were swapped.
// The doubt says how many contacts that are; nil: nothing of the kind.
func swappedMonths(times []int64, column string) []Doubt {
	monthOf := func(year, month int) int { return year*12 + month - 1 }
	days := map[int64]int{}
	last, n := int64(0), 0
	for _, ms := range times {
		if day := floorDay(ms); day != last {
			days[last] += n
			last, n = day, 0
		}
		n++
	}
	days[last] += n
	late, sure := map[int]bool{}, 0
	for day, n := range days {
		if t := wallTime(day * moment.Day); t.Day() > 12 && n > 0 {
			late[monthOf(t.Year(), int(t.Month()))] = true
			sure += n
		}
	}
	outside, inside, spread := 0, 0, map[int]bool{}
	for day, n := range days {
		t := wallTime(day * moment.Day)
		here, turned := monthOf(t.Year(), int(t.Month())), monthOf(t.Year(), t.Day())
		if t.Day() > 12 || n == 0 || late[here] {
			continue
		}
		outside += n
		spread[here] = true
		// The first days of the month after the others have no later ones beside them.
		if late[turned] || late[turned-1] {
			inside += n
		}
	}
	if sure < fewSwapped || outside < fewSwapped || len(spread) < 3 || inside*20 < outside*19 {
		return nil
	}
	return []Doubt{{ID: DoubtSwappedMonths, Column: column, Red: true, Args: []any{"n", outside}}}
}

// swappedAlready reports whether the cells of a workbook have said so of a column.
func swappedAlready(doubts []Doubt, column string) bool {
	return slices.ContainsFunc(doubts, func(d Doubt) bool { return d.ID == DoubtSwapped && d.Column == column })
}

// unread says when so many rows went for a time that could not be read that the
// others cannot be trusted; nil: not so.
func unread(out *Report, column string) []Doubt {
	if n := out.ProblemCount[ProblemBadTime]; n >= 10 && n*20 >= out.Rows {
		return []Doubt{{ID: DoubtUnread, Column: column, Red: true, Args: []any{"n", n, "of", out.Rows}}}
	}
	return nil
}
