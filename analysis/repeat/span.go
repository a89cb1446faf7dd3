package repeat

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Span is a duration in whole seconds that is written in days, hours, minutes
// and seconds: "7d", "24h", "1d12h", "0s".
type Span time.Duration

// Units of a [Span].
const (
	Second = Span(time.Second)
	Minute = Span(time.Minute)
	Hour   = Span(time.Hour)
	Day    = 24 * Hour
)

// duration gives the span as the standard library has it.
func (s Span) duration() time.Duration { return time.Duration(s) }

// Seconds gives the span in seconds.
func (s Span) Seconds() int64 { return int64(s / Second) }

// String writes the span so that [ParseSpan] reads it back. Whole days from two
// on are days; a day is 24h, as the field says it.
func (s Span) String() string {
	if s == 0 {
		return "0s"
	}
	var b strings.Builder
	if s >= 2*Day {
		fmt.Fprintf(&b, "%dd", s/Day)
		s %= Day
	}
	for _, unit := range []struct {
		span Span
		name string
	}{{Hour, "h"}, {Minute, "m"}, {Second, "s"}} {
		if n := s / unit.span; n > 0 {
			fmt.Fprintf(&b, "%d%s", n, unit.name)
			s %= unit.span
		}
	}
	return b.String()
}

// ParseSpan reads "7d", "24h", "90m", "1d12h", "30s". A bare number has no unit
// and is refused; so is anything negative or over ten years.
func ParseSpan(text string) (Span, error) {
	rest := strings.ToLower(strings.ReplaceAll(text, " ", ""))
	var total Span
	for first := true; first || rest != ""; first = false {
		digits := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if digits <= 0 {
			return 0, wrong("span", "value", text)
		}
		n, err := strconv.Atoi(rest[:digits])
		if err != nil || n > 1e9 {
			return 0, wrong("span_long", "value", text)
		}
		unit, ok := map[byte]Span{'w': 7 * Day, 'd': Day, 'h': Hour, 'u': Hour, 'm': Minute, 's': Second}[rest[digits]]
		if !ok {
			return 0, wrong("span", "value", text)
		}
		if total += Span(n) * unit; total > 3660*Day || int64(n)*unit.Seconds() > (3660*Day).Seconds() {
			return 0, wrong("span_long", "value", text)
		}
		rest = rest[digits+1:]
	}
	return total, nil
}

// MarshalText writes the span as [Span.String].
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the span as [ParseSpan].
func (s *Span) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpan(string(text))
	return err
}

// Round gives the span in whole minutes, the nearest.
func (s Span) Round() Span { return (s + Minute/2) / Minute * Minute }
