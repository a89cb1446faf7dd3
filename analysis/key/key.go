package key

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kinds of customer keys.
const (
	ID    = "id"    // a customer number, or whatever tells customers apart
	Phone = "phone" // a telephone number
	Email = "email" // an e-mail address
	Other = "other" // a number that is the customer's, but may equal a customer number: order, policy
)

// Kinds lists the kinds in the order in which they are offered.
var Kinds = []string{ID, Phone, Email, Other}

// Namespace gives what stands before keys of kind [Other]: the header of their
// column in capitals, without accents and signs.
func Namespace(header string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(header) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToUpper(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// Normalise gives the one form of a key; empty when the text names nobody. A value
// that says itself what it is (an address with @, tel:, sip:) is taken as that in
// a column of any kind.
//
//	id     trimmed, without spaces, in capitals; leading zeros stay, 100000.0 is 100000
//	phone  +31612345678; what is no number that can be dialled, tel: and its digits
//	email  in small letters, without display name and plus-tag; words without @ name nobody
//	other  the namespace, a colon, and the text as an id
func Normalise(kind, namespace, text string) string {
	return string(Append(nil, kind, namespace, []byte(text)))
}

// Append appends the form that [Normalise] gives.
func Append(to []byte, kind, namespace string, text []byte) []byte {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || nobody(text) {
		return to
	}
	if kind != Email {
		text = wholeNumber(text)
	}
	if kind == ID && isPlain(text) {
		return append(to, text...)
	}
	if bare := unwrap(text); !bytes.Equal(bare, text) {
		return Append(to, kind, namespace, bare)
	}
	switch scheme, rest := cutScheme(text); scheme {
	case "tel":
		return appendPhone(to, namespace, rest)
	case "sip":
		return appendSIP(to, namespace, rest)
	case "mailto":
		return appendEmail(to, namespace, rest)
	}
	switch {
	case bytes.IndexByte(text, '@') >= 0:
		return appendEmail(to, namespace, text)
	case kind == Phone:
		return appendPhone(to, namespace, text)
	case kind == ID:
		return appendID(to, text)
	case kind == Email && bytes.ContainsAny(text, " \t"):
		return to // words such as "geen e-mail" name nobody
	}
	return appendOther(to, namespace, text)
}

// unwrap takes off what only keeps a spreadsheet from reading a text as a number,
// ="0123" and '0123, and signs that do not show, as copied numbers carry them.
func unwrap(text []byte) []byte {
	if n := len(text); n > 3 && text[0] == '=' && text[1] == '"' && text[n-1] == '"' {
		text = text[2 : n-1]
	}
	if len(text) > 1 && text[0] == '\'' {
		text = text[1:]
	}
	for _, c := range text {
		if c >= 0x80 {
			return bytes.Map(func(r rune) rune {
				if unicode.Is(unicode.Cf, r) {
					return -1
				}
				return r
			}, text)
		}
	}
	return text
}

// wholeNumber takes the zeros off a number that a program kept as a fraction:
// 100000.0 and 100000,00 are 100000. A text with leading zeros was no number.
func wholeNumber(text []byte) []byte {
	n := len(text)
	bare := bytes.TrimRight(text, "0")
	zeros := n - len(bare)
	if zeros < 1 || zeros > 2 || len(bare) < 2 || bare[0] == '0' {
		return text
	}
	last := len(bare) - 1
	if bare[last] != '.' && bare[last] != ',' {
		return text
	}
	for _, c := range bare[:last] {
		if c-'0' > 9 {
			return text
		}
	}
	return bare[:last]
}

// isPlain reports whether a text is in the form of an id already: digits, capitals
// and what joins them.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c-'0' > 9 && c-'A' > 'Z'-'A' && c != '-' && c != '.' && c != '_' {
			return false
		}
	}
	return true
}

// appendID appends a text without spaces and in capitals.
func appendID(to, text []byte) []byte {
	for _, r := range string(text) {
		if !unicode.IsSpace(r) && r > ' ' {
			to = append(to, string(unicode.ToUpper(r))...)
		}
	}
	return to
}

func appendOther(to []byte, namespace string, text []byte) []byte {
	to = append(to, namespace...)
	return appendID(append(to, ':'), text)
}

// cutScheme cuts tel:, sip:, sips: or mailto: off, in any case.
func cutScheme(text []byte) (scheme string, rest []byte) {
	at := bytes.IndexByte(text[:min(len(text), 8)], ':')
	if at < 0 {
		return "", text
	}
	switch s := strings.ToLower(string(text[:at])); s {
	case "tel", "mailto", "sip":
		return s, bytes.TrimSpace(text[at+1:])
	case "sips":
		return "sip", bytes.TrimSpace(text[at+1:])
	}
	return "", text
}

// names of nobody, in small letters and without spaces and signs.
var nobodies = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`anonymous anoniem anonymus anonym anonymousanonymousinvalid anonymousinvalid restricted unavailable
		private prive privé withheld blocked unknown onbekend unknownunknown nietbekend nummeronbekend nummerweergaveuit afgeschermd
		afgeschermdnummer privenummer undefined null none geen leeg blank nan na nvt nb naam noname unavailableunknowninvalid
		anonymousunknowninvalid calleridunavailable nocallerid outofarea notavailable notprovided geheim geheimnummer verborgen hidden
		onbekendnummer onbekendeklant anoniemnummer privénummer geennummer zondernummer unknownnumber unknowncaller privatenumber privatecaller nonumber
		hiddennumber withheldnumber blockednumber blockedcaller anonymouscaller`) {
		all[name] = true
	}
	return all
}()

// nobody reports whether a trimmed text names no one: a word for it, nothing but
// zeros, or nothing but signs.
func nobody(text []byte) bool {
	digits := 0
	for _, c := range text {
		if c-'1' <= 8 {
			return false // a digit but zero
		}
		if c == '0' {
			digits++
		}
	}
	if len(text) > 60 {
		return false
	}
	_, text = cutScheme(text)
	var word [60]byte
	letters := word[:0]
	for _, c := range text {
		switch {
		case c-'A' <= 'Z'-'A':
			letters = append(letters, c|0x20)
		case c-'a' <= 'z'-'a' || c >= 0x80:
			letters = append(letters, c)
		}
	}
	if len(letters) == 0 {
		return true
	}
	return digits == 0 && nobodies[string(letters)]
}

// lower gives a text in small letters, without spaces and control characters.
func lower(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r <= ' ' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}
