package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
)

// A time of day in a column of its own is found in whatever form it stands; a column
// of durations or numbers is none.
func TestOddClocks(t *testing.T) {
	at := time.Date(2026, 9, 1, 7, 5, 0, 0, time.UTC)
	for _, c := range []struct {
		header, date string
		clock        func(at time.Time) string
		want         bool
	}{
		{"Begintijd", "02-01-2006", func(at time.Time) string { return at.Format("1504") }, true},
		{"Starttijd", "02-01-2006", func(at time.Time) string { return at.Format("150405") }, true},
		{"Tijd", "02-01-2006 00:00:00", func(at time.Time) string { return "30-12-1899 " + at.Format("15:04:05") }, true},
		{"Tijd", "02-01-2006", func(at time.Time) string { return fmt.Sprintf("%.6f", float64(at.Hour()*60+at.Minute())/1440) }, true},
		{"Wachttijd", "02-01-2006", func(at time.Time) string { return at.Format("1504") }, false},
		{"Jaar", "02-01-2006", func(time.Time) string { return "2026" }, false},
		{"Begintijd", "02-01-2006", func(at time.Time) string { return at.Format("15") + "99" }, false},
	} {
		text := "klantnummer;Datum;" + c.header + "\n"
		for i := range 30 {
			now := at.Add(time.Duration(i) * 31 * time.Hour)
			text += fmt.Sprintf("%d;%s;%s\n", i%7, now.Format(c.date), c.clock(now))
		}
		g := open(t, write(t, "x.csv", text)).Guess()
		want := "Datum"
		if c.want {
			want += "+" + c.header
		}
		if got := strings.Join(g.Mapping.Fields[contact.FieldTime], "+"); got != want {
			t.Errorf("%s: time is %s, want %s", c.header, got, want)
		}
	}
}

// Order numbers join contacts that name nothing else; numbers of cases do not.
func TestPurchaseKeys(t *testing.T) {
	for header, want := range map[string]string{"Ordernummer": "Klantnummer+Ordernummer", "Factuurnr": "Klantnummer+Factuurnr", "Zaaknummer": "Klantnummer"} {
		text := "Klantnummer;" + header + ";Datum\n"
		for i := range 60 {
			key := ""
			if i%3 > 0 {
				key = fmt.Sprint("K", 100+i%9)
			}
			text += fmt.Sprintf("%s;ORD%04d;%02d-09-2026 10:00\n", key, i*7%41, 1+i%28)
		}
		if got := strings.Join(open(t, write(t, "x.csv", text)).Guess().Mapping.Fields[contact.FieldCustomer], "+"); got != want {
			t.Errorf("%s: keys are %s, want %s", header, got, want)
		}
	}
}

// A list of customers is told: nobody in it comes twice. A total in place of the
// contact id is none.
func TestOnceAndTotalID(t *testing.T) {
	text := "Contactnummer;Klantnummer;Datum\n"
	for i := range leastOnce {
		text += fmt.Sprintf("G%d;K%d;%02d-09-2026 10:00\n", i, i, 1+i%28)
	}
	text += "Totaal;200;28-09-2026 10:00\n"
	table := open(t, write(t, "x.csv", text))
	_, r := imported(t, table, table.Guess().Mapping)
	if r.Kept != leastOnce || r.ProblemCount[ProblemTotal] != 1 {
		t.Errorf("%d contacts, problems %v", r.Kept, r.ProblemCount)
	}
	told := false
	for _, d := range r.Doubts {
		told = told || d.ID == DoubtOnce && d.Red
	}
	if !told {
		t.Errorf("doubts %v", r.Doubts)
	}
}
