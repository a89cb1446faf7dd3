package session

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// ahead is a number of days, weeks or months from today, as people say it in either language.
var ahead = regexp.MustCompile(`^(?:\+|over |in )?\s*(\d{1,3})\s*(d|dg|dag|dagen|day|days|w|wk|week|weken|weeks|m|mnd|maand|maanden|month|months)$`)

// short is a day and month without a year.
var short = regexp.MustCompile(`^(\d{1,2})[-/. ](\d{1,2})$`)

// readDay reads a day: "28-6-2026", "28-6" (the next one that comes), "2 weken", "3w", "+10d". An empty text is none.
func readDay(text string, today repeat.Date) (repeat.Date, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return repeat.Date{}, nil
	}
	if m := ahead.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		switch m[2][0] {
		case 'w':
			return today.AddDays(7 * n), nil
		case 'm':
			return repeat.DateOf(today.Time().AddDate(0, n, 0)), nil
		}
		return today.AddDays(n), nil
	}
	if m := short.FindStringSubmatch(text); m != nil {
		for _, year := range []int{today.Time().Year(), today.Time().Year() + 1} {
			d, err := repeat.ParseDate(fmt.Sprintf("%s-%s-%d", m[1], m[2], year))
			if err != nil {
				break
			}
			if !d.Time().Before(today.Time()) {
				return d, nil
			}
		}
	}
	d, err := repeat.ParseDate(strings.ReplaceAll(strings.ReplaceAll(text, "/", "-"), ".", "-"))
	if err != nil {
		return d, &problem{id: "session.bad.day"}
	}
	return d, nil
}

// writeDay writes a day as it is typed.
func writeDay(d repeat.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("2-1-2006")
}

// readShare reads a share in percent: "33", "33,5 %". An empty text is none.
func readShare(text string) (*float64, error) {
	text = strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), ",", ".")
	if text == "" {
		return nil, nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x <= 100) {
		return nil, &problem{id: "session.bad.share"}
	}
	x /= 100
	return &x, nil
}

// writeShare writes a share as it is typed.
func writeShare(x *float64, l *locale.Locale) string {
	if x == nil {
		return ""
	}
	return strings.ReplaceAll(l.Percent(*x), "\u00a0", " ")
}

// readPoints reads a change in percentage points: "-4", "−4,2", "4" (lower), "4 minder". An empty text is none.
func readPoints(text string) (*float64, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil, nil
	}
	less := false
	for _, word := range []string{"minder", "lager", "fewer", "less", "lower"} {
		if strings.Contains(text, word) {
			less, text = true, strings.ReplaceAll(text, word, "")
		}
	}
	for _, unit := range []string{"procentpunten", "procentpunt", "percentage points", "pp", "pt", "%"} {
		text = strings.ReplaceAll(text, unit, "")
	}
	text = strings.NewReplacer("−", "-", ",", ".", "\u00a0", "", " ", "").Replace(text)
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= -100 && x <= 100) {
		return nil, &problem{id: "session.bad.points"}
	}
	if bare := !strings.ContainsAny(text, "+-"); x > 0 && (less || bare) { // "4" is four points lower: nobody plans for more repeats
		x = -x
	}
	return &x, nil
}

// writePoints writes a change as it is typed.
func writePoints(x *float64, l *locale.Locale) string {
	if x == nil {
		return ""
	}
	return strings.ReplaceAll(l.Points(*x/100), "\u00a0", " ")
}
