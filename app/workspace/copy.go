package workspace

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// SaveCopy writes the workspace to another file, without what was taken back,
// and leaves this one open. A file that lies there is replaced, in one step
// and only when the copy is whole; one that someone has open is not.
func (w *Workspace) SaveCopy(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return explain(path, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return &Error{ID: ErrFolderMissing, File: path, Args: []any{"folder", folder}, Err: err}
	}
	if there, err := os.Stat(path); err == nil {
		if here, err := os.Stat(w.path); err == nil && os.SameFile(here, there) {
			return &Error{ID: ErrSameFile, File: path}
		}
		if there.IsDir() {
			return &Error{ID: ErrFolder, File: path}
		}
	}
	l, other, err := acquire(path)
	switch {
	case errors.Is(err, errInUse):
		return inUse(path, other)
	case err != nil:
		return &Error{ID: noLockID(err), File: path, Err: err}
	}
	defer l.release()
	temp := filepath.Join(folder, "."+nameOf(path)+"."+rand.Text()[:8]+".tmp")
	defer os.Remove(temp) // renamed when all went well
	defer os.Remove(temp + "-journal")
	err = w.read(ctx, func(c *sql.Conn) error {
		if _, err := c.ExecContext(ctx, `VACUUM INTO ?`, temp); err != nil {
			var known *Error
			if id := explainID(err); !errors.As(err, &known) && id != ErrDamaged && ctx.Err() == nil {
				return &Error{ID: id, File: path, Err: err} // it is the copy that could not be written
			}
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := finishCopy(ctx, temp); err != nil {
		return explainIn(ctx, path, err)
	}
	// A change that was broken off in the file being replaced must not be rolled back into the copy.
	if err := os.Remove(path + "-journal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return explainIn(ctx, path, err)
	}
	return explainIn(ctx, path, os.Rename(temp, path))
}

// finishCopy removes from a copy what was taken back and puts it on the disk.
func finishCopy(ctx context.Context, path string) error {
	w := &Workspace{path: path}
	if err := w.connect(readWrite); err != nil {
		return err
	}
	err := w.purge(ctx)
	if cerr := w.db.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = syncFile(path)
	}
	return err
}
