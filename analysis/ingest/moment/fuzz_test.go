package moment

import (
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
		Seconds([]byte(text), "s")
		ClockSeconds([]byte(text))
		Count([]byte(text))
	})
}

func amsterdam(t testing.TB) *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
