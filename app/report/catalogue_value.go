package report

import (
	"math"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/contact"
)

// ParsePercent reads a percentage from 0 to 100 as a person types it: 15, 12,5 or 12.5 %. Nothing typed is an amount that
// is not known; false is a text that is no percentage.
func ParsePercent(text string) (contact.Amount, bool) {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if text == "" {
		return contact.Amount{}, true
	}
	x, ok := parseDecimal(text)
	return contact.Some(x / 100), ok && x >= 0 && x <= 100
}

// ParseEuro reads an amount of 0 or more as a person types it: 4,50 or € 4.5, and 1.250,00.
func ParseEuro(text string) (contact.Amount, bool) {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "€"))
	if text == "" {
		return contact.Amount{}, true
	}
	x, ok := parseDecimal(text)
	return contact.Some(x), ok && x >= 0
}

// parseDecimal reads a number with a comma or a point before its decimals. One point or comma with just three digits
// behind it (1.250) could mean either, and is not guessed at.
func parseDecimal(text string) (float64, bool) {
	text = strings.NewReplacer("\u00a0", "", " ", "", "−", "-").Replace(text)
	point, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	last := max(point, comma)
	switch {
	case point >= 0 && comma >= 0: // the last stands before the decimals
		whole := strings.NewReplacer(".", "", ",", "").Replace(text[:last])
		text = whole + "." + text[last+1:]
	case last >= 0 && len(text)-last == 4 && strings.Trim(text[:last], "-0") != "":
		return 0, false
	case last >= 0:
		text = text[:last] + "." + text[last+1:]
	}
	if strings.Trim(text, "-0123456789.") != "" {
		return 0, false // an exponent, or what Go takes for a number and nobody else does
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// ParseDay reads a day as a person types it, 31-12-2026 or 2026-12-31, as wall-clock milliseconds of its beginning. Nothing
// typed is 0; false is a text that is no day.
func ParseDay(text string) (int64, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, true
	}
	text = strings.NewReplacer("/", "-", ".", "-").Replace(text)
	for _, layout := range []string{"2-1-2006", "2006-1-2", "2006-1-2T15:04:05", "2006-1-2 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil && sensible(t) {
			return t.UnixMilli(), true
		}
	}
	return 0, false
}

// sensible keeps out years that are slips, and the moment that stands for no date.
func sensible(t time.Time) bool { return t.Year() >= 1980 && t.Year() < 2200 }

// TypedDay writes a day as [ParseDay] reads it, 31-12-2026; empty for 0.
func TypedDay(ms int64) string {
	if ms == 0 {
		return ""
	}
	return contact.When(ms).Format("02-01-2006")
}
