package key

import (
	"bytes"
	"sync"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// region is where a number without a country is dialled.
const region = "NL"

// noNumbers are what telephone networks put for a number that is not shown: words
// such as ANONYMOUS on the keys of a telephone.
var noNumbers = map[string]bool{
	"266696687": true, "7378742833": true, "86282452253": true, "8656696": true, "2562533": true,
}

// appendPhone appends a telephone number as E.164. Digits that are no number that
// can be dialled stand behind tel:, with their country where they are as long as a
// number, so that 0601234567 and +31601234567 are one. Of a text with letters the
// number in front of them counts; where there is none it goes under the namespace.
// One without digits is what a telephone system says of a caller it does not know,
// in whatever words: it names nobody.
func appendPhone(to []byte, namespace string, text []byte) []byte {
	var room [15]byte
	if n, ok := dutch(room[:0], text); ok {
		if !nobodyNumber(n) { // one digit nine times
			to = append(append(to, "+31"...), n...)
		}
		return to
	}
	if at := bytes.IndexByte(text, ';'); at >= 0 { // parameters of a tel: address
		text = text[:at]
	}
	number, err := phonenumbers.Parse(string(text), region)
	if err == nil && phonenumbers.IsValidNumber(number) {
		full := phonenumbers.Format(number, phonenumbers.E164)
		if nobodyNumber([]byte(full)) {
			return to
		}
		return append(to, full...)
	}
	if bytes.IndexFunc(text, unicode.IsDigit) < 0 {
		return to
	}
	digits := make([]byte, 0, len(text))
	for i, c := range text {
		switch {
		case c-'0' <= 9:
			digits = append(digits, c)
		case (c|0x20)-'a' <= 'z'-'a' || c >= 0x80:
			if front := bytes.TrimRight(text[:i], " (-/"); len(digits) >= 9 && len(front) < len(text) {
				return appendPhone(to, namespace, front)
			}
			return appendOther(to, namespace, text)
		}
	}
	if nobodyNumber(digits) {
		return to
	}
	if err == nil && phonenumbers.IsPossibleNumber(number) {
		if full := phonenumbers.Format(number, phonenumbers.E164); len(full) > len("+31612345") {
			return append(append(to, "tel:"...), full[1:]...)
		}
	}
	return append(append(to, "tel:"...), digits...)
}

// nobodyNumber reports whether digits, or a number with its country, are no one's: a
// word for that on the keys, or one digit again and again.
func nobodyNumber(number []byte) bool {
	if len(number) == 0 || noNumbers[string(bytes.TrimPrefix(number, []byte("+")))] {
		return true
	}
	national := bytes.TrimPrefix(number, []byte("+31"))
	return len(national) >= 6 && len(bytes.TrimLeft(national, string(national[:1]))) == 0
}

// dutch reads a plain Dutch number and gives its nine digits behind the zero:
// 0612345678, 0031612345678, +31 (0)6 12345678, with spaces, points and dashes.
// It says no to whatever it is not sure of.
func dutch(to, text []byte) (nine []byte, ok bool) {
	var room [16]byte
	digits, plus := room[:0], false
	for i, c := range text {
		switch {
		case c-'0' <= 9:
			if len(digits) == len(room) {
				return nil, false
			}
			digits = append(digits, c)
		case c == '+' && i == 0:
			plus = true
		case c == ' ' || c == '-' || c == '.' || c == '(' || c == ')':
		default:
			return nil, false
		}
	}
	switch {
	case plus && bytes.HasPrefix(digits, []byte("31")):
		digits = digits[2:]
	case !plus && bytes.HasPrefix(digits, []byte("0031")):
		digits = digits[4:]
	case !plus && len(digits) == 10 && digits[0] == '0':
	default:
		return nil, false
	}
	if len(digits) == 10 && digits[0] == '0' {
		digits = digits[1:]
	}
	if len(digits) != 9 || !dialled(digits) {
		return nil, false
	}
	return append(to, digits...), true
}

// areas says of the first three digits whether they start a number of nine digits
// in the Netherlands: 1 for yes, 2 for no, 0 for not looked at yet.
var areas struct {
	sync.RWMutex
	known [1000]uint8
}

// dialled reports whether nine digits are a number of a place or a mobile one. The
// first three tell; the library is asked once for each.
func dialled(nine []byte) bool {
	if nine[0] < '1' || nine[0] > '7' {
		return false // service numbers are of several lengths: for the library
	}
	area := int(nine[0]-'0')*100 + int(nine[1]-'0')*10 + int(nine[2]-'0')
	areas.RLock()
	known := areas.known[area]
	areas.RUnlock()
	if known == 0 {
		known = 2
		number, err := phonenumbers.Parse("0"+string(nine[:3])+"123456", region)
		if err == nil && phonenumbers.IsValidNumber(number) {
			known = 1
		}
		areas.Lock()
		areas.known[area] = known
		areas.Unlock()
	}
	return known == 1
}

// appendSIP appends the number or the user of a sip: address.
func appendSIP(to []byte, namespace string, text []byte) []byte {
	if at := bytes.IndexAny(text, ";?>"); at >= 0 {
		text = text[:at]
	}
	user, _, _ := bytes.Cut(text, []byte("@"))
	if isNumber(user) {
		return appendPhone(to, namespace, user)
	}
	if nobody(text) || nobody(user) {
		return to
	}
	return append(append(to, "sip:"...), lower(text)...)
}

// isNumber reports whether the user of a sip: address is a telephone number.
func isNumber(user []byte) bool {
	digits := 0
	for i, c := range user {
		switch {
		case c-'0' <= 9:
			digits++
		case c == '+' && i == 0, c == '-', c == '.', c == '(', c == ')':
		default:
			return false
		}
	}
	return digits >= 8 || digits > 0 && user[0] == '+'
}
