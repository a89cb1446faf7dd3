package book

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"
)

// A lexer cuts XML into tags and texts. It knows no more of XML than the parts
// of workbooks use, and says so when there is more: document types, other
// encodings and entities of one's own.
type lexer struct {
	buf  []byte
	pos  int
	more func(rest []byte) ([]byte, error) // what was left and the next bytes behind it; io.EOF after the last
	done bool
}

// tokenKind says what a token is.
type tokenKind uint8

const (
	tokenOther tokenKind = iota // a comment or an instruction
	tokenStart
	tokenEmpty // a start with its end: <c/>
	tokenEnd
	tokenText
	tokenCDATA
)

// token is a piece of XML. Its bytes hold until the next one is asked for.
type token struct {
	kind tokenKind
	name []byte // local name of a tag
	body []byte // the attributes of a start, or the text
}

// maxToken bounds a tag or a text between two tags.
const maxToken = 4 << 20

// next gives the next token. After the last it gives io.EOF.
func (l *lexer) next() (token, error) {
	for {
		t, n, state := lex(l.buf[l.pos:], l.done)
		switch {
		case state == lexBad:
			return token{}, errUnusual
		case state == lexOK:
			l.pos += n
			return t, nil
		case l.done:
			if l.pos == len(l.buf) {
				return token{}, io.EOF
			}
			return token{}, errUnusual
		case len(l.buf)-l.pos > maxToken:
			return token{}, errUnusual
		}
		if err := l.fill(); err != nil {
			return token{}, err
		}
	}
}

// fill puts the next bytes behind those that are left.
func (l *lexer) fill() error {
	next, err := l.more(l.buf[l.pos:])
	if err == io.EOF {
		l.done = true
		return nil
	}
	if err != nil {
		return err
	}
	l.buf, l.pos = next, 0
	return nil
}

type lexState uint8

const (
	lexOK lexState = iota
	lexMore
	lexBad
)

var (
	commentStart, commentEnd = []byte("<!--"), []byte("-->")
	cdataStart, cdataEnd     = []byte("<![CDATA["), []byte("]]>")
)

// lex cuts one token off. last says that nothing comes behind b.
func lex(b []byte, last bool) (t token, n int, state lexState) {
	if len(b) == 0 {
		return t, 0, lexMore
	}
	if b[0] != '<' {
		n = bytes.IndexByte(b, '<')
		if n < 0 {
			if !last {
				return t, 0, lexMore
			}
			n = len(b)
		}
		return token{kind: tokenText, body: b[:n]}, n, lexOK
	}
	if len(b) < 2 {
		return t, 0, lexMore
	}
	switch b[1] {
	case '!':
		for _, k := range [...]struct {
			start, end []byte
			kind       tokenKind
		}{{commentStart, commentEnd, tokenOther}, {cdataStart, cdataEnd, tokenCDATA}} {
			if !bytes.HasPrefix(b, k.start) {
				if len(b) < len(k.start) && bytes.HasPrefix(k.start, b) {
					return t, 0, lexMore
				}
				continue
			}
			end := bytes.Index(b[len(k.start):], k.end)
			if end < 0 {
				return t, 0, lexMore
			}
			body := b[len(k.start):][:end]
			return token{kind: k.kind, body: body}, len(k.start) + end + len(k.end), lexOK
		}
		return t, 0, lexBad
	case '?':
		end := bytes.Index(b, []byte("?>"))
		if end < 0 {
			return t, 0, lexMore
		}
		if code, ok := attribute(bytes.TrimPrefix(b[2:end], []byte("xml")), "encoding"); ok && !bytes.EqualFold(code, []byte("UTF-8")) && !bytes.EqualFold(code, []byte("US-ASCII")) {
			return t, 0, lexBad
		}
		return token{kind: tokenOther}, end + 2, lexOK
	case '/':
		end := bytes.IndexByte(b, '>')
		if end < 0 {
			return t, 0, lexMore
		}
		return token{kind: tokenEnd, name: localName(bytes.TrimRight(b[2:end], " \t\r\n"))}, end + 1, lexOK
	}
	i := 1
	for i < len(b) && b[i] > ' ' && b[i] != '>' && b[i] != '/' && b[i] != '<' {
		i++
	}
	name := i
	for ; i < len(b); i++ {
		switch b[i] {
		case '"', '\'':
			end := bytes.IndexByte(b[i+1:], b[i])
			if end < 0 {
				return t, 0, lexMore
			}
			i += 1 + end
		case '<':
			return t, 0, lexBad
		case '>':
			if name == 1 {
				return t, 0, lexBad
			}
			t = token{kind: tokenStart, name: localName(b[1:name]), body: b[name:i]}
			if b[i-1] == '/' {
				t.kind = tokenEmpty
				t.body = b[name : i-1]
			}
			return t, i + 1, lexOK
		}
	}
	return t, 0, lexMore
}

// localName leaves the prefix off a name.
func localName(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// attribute gives an attribute of a start by its local name, as it is written.
func attribute(b []byte, want string) ([]byte, bool) {
	for i := 0; i < len(b); {
		for i < len(b) && (b[i] <= ' ' || b[i] == '/') {
			i++
		}
		from := i
		for i < len(b) && b[i] != '=' && b[i] > ' ' {
			i++
		}
		name := b[from:i]
		for i < len(b) && b[i] <= ' ' {
			i++
		}
		if i >= len(b) || b[i] != '=' {
			return nil, false
		}
		for i++; i < len(b) && b[i] <= ' '; i++ {
		}
		if i >= len(b) || b[i] != '"' && b[i] != '\'' {
			return nil, false
		}
		end := bytes.IndexByte(b[i+1:], b[i])
		if end < 0 {
			return nil, false
		}
		if string(localName(name)) == want {
			return b[i+1 : i+1+end], true
		}
		i += end + 2
	}
	return nil, false
}

// isTrue reads a yes or no of an attribute.
func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" || string(b) == "on" }

// whole reads digits.
func whole(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c -= '0'; c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}

// special marks the bytes of a text that do not stand for themselves: references,
// returns, the underscore that may begin an escape, and whatever is not ASCII.
var special = func() (t [256]bool) {
	for _, b := range []byte("&<\r_") {
		t[b] = true
	}
	for b := utf8.RuneSelf; b < 256; b++ {
		t[b] = true
	}
	return t
}()

// plain reports whether all of a text stands for itself.
func plain(b []byte) bool {
	for _, c := range b {
		if special[c] {
			return false
		}
	}
	return true
}

// appendText adds a text with its references resolved, line ends as XML has them
// and bytes that are no UTF-8 replaced.
func appendText(dst, b []byte) ([]byte, error) {
	if plain(b) {
		return append(dst, b...), nil
	}
	if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, []byte("\ufffd"))
	}
	for i := 0; i < len(b); {
		switch b[i] {
		case '\r':
			if i++; i == len(b) || b[i] != '\n' {
				dst = append(dst, '\n')
			}
		case '&':
			end := bytes.IndexByte(b[i:min(len(b), i+12)], ';')
			if end < 0 {
				return dst, errUnusual
			}
			r, ok := reference(b[i+1 : i+end])
			if !ok {
				return dst, errUnusual
			}
			dst = utf8.AppendRune(dst, r)
			i += end + 1
		default:
			dst = append(dst, b[i])
			i++
		}
	}
	return dst, nil
}

// appendTo adds what a text or a CDATA section says.
func (t token) appendTo(dst []byte) ([]byte, error) {
	if t.kind == tokenCDATA {
		return append(dst, bytes.ToValidUTF8(t.body, []byte("\ufffd"))...), nil
	}
	return appendText(dst, t.body)
}

// reference resolves what stands between & and ;.
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	text, base := string(name[1:]), 10
	if text[0] == 'x' {
		text, base = text[1:], 16
	}
	n, err := strconv.ParseUint(text, base, 32)
	if err != nil || n > utf8.MaxRune || n == 0 {
		return 0, false
	}
	return rune(n), true
}
