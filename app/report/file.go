package report

import (
	"bufio"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Save writes a file as a whole or not at all: to a file beside it, which then
// takes its place. What is not an ordinary file (a device, a pipe) is written
// to as it is. A refusal is an *Error.
func Save(path string, write func(io.Writer) error) error {
	if full, err := filepath.EvalSymlinks(path); err == nil {
		path = full
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return &Error{ID: ErrIsFolder, File: path}
	case err == nil && !info.Mode().IsRegular():
		return saveTo(path, os.O_WRONLY, 0, path, write)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return WriteError(path, err)
	}
	mode := fs.FileMode(0o666)
	if err == nil {
		mode = info.Mode().Perm()
		if mode&0o200 == 0 {
			return &Error{ID: ErrNoPermission, File: path, Err: fs.ErrPermission}
		}
	}
	beside := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".tmp")
	if err := saveTo(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode, path, write); err != nil {
		os.Remove(beside)
		return err
	}
	if err := os.Rename(beside, path); err != nil {
		os.Remove(beside)
		return &Error{ID: ErrReplace, File: path, Err: err}
	}
	return nil
}

// saveTo writes to the file name; errors are said of path.
func saveTo(name string, flag int, mode fs.FileMode, path string, write func(io.Writer) error) (err error) {
	f, err := os.OpenFile(name, flag, mode)
	if err != nil {
		return WriteError(path, err)
	}
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = WriteError(path, e)
		}
	}()
	out := bufio.NewWriterSize(f, 1<<16)
	if err := write(out); err != nil {
		return WriteError(path, err)
	}
	if err := out.Flush(); err != nil {
		return WriteError(path, err)
	}
	if flag&os.O_CREATE == 0 {
		return nil // a device: nothing to make sure of
	}
	if err := f.Sync(); err != nil {
		return WriteError(path, err)
	}
	return nil
}

// WriteError turns what the system said about writing path into an *Error. An
// *Error stays what it is.
func WriteError(path string, err error) error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &Error{ID: ErrNoFolder, File: path, Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &Error{ID: ErrNoPermission, File: path, Err: err}
	case diskFull(err):
		return &Error{ID: ErrDiskFull, File: path, Err: err}
	}
	var bare *fs.PathError
	if errors.As(err, &bare) {
		err = bare.Err // the sentence names the file itself
	}
	return &Error{ID: ErrWrite, File: path, Err: err}
}
