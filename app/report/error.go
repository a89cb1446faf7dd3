package report

import (
	"path/filepath"

	"eenkeer/assets/locale"
)

// Ids of what can go wrong when a file is written, which are those of the texts.
const (
	ErrNoFolder     = "report.error.no_folder"
	ErrIsFolder     = "report.error.is_folder"
	ErrNoPermission = "report.error.no_permission"
	ErrDiskFull     = "report.error.disk_full"
	ErrReplace      = "report.error.replace" // the file is there and cannot be replaced
	ErrWrite        = "report.error.write"
	ErrPicture      = "report.error.picture" // not a kind of picture that can be written
	ErrTooManyRows  = "report.error.too_many_rows"
	ErrImportKind   = "report.error.import_kind" // not a kind of file that an import report can be written to
	ErrListKind     = "report.error.list_kind"   // not a kind of file that a list of actions can be written to
)

// Error says why a file could not be written.
type Error struct {
	ID   string
	File string
	Args []any
	Err  error // what the system said; may be nil
}

// Error gives the English sentence.
func (e *Error) Error() string { return e.In(locale.New("en")) }

// In gives the sentence in a language.
func (e *Error) In(l *locale.Locale) string {
	pairs := append([]any{"file", filepath.Base(e.File), "folder", filepath.Dir(e.File)}, e.Args...)
	if e.Err != nil {
		pairs = append(pairs, "cause", e.Err.Error())
	}
	return l.T(e.ID, pairs...)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
