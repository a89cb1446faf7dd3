package repeat

import (
	"errors"

	"eenkeer/assets/locale"
)

// wrongError is what makes no sense about a definition, or about a part of one as it was typed.
type wrongError struct {
	id   string // of the text, behind "definition.wrong."
	args []any  // pairs of a name and a value
}

func wrong(id string, args ...any) error { return &wrongError{id, args} }

func (e *wrongError) in(l *locale.Locale) string { return l.T("definition.wrong."+e.id, e.args...) }

// Error says it in English, as logs have it.
func (e *wrongError) Error() string { return e.in(locale.New("en")) }

// Wrong says in the language of l what is wrong with a definition, a duration or a time of day, without a capital and a full
// stop; of any other error its own text.
func Wrong(err error, l *locale.Locale) string {
	var w *wrongError
	if errors.As(err, &w) {
		return w.in(l)
	}
	return err.Error()
}

// TooLong reports whether a duration was refused for its length alone.
func TooLong(err error) bool {
	var w *wrongError
	return errors.As(err, &w) && w.id == "span_long"
}
