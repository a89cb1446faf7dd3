package moment

// numericDate reads a date of three numbers with '-', '/', '.' or a space
// between, in the order given ("dmy", "mdy" or "ymd"); four digits in front are a
// year always. rest is where the date ends.
func numericDate(s []byte, order string) (ms int64, rest int, as Form, ok bool) {
	a, na, i := number(s, 0)
	if na == 0 || na == 3 || na > 4 || i >= len(s) {
		return 0, 0, 0, false
	}
	sep := s[i]
	if sep != '-' && sep != '/' && sep != '.' && sep != ' ' {
		return 0, 0, 0, false
	}
	i++
	for i < len(s) && s[i] == ' ' && sep != ' ' {
		i++ // "1- 2-2025", as some tools pad
	}
	b, nb, i := number(s, i)
	if nb == 0 || nb > 2 || i >= len(s) || s[i] != sep {
		return 0, 0, 0, false
	}
	i++
	for i < len(s) && s[i] == ' ' && sep != ' ' {
		i++
	}
	c, nc, i := number(s, i)
	if nc == 0 || nc == 3 || nc > 4 || i < len(s) && s[i]-'0' <= 9 {
		return 0, 0, 0, false
	}
	if na == 4 || order == "ymd" && nc <= 2 {
		if nc > 2 {
			return 0, 0, 0, false
		}
		if na <= 2 {
			a = fullYear(a)
		}
		ms, ok = date(a, b, c)
		return ms, i, FormYear, ok
	}
	if nc == 1 {
		return 0, 0, 0, false
	}
	if nc == 2 {
		c = fullYear(c)
	}
	as = formOf(a, b)
	if order == "mdy" {
		a, b = b, a
	}
	ms, ok = date(c, b, a)
	return ms, i, as, ok
}
