package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
	"modernc.org/sqlite"
)

// Pages of 16 KiB read and write chunks of megabytes fast, and still make an
// empty workspace a small file.
const pageSize = 16384

// busyWait is how long SQLite waits for another program to finish a change.
const busyWait = 10 * time.Second

// everyone is the whole of the semaphore: a writer takes it all, a reader one.
const everyone = 1 << 20

// Workspace is an open workspace. It is safe for concurrent use: readers go
// together, a change waits for them and they for it, until their context ends.
type Workspace struct {
	path   string
	db     *sql.DB
	lock   *lock // nil when read-only
	holder Holder
	why    *Error // why it is read-only
	gate   *semaphore.Weighted

	cache textCache

	mu     sync.Mutex
	closed bool
}

func init() {
	// Without this, closing any other handle on a workspace (one who looks whether a file is a CSV)
	// would drop the locks SQLite holds on it. Only Linux has it; elsewhere the risk stays small.
	_, _ = sqlite.OFDLocking(true)
}

// Create makes a new workspace and opens it. An empty file may lie there
// already (a save dialog leaves one); anything else is [ErrExists].
func Create(path string) (*Workspace, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, err)
	}
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return nil, &Error{ID: ErrFolder, File: path}
	case err == nil && info.Size() > 0:
		return nil, &Error{ID: ErrExists, File: path}
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return nil, explain(path, err)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return nil, &Error{ID: ErrFolderMissing, File: path, Args: []any{"folder", filepath.Dir(path)}, Err: err}
	}
	l, holder, err := acquire(path)
	switch {
	case errors.Is(err, errInUse):
		return nil, inUse(path, holder)
	case err != nil:
		return nil, &Error{ID: noLockID(err), File: path, Err: err}
	}
	// What a crash left beside a file that is no more must not be rolled back into the new one.
	_ = os.Remove(path + "-journal")
	w := &Workspace{path: path, lock: l, holder: holder, gate: semaphore.NewWeighted(everyone)}
	if err = w.connect(newFile); err == nil {
		if err = w.migrate(context.Background()); err == nil {
			openHere(w)
			return w, nil
		}
		w.db.Close()
		_ = os.Remove(path + "-journal")
		_ = os.Remove(path) // it was empty or not there
	}
	l.release()
	return nil, explain(path, err)
}

// Open opens a workspace: for writing if it can, else read-only, and then
// [Workspace.Why] says why. A file that is damaged, newer than the program or
// no workspace is left as it is, to the byte, and the error says which.
func Open(path string) (*Workspace, error) { return openAs(path, false) }

// View opens a workspace for reading only: it takes no lock from anyone who
// wants to write, and changes nothing. One of an older version, or that a crash
// left half changed, is first put right as [Open] does.
func View(path string) (*Workspace, error) { return openAs(path, true) }

func openAs(path string, view bool) (*Workspace, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // the lock must lie beside the file itself
	}
	if isOpenHere(path) {
		return openAgain(path)
	}
	h, err := probe(path)
	for range 3 { // another program may just be writing it
		if !errors.Is(err, &Error{ID: ErrDamaged}) {
			break
		}
		time.Sleep(20 * time.Millisecond)
		h, err = probe(path)
	}
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	w := &Workspace{path: path, gate: semaphore.NewWeighted(everyone)}
	if view && !h.unclosed && h.version == schemaVersion() {
		w.why = &Error{ID: ErrReadOnly, File: path}
		w.holder, _ = readHolder(path)
	} else if err := writable(path); err != nil {
		w.why = &Error{ID: ErrReadOnly, File: path, Err: err}
		w.holder, _ = readHolder(path)
	} else {
		w.lock, w.holder, err = acquire(path)
		switch {
		case errors.Is(err, errInUse):
			w.why = inUse(path, w.holder)
		case err != nil:
			w.why = &Error{ID: ErrReadOnly, File: path, Err: err}
		}
	}
	if err := w.open(ctx, h); err != nil {
		if w.db != nil {
			w.db.Close()
		}
		if w.lock != nil {
			w.lock.release()
		}
		return nil, explain(path, err)
	}
	openHere(w)
	return w, nil
}

// openAgain opens a workspace that this program has open already: read-only,
// and without looking at the file on the side, for outside Linux closing a
// second handle on it would drop the locks of the first.
func openAgain(path string) (*Workspace, error) {
	w := &Workspace{path: path, gate: semaphore.NewWeighted(everyone)}
	w.holder, _ = readHolder(path)
	w.why = inUse(path, w.holder)
	if err := w.connect(readOnly); err != nil {
		return nil, explain(path, err)
	}
	return w, nil
}

// open looks into the file and then opens it for use.
func (w *Workspace) open(ctx context.Context, h header) error {
	if w.lock != nil && !h.unclosed {
		// Nobody writes, and nothing is to be rolled back: SQLite can look without a lock or a trace.
		if err := w.connect(immutable); err != nil {
			return err
		}
		err := w.inspect(ctx)
		w.db.Close()
		w.db = nil
		if err != nil {
			return err
		}
	}
	how := readOnly
	if w.lock != nil {
		how = readWrite
	}
	if err := w.connect(how); err != nil {
		return err
	}
	if w.lock == nil || h.unclosed {
		if err := w.inspect(ctx); err != nil {
			return err
		}
	}
	if w.lock == nil {
		if h.version < schemaVersion() {
			return &Error{ID: ErrOld, File: w.path}
		}
		return nil
	}
	if h.version < schemaVersion() {
		if err := w.migrate(ctx); err != nil {
			return err
		}
	}
	return w.purge(ctx)
}

// How a file is opened.
const (
	newFile   = "mode=rwc"
	readWrite = "mode=rw"
	readOnly  = "mode=ro"
	immutable = "mode=ro&immutable=1"
)

// connect opens the database. SQLite itself does nothing until the first
// statement.
func (w *Workspace) connect(how string) error {
	slashed := filepath.ToSlash(w.path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	u := url.URL{Scheme: "file", Path: slashed}
	pragmas := []string{
		"busy_timeout(" + strconv.Itoa(int(busyWait.Milliseconds())) + ")",
		"foreign_keys(1)", "trusted_schema(0)", "cell_size_check(1)", "temp_store(2)",
	}
	switch how {
	case newFile: // its journal mode is DELETE; asking for it would fix the page size
		pragmas = append(pragmas, "synchronous(FULL)", "secure_delete(1)")
	case readWrite:
		pragmas = append(pragmas, "journal_mode(DELETE)", "synchronous(FULL)", "secure_delete(1)")
	}
	dsn := u.String() + "?" + how
	for _, p := range pragmas {
		dsn += "&_pragma=" + p
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(4)
	db.SetConnMaxIdleTime(0)
	w.db = db
	return nil
}

// inspect checks what a look at the header cannot: that the tables are ours and
// whole. Chunks carry sums of their own and are checked when they are read, so
// that a damaged batch can be taken back and the others be used.
func (w *Workspace) inspect(ctx context.Context) error {
	damaged := func(err error) error {
		var lite *sqlite.Error
		if err == nil || errors.As(err, &lite) && (explainID(err) == ErrDisk || explainID(err) == ErrNotWorkspace) {
			return &Error{ID: ErrDamaged, File: w.path, Err: err}
		}
		return err
	}
	for _, table := range []string{"batch", "profile", "definition", "setting"} {
		var result string
		if err := w.db.QueryRowContext(ctx, "PRAGMA quick_check('"+table+"')").Scan(&result); err != nil {
			return damaged(err)
		}
		if result != "ok" {
			return damaged(nil)
		}
	}
	return nil
}

func (w *Workspace) migrate(ctx context.Context) error {
	c, err := w.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	// Heeded only while the file is empty, and in this order.
	if _, err := c.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size = %d; PRAGMA auto_vacuum = INCREMENTAL", pageSize)); err != nil {
		return err
	}
	return migrate(ctx, c, migrations())
}

func inUse(path string, by Holder) *Error {
	if by.Token == "" {
		return &Error{ID: ErrInUseUnknown, File: path}
	}
	return &Error{ID: ErrInUse, File: path, Args: []any{"who", by.String(), "since", by.Since.Truncate(time.Minute)}}
}

// writable says whether the file itself may be written, without writing it.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// Path gives where the file lies.
func (w *Workspace) Path() string { return w.path }

// Name gives the name of the workspace: that of the file, without the extension.
func (w *Workspace) Name() string {
	name := nameOf(w.path)
	if ext := filepath.Ext(name); strings.EqualFold(ext, extension) && len(name) > len(ext) {
		return strings.TrimSuffix(name, ext)
	}
	return name
}

// ReadOnly reports whether the workspace cannot be changed from here.
func (w *Workspace) ReadOnly() bool { return w.lock == nil }

// Why says why the workspace is read-only: [ErrInUse], [ErrInUseUnknown] or
// [ErrReadOnly]. It is nil when it is not.
func (w *Workspace) Why() *Error { return w.why }

// HeldBy gives who may write the workspace: this program, or another. It is the
// zero Holder if no one says so.
func (w *Workspace) HeldBy() Holder { return w.holder }

// Holder is [Workspace.HeldBy] in one line, user@host and since when (local
// time); empty if not known.
func (w *Workspace) Holder() string {
	if w.holder.Token == "" {
		return ""
	}
	return w.holder.String() + ", " + w.holder.Since.Local().Format("2006-01-02 15:04")
}

// Close ends the use of the workspace. What was taken back is now really
// removed; if that fails it is done when the workspace is next opened.
func (w *Workspace) Close() error {
	_ = w.gate.Acquire(context.Background(), everyone)
	defer w.gate.Release(everyone)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return nil
	}
	w.closed = true
	w.cache.clear()
	var err error
	if w.lock != nil && w.lock.held() {
		err = w.purge(context.Background())
	}
	if cerr := w.db.Close(); err == nil {
		err = cerr
	}
	if w.lock != nil {
		w.lock.release()
	}
	closedHere(w)
	return explain(w.path, err)
}

// read runs f while nothing in this program changes the file.
func (w *Workspace) read(ctx context.Context, f func(c *sql.Conn) error) error {
	return w.with(ctx, 1, f)
}

// write runs f as one transaction, alone.
func (w *Workspace) write(ctx context.Context, f func(c *sql.Conn) error) error {
	if w.lock == nil {
		return w.why
	}
	return w.with(ctx, everyone, func(c *sql.Conn) error {
		if !w.lock.held() {
			other, _ := readHolder(w.path)
			return &Error{ID: ErrTakenOver, File: w.path, Args: []any{"who", other.String()}}
		}
		return transaction(ctx, c, func() error { return f(c) })
	})
}

func (w *Workspace) with(ctx context.Context, share int64, f func(c *sql.Conn) error) error {
	if err := w.gate.Acquire(ctx, share); err != nil {
		return err
	}
	defer w.gate.Release(share)
	if w.isClosed() {
		return &Error{ID: ErrClosed, File: w.path}
	}
	c, err := w.db.Conn(ctx)
	if err != nil {
		return explainIn(ctx, w.path, err)
	}
	defer c.Close()
	return explainIn(ctx, w.path, f(c))
}

func (w *Workspace) isClosed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closed
}
