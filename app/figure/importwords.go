package figure

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/assets/locale"
)

// ReasonCount is how many rows or values could not be used for a reason.
type ReasonCount struct {
	Reason string `json:"reason"` // one of the Problem… constants of package ingest
	N      int    `json:"n"`
	Drops  bool   `json:"drops"` // the row was left out
}

// CountReasons puts the reasons in order: those that cost a row first, then by
// how often.
func CountReasons(count map[string]int) []ReasonCount {
	var all []ReasonCount
	for _, reason := range slices.Sorted(maps.Keys(count)) {
		if count[reason] > 0 {
			all = append(all, ReasonCount{reason, count[reason], slices.Contains(ingest.Dropping, reason)})
		}
	}
	slices.SortStableFunc(all, func(a, b ReasonCount) int {
		if a.Drops != b.Drops {
			if a.Drops {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.N, a.N)
	})
	return all
}

// ReasonName names a reason in a word or three.
func ReasonName(reason string, l *locale.Locale) string {
	id := "data.reason." + reason[strings.LastIndexByte(reason, '.')+1:]
	if l.Has(id) {
		return l.T(id)
	}
	return l.T(reason)
}

// SeparatorName names what stands between cells; empty for none.
func SeparatorName(sep string, l *locale.Locale) string {
	switch sep {
	case "":
		return ""
	case ";":
		return l.T("data.separator.semicolon")
	case ",":
		return l.T("data.separator.comma")
	case "\t":
		return l.T("data.separator.tab")
	case "|":
		return l.T("data.separator.bar")
	case " ":
		return l.T("data.separator.space")
	}
	return l.T("data.separator.other", "sep", sep)
}

// FileSize writes a count of bytes in the unit that reads best; nothing for none.
func FileSize(bytes int64, l *locale.Locale) string {
	switch mb := float64(bytes) / 1e6; {
	case bytes <= 0:
		return ""
	case mb >= 1000:
		return l.Decimal(mb/1000, 1) + " GB"
	case mb >= 0.95:
		return l.Decimal(mb, 1) + " MB"
	}
	return l.Int(int(max(1, (bytes+500)/1000))) + " kB"
}

// DateOrders are the orders of dates.
var DateOrders = []string{"dmy", "mdy", "ymd"}

// OrderName names an order of dates; empty for none.
func OrderName(order string, l *locale.Locale) string {
	if slices.Contains(DateOrders, order) {
		return l.T("data.order." + order)
	}
	return ""
}

// Share writes part ÷ of as a percentage; a dash of nothing.
func Share(part, of int, l *locale.Locale) string {
	if of == 0 {
		return "–"
	}
	return l.Percent(float64(part) / float64(of))
}

// FieldName names a field, beginning with a capital.
func FieldName(f contact.Field, l *locale.Locale) string { return Capital(l.T("field." + string(f))) }

// Capital makes the first letter of a text a capital.
func Capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:min(1, len(r))])) + string(r[min(1, len(r)):])
}

// KeyKind names a kind of customer key; empty for none.
func KeyKind(kind string, l *locale.Locale) string {
	if id := "data.key_kind." + kind; kind != "" && l.Has(id) {
		return l.T(id)
	}
	return kind
}
