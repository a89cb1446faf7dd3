package moment

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzTime reads any text as a time; the fast way and the careful way agree.
func FuzzTime(f *testing.F) {
	for _, s := range []string{"29/2/2016 01:16", "2016-01-12T09:05:07.123+02:00", "990201", "1 mei 2025 14:05", "6/23/25 07:00 AM", "44087.5", "Tue Oct 31 22:10:47 +0000 2017",
		"01-12-2025 14:05:30", "2025-13-01", "1735689600", "-1", "24-10-2025 24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, order := range []string{"dmy", "mdy", "ymd"} {
			for _, serial := range []bool{false, true} {
				fast, careful := NewReader(order, serial, false, amsterdam(f)), NewReader(order, serial, false, amsterdam(f))
				a, ok := fast.Read([]byte(text))
				b, also := careful.readAny([]byte(text))
				if ok != also || a != b {
					t.Fatalf("%q %s: %v %v, %v %v", text, order, time.UnixMilli(a).UTC(), ok, time.UnixMilli(b).UTC(), also)
				}
				if y := time.UnixMilli(a).UTC().Year(); ok && (y < firstYear-1 || y > lastYear+2) {
					t.Fatalf("%q is in the year %d", text, y)
				}
				fast.ReadPair([]byte("990201"), []byte(text))
			}
		}
	})
}

// FuzzDuration reads any text as a duration: never below nought, and a unit that
// is longer never gives less.
func FuzzDuration(f *testing.F) {
	for _, s := range []string{"166", "12,6", "2:46", "1.02:03:04", "PT5M30S", "5m 30s", "1 uur 5 min", "0,00347", "1.234,5", "1e9", "P", ":", "99:59:59.999", "2147483647"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := []byte(text)
		last, lastOK := int32(0), true
		for _, unit := range []string{UnitMillis, UnitSeconds, UnitMinutes, UnitHours, UnitDays} {
			v, ok := Seconds(s, unit)
			if ok && (v < 0 || lastOK && v < last) {
				t.Fatalf("%q in %s is %d, before %d", text, unit, v, last)
			}
			last, lastOK = v, ok
		}
		if v, ok := Seconds(s, UnitShort); ok && v < 0 {
			t.Fatalf("%q is %d", text, v)
		}
		if v, ok := Count(s); ok && v < 0 {
			t.Fatalf("%q counts %d", text, v)
		}
	})
}

// FuzzOrder decides on the order of day and month of any column: it is one of the
// orders, the same however the column is turned, and dates that can be read in
// one way only are read.
func FuzzOrder(f *testing.F) {
	for _, s := range []string{"01-02-2025|13-02-2025", "01-02-2025|02-13-2025", "13-02-2025|02-13-2025|14-02-2025", "44/01/02|45/01/13", "2025-01-02", "1/2/44|x|",
		"01-12-2025 8:00|02-12-2025 8:00|03-12-2025 8:00|04-12-2025 8:00|05-12-2025 8:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values := strings.Split(text, "|")
		o := DecideOrder(values)
		if !slices.Contains([]string{"dmy", "mdy", "ymd"}, o.Order) {
			t.Fatalf("%q: %+v", text, o)
		}
		back := slices.Clone(values)
		slices.Reverse(back)
		if again := DecideOrder(back); again != o {
			t.Fatalf("%q: %+v forwards, %+v backwards", text, o, again)
		}
	})
}

func amsterdam(t testing.TB) *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
