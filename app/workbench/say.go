package workbench

import (
	"context"
	"errors"

	"eenkeer/assets/locale"
)

// spoken is an error that has a sentence for people in every language.
type spoken interface {
	error
	In(l *locale.Locale) string
}

// Say gives one clear sentence for any error. Errors that know none are
// unexpected; what they say is given with an apology.
func Say(err error, l *locale.Locale) string {
	var s spoken
	switch {
	case err == nil:
		return ""
	case errors.As(err, &s):
		return s.In(l)
	case errors.Is(err, context.Canceled):
		return l.T("error.canceled")
	}
	return l.T("error.unexpected", "error", err.Error())
}

// Message is an error of the workbench itself.
type Message struct {
	ID   string // of a text
	Args []any  // pairs, as for [locale.Locale.T]
	Err  error
}

// In gives the message in the language of l.
func (m *Message) In(l *locale.Locale) string { return l.T(m.ID, m.Args...) }

// Error gives the message in English.
func (m *Message) Error() string { return m.In(locale.New("en")) }

// Unwrap gives what lay beneath.
func (m *Message) Unwrap() error { return m.Err }
