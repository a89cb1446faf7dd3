package kaizen

import (
	"strings"
	"unicode"
)

// oneLine gives a text as one line with single spaces, without characters that cannot be seen.
func oneLine(text string) string { return strings.Join(strings.Fields(plain(text)), " ") }

// lines gives a text of more lines as it is kept: without space around it, its lines
// ended one way, without characters that cannot be seen.
func lines(text string) string {
	return strings.TrimSpace(plain(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)))
}

// plain leaves out what no text of a person holds: control characters, and bytes that
// are no text at all, which no file that is exchanged can carry.
func plain(text string) string {
	return strings.Map(func(c rune) rune {
		if c == unicode.ReplacementChar || c == '\ufeff' || c == '\ufffe' || c == '\uffff' || unicode.IsControl(c) && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, text)
}
