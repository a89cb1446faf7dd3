package key

import "bytes"

// appendEmail appends an address: of several the first, without a display name
// around it, in small letters, without a plus-tag. What is no address goes under
// the namespace, so that it equals no key of another column.
func appendEmail(to []byte, namespace string, text []byte) []byte {
	if open := bytes.IndexByte(text, '<'); open >= 0 {
		if end := bytes.IndexByte(text[open:], '>'); end > 0 && bytes.IndexByte(text[open:open+end], '@') > 0 {
			text = text[open+1 : open+end]
		}
	}
	for _, part := range bytes.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' || r == ' ' || r == '\t' }) {
		if bytes.IndexByte(part, '@') >= 0 {
			text = part
			break
		}
	}
	text = lower(text)
	if _, rest := cutScheme(text); len(rest) > 0 {
		text = rest
	}
	if query := bytes.IndexByte(text, '?'); query > 0 {
		text = text[:query]
	}
	text = bytes.Trim(text, " \t'\"()<>.")
	at := bytes.LastIndexByte(text, '@')
	if at <= 0 || at == len(text)-1 || bytes.ContainsAny(text, "<>()\",;") {
		return appendOther(to, namespace, text)
	}
	local, domain := text[:at], text[at:]
	if plus := bytes.IndexByte(local, '+'); plus > 0 {
		local = local[:plus]
	}
	address := append(bytes.Clone(local), domain...)
	if nobody(address) {
		return to
	}
	return append(to, address...)
}
