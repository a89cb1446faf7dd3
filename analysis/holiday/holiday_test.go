package holiday

import (
	"strings"
	"testing"
	"time"
)

func day(text string) time.Time { d, _ := time.Parse(time.DateOnly, text); return d }

// The days of 2025 and 2026 as rijksoverheid.nl lists them; in 2025 27 April was a Sunday.
func TestBetween(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2026-01-01", "2026-12-31", "2026-01-01 new_year, 2026-04-03 good_friday, 2026-04-06 easter_monday, 2026-04-27 kings_day, 2026-05-05 liberation_day, " +
			"2026-05-14 ascension, 2026-05-25 whit_monday, 2026-12-25 christmas, 2026-12-26 boxing_day"},
		{"2025-04-20", "2025-04-30", "2025-04-21 easter_monday, 2025-04-26 kings_day"},
		{"2025-12-26", "2026-01-01", "2025-12-26 boxing_day, 2026-01-01 new_year"},
		{"2013-04-01", "2013-05-01", "2013-04-01 easter_monday"},
		{"2026-07-01", "2026-06-01", ""},
	} {
		var got []string
		for _, d := range Between(day(c.from), day(c.to)) {
			got = append(got, d.Date.Format(time.DateOnly)+" "+d.ID)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s to %s:\ngot  %s\nwant %s", c.from, c.to, text, c.want)
		}
	}
	if n := len(Between(day("1900-01-01"), day("2026-12-31"))); n > 21*len(known) {
		t.Errorf("%d holidays", n)
	}
}
