package key

import "strings"

// words of headers that say what kind of key a column holds, in the form of
// [Namespace] without its spaces.
var words = []struct {
	kind string
	list []string
}{
	{Email, []string{"EMAIL", "EMAILADRES", "MAILADRES", "MAIL"}},
	{Phone, []string{"TELEFOON", "PHONE", "MOBIEL", "MOBILE", "GSM", "MSISDN", "BELLER", "CALLERNUMBER", "CALLINGNUMBER", "CUSTOMERENDPOINT", "TELNR", "TELNUMMER"}},
	{Other, []string{"ORDER", "BESTEL", "BESTELLING", "POLIS", "POLICY", "CONTRACT", "DOSSIER", "ZAAK", "FACTUUR", "INVOICE", "KENTEKEN", "SERIE", "SERIAL",
		"MELDING", "TICKET", "CASE", "AANSLUITING", "METERNUMMER", "EANCODE", "SESSION", "SESSIE", "COOKIE"}},
}

// short words that only count on their own.
var shortWords = map[string]string{"ANI": Phone, "CLI": Phone, "REMOTE": Phone, "TEL": Phone, "ORIGINATION": Phone, "FROM": Phone, "MAIL": Email, "EAN": Other}

// Guess says what kind of key a column holds, by its header and some of its values.
func Guess(header string, values []string) string {
	emails, phones, numbered, n := 0, 0, 0, 0
	for _, v := range values {
		v = strings.TrimSpace(v)
		if v == "" || nobody([]byte(v)) {
			continue
		}
		n++
		if strings.ContainsAny(v, "0123456789") {
			numbered++
		}
		switch form := Normalise(ID, "", v); {
		case strings.HasPrefix(form, "sip:"), strings.HasPrefix(form, "+"), strings.HasPrefix(form, "tel:"):
			phones++
		case strings.Contains(form, "@"):
			emails++
		default:
			if _, ok := dutch(nil, []byte(v)); ok {
				phones++
			}
		}
	}
	most := func(k int) bool { return n > 0 && k*2 > n }
	if most(emails) {
		return Email
	}
	name := Namespace(header)
	if kind, ok := shortWords[name]; ok && (kind != Phone || n == 0 || phones*5 > n) {
		return kind
	}
	joined := strings.ReplaceAll(name, " ", "")
	for _, w := range words {
		for _, word := range w.list {
			if strings.Contains(joined, word) && (n == 0 || w.kind == Other || w.kind == Phone && numbered*5 > n) {
				return w.kind
			}
		}
	}
	if most(phones) && !strings.Contains(joined, "KLANT") && !strings.Contains(joined, "CUSTOMER") && !strings.Contains(joined, "RELATIE") {
		return Phone
	}
	return ID
}
