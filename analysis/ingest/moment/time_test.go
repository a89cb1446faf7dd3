package moment

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestReadTimes(t *testing.T) {
	zone := amsterdam(t)
	for _, c := range []struct{ text, order, want string }{
		{"29/2/2016 01:16", "dmy", "2016-02-29 01:16:00"},
		{"2016-01-12", "", "2016-01-12 00:00:00"},
		{"2016-01-12 09:05", "", "2016-01-12 09:05:00"},
		{"2016-01-12 09:05:07", "", "2016-01-12 09:05:07"},
		{"2016-01-12T09:05:07", "", "2016-01-12 09:05:07"},
		{"2016-01-12T09:05:07.250", "", "2016-01-12 09:05:07"},
		{"2016-01-12T09:05:07Z", "", "2016-01-12 10:05:07"},
		{"2016-07-12T09:05:07Z", "", "2016-07-12 11:05:07"},
		{"2016-07-12T09:05:07.123456+02:00", "", "2016-07-12 09:05:07"},
		{"2016-07-12 09:05:07 -0500", "", "2016-07-12 16:05:07"},
		{"2016-07-12T09:05+02", "", "2016-07-12 09:05:00"},
		{"2016-07-12 09:05:07 UTC", "", "2016-07-12 11:05:07"},
		{"01-12-2025 14:05", "dmy", "2025-12-01 14:05:00"},
		{"01-12-2025 14:05:30", "dmy", "2025-12-01 14:05:30"},
		{"01-12-2025 14:05", "mdy", "2025-01-12 14:05:00"},
		{"12/31/2025 23:59:59", "mdy", "2025-12-31 23:59:59"},
		{"6/23/25 07:00 AM", "mdy", "2025-06-23 07:00:00"},
		{"6/23/25 12:30 AM", "mdy", "2025-06-23 00:30:00"},
		{"6/23/2025 1:02:03 p.m.", "mdy", "2025-06-23 13:02:03"},
		{"1.2.2025", "dmy", "2025-02-01 00:00:00"},
		{"9.3.10 8:05", "dmy", "2010-03-09 08:05:00"},
		{"25/01/31", "ymd", "2025-01-31 00:00:00"},
		{"2025/1/31 8:00", "dmy", "2025-01-31 08:00:00"},
		{"990201", "", "1999-02-01 00:00:00"},
		{"20250131", "", "2025-01-31 00:00:00"},
		{"31012025", "dmy", "2025-01-31 00:00:00"},
		{"202501312359", "", "2025-01-31 23:59:00"},
		{"20250131235958", "", "2025-01-31 23:59:58"},
		{"1735689600", "", "2025-01-01 01:00:00"},
		{"1735689600000", "", "2025-01-01 01:00:00"},
		{"1 mei 2025", "", "2025-05-01 00:00:00"},
		{"wo 3 jun. 2026 14:05", "", "2026-06-03 14:05:00"},
		{"3-mrt-25 8:00", "", "2025-03-03 08:00:00"},
		{"May 1, 2025 2:05 PM", "", "2025-05-01 14:05:00"},
		{"1 december 2025 om 14:05 uur", "", "2025-12-01 14:05:00"},
		{"Tue Oct 31 22:10:47 +0000 2017", "", "2017-10-31 23:10:47"},
		{"ma 01-12-2025 14:05", "dmy", "2025-12-01 14:05:00"},
		{"24-10-2025 24:00", "dmy", "2025-10-25 00:00:00"},
		{"'2025-01-31", "", "2025-01-31 00:00:00"},
		{"\"31-01-2025 9:05\"", "dmy", "2025-01-31 09:05:00"},
		{"31-01-2025\u00a09:05", "dmy", "2025-01-31 09:05:00"},
		{"1/31/2025, 9:05:07\u202fPM", "mdy", "2025-01-31 21:05:07"},
		{"31-01-2025 14u05", "dmy", "2025-01-31 14:05:00"},
		{"31-01-2025 14h05", "dmy", "2025-01-31 14:05:00"},
		{"31-01-2025 14.05 uur", "dmy", "2025-01-31 14:05:00"},
		{"31-01-2025 14 uur", "dmy", "2025-01-31 14:00:00"},
		{"31-01-2025 2:05 nm", "dmy", "2025-01-31 14:05:00"},
		{"31-01-2025 2:05 v.m.", "dmy", "2025-01-31 02:05:00"},
		{"31-01-2025 2:05 p. m.", "dmy", "2025-01-31 14:05:00"},
		{"1735689600000000", "", "2025-01-01 01:00:00"},
		{"1735689600000000000", "", "2025-01-01 01:00:00"},
		{"1735689600.75", "", "2025-01-01 01:00:00"},
		{"1735689600,75", "", "2025-01-01 01:00:00"},
		{"20250131T090507Z", "", "2025-01-31 10:05:07"},
		{"20250131T090507.123+0200", "", "2025-01-31 08:05:07"},
		{"20250131 0905", "", "2025-01-31 09:05:00"},
		{"31012025 9:05", "dmy", "2025-01-31 09:05:00"},
		{"2025-W03-2", "", "2025-01-14 00:00:00"},
		{"2020W537", "", "2021-01-03 00:00:00"},
		{"2025-W01-1 08:00", "", "2024-12-30 08:00:00"},
		{"maandag 3 maart 2025 14:05", "", "2025-03-03 14:05:00"},
		{"25-JAN-25 10.15.30.123456 AM", "", "2025-01-25 10:15:30"},
		{"3 mrt. '25 14u05", "", "2025-03-03 14:05:00"},
		{"29-02-2024T23:59:59.999Z", "dmy", "2024-03-01 00:59:59"},
	} {
		r := NewReader(c.order, false, false, zone)
		ms, ok := r.Read([]byte(c.text))
		if got := wallTime(ms).Format("2006-01-02 15:04:05"); !ok || got != c.want {
			t.Errorf("%q (%s): %s %v, want %s", c.text, c.order, got, ok, c.want)
		}
	}
	for _, text := range []string{
		"", "x", "12", "1,5", "32-01-2025", "29-02-2025", "2025-13-01", "01-13-2025", "2025-01-01 25:00", "2025-01-01 10:61",
		"10:00", "1 2 3 4", "2025-01-01x", "totaal 12 mei", "mei", "0", "00000000", "06-12345678", "+31612345678", "0612345678",
		"2025-W54-1", "2025-W03-8", "1735689600.x", "9999999999999999", "'", "20250131T2561", "31-01-2025 14 u 5 x",
	} {
		r := NewReader("dmy", false, false, zone)
		if ms, ok := r.Read([]byte(text)); ok {
			t.Errorf("%q is read as %v", text, wallTime(ms))
		}
	}
}

func TestReadPairs(t *testing.T) {
	for _, c := range []struct{ date, clock, want string }{
		{"990201", "7:02:47", "1999-02-01 07:02:47"},
		{"01-02-2025", "07:02", "2025-02-01 07:02:00"},
		{"01-02-2025 00:00:00", "7:02 PM", "2025-02-01 19:02:00"},
		{"01-02-2025", "0.5", "2025-02-01 12:00:00"},
		{"01-02-2025", "0702", "2025-02-01 07:02:00"},
		{"01-02-2025", "", "2025-02-01 00:00:00"},
		{"01-02-2025", "30-12-1899 07:02:00", "2025-02-01 07:02:00"},
		{"01-07-2025", "07:02Z", "2025-07-01 09:02:00"},
		{"01-07-2025", "14u05", "2025-07-01 14:05:00"},
		{"01-07-2025", "2:05\u202fPM", "2025-07-01 14:05:00"},
		{"01-07-2025", "70247", "2025-07-01 07:02:47"},
		{"01-07-2025", "702", "2025-07-01 07:02:00"},
	} {
		r := NewReader("dmy", false, false, amsterdam(t))
		ms, ok := r.ReadPair([]byte(c.date), []byte(c.clock))
		if got := wallTime(ms).Format("2006-01-02 15:04:05"); !ok || got != c.want {
			t.Errorf("%q %q: %s %v, want %s", c.date, c.clock, got, ok, c.want)
		}
	}
	r := NewReader("dmy", false, false, amsterdam(t))
	if _, ok := r.ReadPair([]byte("01-02-2025"), []byte("avond")); ok {
		t.Error("a word is no time of day")
	}
}

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		text     string
		from1904 bool
		want     string
	}{
		{"1", false, "1900-01-01 00:00:00"},
		{"61", false, "1900-03-01 00:00:00"},
		{"44087", false, "2020-09-13 00:00:00"},
		{"44087.5", false, "2020-09-13 12:00:00"},
		{"44087,25", false, "2020-09-13 06:00:00"},
		{"42429.052777777775", false, "2016-02-29 01:16:00"},
		{"42625", true, "2020-09-13 00:00:00"},
	} {
		ms, ok := serialTime([]byte(c.text), c.from1904)
		if got := wallTime(ms).Format("2006-01-02 15:04:05"); !ok || got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// Any minute, written in any of the layouts, is read back.
func TestTimesComeBack(t *testing.T) {
	layouts := []struct{ layout, order string }{
		{"2006-01-02 15:04:05", "dmy"}, {"2006-01-02T15:04:05", "ymd"}, {"02-01-2006 15:04:05", "dmy"}, {"2-1-2006 15:04:05", "dmy"},
		{"1/2/2006 3:04:05 PM", "mdy"}, {"20060102150405", "dmy"}, {"Jan 2, 2006 15:04:05", "dmy"}, {"2 January 2006 15:04:05", "mdy"},
		{"06/01/02 15:04:05", "ymd"}, {"2.1.06 15:04:05", "dmy"}, {"Mon, 02 Jan 2006 15:04:05", "dmy"},
	}
	rapid.Check(t, func(r *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 3_100_000_000).Draw(r, "at"), 0).UTC()
		l := rapid.SampledFrom(layouts).Draw(r, "layout")
		text := at.Format(l.layout)
		ms, ok := NewReader(l.order, false, false, time.UTC).Read([]byte(text))
		if !ok || ms != at.UnixMilli() {
			r.Fatalf("%q: %v, want %v", text, wallTime(ms), at)
		}
	})
}

// A column that says that its times are Greenwich times is converted, in summer
// and in winter; a time with a zone of its own keeps that.
func TestUTC(t *testing.T) {
	for _, c := range []struct{ date, clock, want string }{
		{"2025-01-31 23:30:00", "", "2025-02-01 00:30:00"},
		{"2025-07-31 23:30", "", "2025-08-01 01:30:00"},
		{"31-07-2025", "23:30", "2025-08-01 01:30:00"},
		{"2025-07-31T23:30:00+02:00", "", "2025-07-31 23:30:00"},
	} {
		r := NewReader("dmy", false, false, amsterdam(t))
		r.UTC = true
		ms, ok := r.ReadPair([]byte(c.date), []byte(c.clock))
		if got := wallTime(ms).Format("2006-01-02 15:04:05"); !ok || got != c.want {
			t.Errorf("%q %q: %s %v, want %s", c.date, c.clock, got, ok, c.want)
		}
	}
}

// Conversion to the zone's clock agrees with package time, changes of the clock included.
func TestZoneClock(t *testing.T) {
	zone := amsterdam(t)
	z := zoneClock{zone: zone}
	for at := time.Date(1999, 1, 1, 0, 30, 0, 0, time.UTC); at.Year() < 2031; at = at.Add(7 * time.Hour) {
		local := at.In(zone)
		want := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
		if got := z.wall(at.UnixMilli()); got != want.UnixMilli() {
			t.Fatalf("%v: %v, want %v", at, wallTime(got), want)
		}
	}
}

func TestDecideOrder(t *testing.T) {
	for _, c := range []struct {
		values         []string
		order          string
		decided, mixed bool
	}{
		{[]string{"01-02-2025", "13-02-2025"}, "dmy", true, false},
		{[]string{"01-02-2025", "02-13-2025"}, "mdy", true, false},
		{[]string{"01-02-2025", "02-03-2025"}, "dmy", false, false},
		{[]string{"13-02-2025", "02-13-2025", "14-02-2025"}, "dmy", true, true},
		{[]string{"2025-01-02"}, "dmy", true, false},
		{[]string{"12/01/2025 9:00", "12/02/2025 10:00", "12/03/2025 9:05", "12/04/2025 8:00"}, "mdy", true, false},
		{[]string{"01/12/2025 9:00", "02/12/2025 10:00", "03/12/2025 9:05", "04/12/2025 8:00"}, "dmy", true, false},
		{[]string{"6/5/25 07:00 AM", "7/6/25 07:00 PM"}, "mdy", false, false},
		{[]string{"01/01/2025", "01/02/2025", "01/03/2025", "01/04/2025"}, "dmy", false, false},
		{[]string{"12/01/2025 9:00", "12/02/2025 10:00", "11/03/2025 9:05", "12/04/2025 8:00"}, "dmy", false, false},
		{[]string{"44/01/02", "45/01/13"}, "ymd", true, false},
		{[]string{"1/2/44", "2/2/45"}, "dmy", false, false},
		{nil, "dmy", true, false},
	} {
		if o := DecideOrder(c.values); o.Order != c.order || o.Decided != c.decided || o.Mixed != c.mixed {
			t.Errorf("%v: %+v", c.values, o)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, c := range []struct {
		text, unit string
		want       int32
	}{
		{"166", "s", 166}, {"12,6", "s", 13}, {"90500", "ms", 91}, {"1.5", "min", 90}, {"2:46", "", 166}, {"0:02:46", "hms", 166},
		{"1:00:00", "s", 3600}, {"100:00:00", "hms", 360000}, {"02:46.7", "hms", 167}, {"1.02:03:04", "hms", 93784}, {"0.5", "d", 43200},
		{"1.234,5", "s", 1235}, {"0", "s", 0}, {"1.2E+02", "s", 120},
		{"PT5M30S", "", 330}, {"PT1H", "s", 3600}, {"P1DT1.5S", "s", 86402}, {"5m 30s", "s", 330}, {"5m30s", "ms", 330}, {"2 min", "", 120}, {"1 uur, 5 min.", "", 3900},
		{"1,5 uur", "s", 5400}, {"350 ms", "s", 0}, {"0,00347", "d", 300}, {"0,25", "h", 900}, {"2:46", "hm", 9960}, {"0:02:46", "hm", 166}, {"12 min", "s", 720},
	} {
		if got, ok := Seconds([]byte(c.text), c.unit); !ok || got != c.want {
			t.Errorf("%q %s: %d %v, want %d", c.text, c.unit, got, ok, c.want)
		}
	}
	for _, text := range []string{"", "x", "-5", "1:2:3:4", "1:75", ":", "1:", "12 x", "min", "P", "5 m x", "--", "1e999", "99999999 d"} {
		if got, ok := Seconds([]byte(text), "s"); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

func wallTime(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
