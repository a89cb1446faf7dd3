package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"eenkeer/assets/locale"
)

// The ids of what can be wrong, which are those of the texts in
// assets/locale/*/workspace.json.
const (
	ErrMissing       = "workspace.error.missing"        // no such file
	ErrFolderMissing = "workspace.error.folder_missing" // no folder to make it in
	ErrFolder        = "workspace.error.folder"         // it is a folder
	ErrExists        = "workspace.error.exists"         // Create will not overwrite
	ErrEmpty         = "workspace.error.empty"          // zero bytes
	ErrNotWorkspace  = "workspace.error.not_workspace"  // something else
	ErrNewer         = "workspace.error.newer"          // made by a newer program
	ErrOld           = "workspace.error.old"            // must be brought up to date, and cannot be written
	ErrDamaged       = "workspace.error.damaged"        // the file
	ErrDamagedBatch  = "workspace.error.damaged_batch"  // one import; arg batch
	ErrUnfinished    = "workspace.error.unfinished"     // a change was broken off and cannot be undone here
	ErrInUse         = "workspace.error.in_use"         // another program has it; arg who, since
	ErrInUseUnknown  = "workspace.error.in_use_unknown" // the same, and it does not say who
	ErrReadOnly      = "workspace.error.read_only"      // the place cannot be written
	ErrTakenOver     = "workspace.error.taken_over"     // another machine took it while this one was away; arg who
	ErrNoPermission  = "workspace.error.no_permission"
	ErrBusy          = "workspace.error.busy"
	ErrDiskFull      = "workspace.error.disk_full"
	ErrDisk          = "workspace.error.disk"     // reading or writing failed
	ErrNoBatch       = "workspace.error.no_batch" // no import with this number
	ErrSameFile      = "workspace.error.same_file"
	ErrClosed        = "workspace.error.closed"
)

// Error is something that a person can be told about a workspace. ID is one of
// the constants above and the id of the text; Args are pairs for it, as for
// [locale.Locale.T], without the file. It never holds a customer's data.
type Error struct {
	ID   string
	File string // path
	Args []any
	Err  error // what lay beneath, if anything
}

// Error gives the message in English.
func (e *Error) Error() string { return e.In(locale.New("en")) }

// In gives the message in the language of l: what happened, and what to do.
// Times are local ones.
func (e *Error) In(l *locale.Locale) string {
	pairs := append([]any{"file", nameOf(e.File)}, e.Args...)
	for i, a := range pairs {
		if t, ok := a.(time.Time); ok {
			pairs[i] = l.DateTime(t.Local())
		}
	}
	return l.T(e.ID, pairs...)
}

func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is(err, &Error{ID: …}) ask for the id alone.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.ID == e.ID
}

// explain turns what SQLite or the system says into an [Error]. Errors that
// are explained already, and the end of a context, stay as they are.
func explain(path string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		isMistake(err) {
		return err
	}
	return &Error{ID: explainID(err), File: path, Err: err}
}

// explainIn is explain for work under a context, whose end is then the reason.
func explainIn(ctx context.Context, path string, err error) error {
	var known *Error
	if err != nil && ctx.Err() != nil && !errors.As(err, &known) {
		return ctx.Err()
	}
	return explain(path, err)
}

// mistake is an error of a caller, which no person can do anything about.
type mistake string

func (m mistake) Error() string { return "workspace: " + string(m) }

func mistaken(format string, args ...any) error { return mistake(fmt.Sprintf(format, args...)) }

func isMistake(err error) bool {
	var m mistake
	return errors.As(err, &m)
}

func explainID(err error) string {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		if lite.Code() == sqlite3.SQLITE_READONLY_ROLLBACK || lite.Code() == sqlite3.SQLITE_READONLY_RECOVERY {
			return ErrUnfinished
		}
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return ErrDiskFull
		case sqlite3.SQLITE_READONLY:
			return ErrReadOnly
		case sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN:
			return ErrNoPermission
		case sqlite3.SQLITE_CORRUPT:
			return ErrDamaged
		case sqlite3.SQLITE_NOTADB:
			return ErrNotWorkspace
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return ErrBusy
		}
		return ErrDisk
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrMissing
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrNoPermission
	case isDiskFull(err):
		return ErrDiskFull
	case errors.Is(err, os.ErrClosed):
		return ErrClosed
	}
	return ErrDisk
}
