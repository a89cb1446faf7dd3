package workspace

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// Who may write is settled twice over, because workspaces lie on shared drives
// and in synced folders.
//
//   - NAME.eenkeer.lock is locked through the system for as long as the
//     workspace is open. Such a lock dies with its program, so a crash locks
//     nobody out, and it holds on one machine and on most network drives.
//   - NAME.eenkeer.holder says who that is. It is also all that a machine at the
//     other end of a synced folder gets to see, so it is written afresh every
//     few minutes, and one that is old enough is that of a machine that went
//     away.
//
// Both go when the workspace is closed.
const (
	lockSuffix   = ".lock"
	holderSuffix = ".holder"
)

// How often the holder says that it is still there, and how long after the last
// time another machine may take its place. Variables for the tests.
var (
	holderBeat  = 5 * time.Minute
	holderStale = 20 * time.Minute
)

// Holder is who has a workspace open for writing.
type Holder struct {
	User  string    `json:"user"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
	Seen  time.Time `json:"seen"`
	PID   int       `json:"pid"`
	Token string    `json:"token"` // tells two holders of one name apart
}

// String gives user@host.
func (h Holder) String() string {
	switch {
	case h.User == "":
		return h.Host
	case h.Host == "":
		return h.User
	}
	return h.User + "@" + h.Host
}

// myself describes this program as a holder.
func myself() Holder {
	h := Holder{Since: time.Now().Truncate(time.Second), PID: os.Getpid(), Token: rand.Text()}
	h.Host, _ = os.Hostname()
	if u, err := user.Current(); err == nil {
		h.User = u.Username
	} else if h.User = os.Getenv("USER"); h.User == "" {
		h.User = os.Getenv("USERNAME")
	}
	if at := strings.LastIndexByte(h.User, '\\'); at >= 0 { // DOMAIN\user
		h.User = h.User[at+1:]
	}
	h.Seen = h.Since
	return h
}

// lock is the right to write a workspace.
type lock struct {
	path  string // of the workspace
	file  *flock.Flock
	every time.Duration // between two beats
	stop  chan struct{}
	done  sync.WaitGroup

	mu   sync.Mutex
	mine Holder
}

// noLockID says what a person is told when errNoLock keeps a file from being made.
func noLockID(err error) string {
	if isDiskFull(err) {
		return ErrDiskFull
	}
	return ErrNoPermission
}

// errInUse says that another holds the lock, and errNoLock that the place lets
// nobody write beside the workspace.
var (
	errInUse  = errors.New("in use")
	errNoLock = errors.New("no lock can be made here")
)

// acquire takes the right to write the workspace at path. When another has it,
// the error is errInUse and the holder is who, as far as known.
func acquire(path string) (*lock, Holder, error) {
	file, locked, err := lockFile(path + lockSuffix)
	if err != nil {
		other, _ := readHolder(path)
		return nil, other, err
	}
	mine := myself()
	l := &lock{path: path, file: file, mine: mine, every: holderBeat, stop: make(chan struct{})}
	if other, ok := readHolder(path); ok && !other.gone(mine.Host, locked) {
		l.unlock()
		return nil, other, errInUse
	}
	if err := writeHolder(path, mine); err != nil {
		_ = os.Remove(path + holderSuffix)
		l.unlock()
		return nil, Holder{}, fmt.Errorf("%w: %w", errNoLock, err)
	}
	l.done.Add(1)
	go l.beat()
	return l, mine, nil
}

// lockFile locks a file through the system. Where the file system knows no
// locks it is not locked, and the holder beside it decides.
func lockFile(path string) (file *flock.Flock, locked bool, err error) {
	for range 10 {
		file := flock.New(path, flock.SetPermissions(0o666))
		ok, err := file.TryLock()
		switch {
		case err != nil && noLocks(err):
			return file, false, nil
		case err != nil:
			_ = file.Close()
			return nil, false, fmt.Errorf("%w: %w", errNoLock, err)
		case !ok:
			_ = file.Close()
			return nil, false, errInUse
		}
		// Its last owner may have removed the file between our opening and our locking it.
		locked, err1 := file.Stat()
		there, err2 := os.Stat(path)
		if err1 == nil && err2 == nil && os.SameFile(locked, there) {
			return file, true, nil
		}
		_ = file.Close()
	}
	return nil, false, errNoLock
}

// gone reports whether the one who is named beside a workspace no longer has
// it. On this machine a free lock proves that; without one, that its process
// ended. Of another machine only the time says something.
func (h Holder) gone(thisHost string, locked bool) bool {
	if strings.EqualFold(h.Host, thisHost) {
		return locked || !running(h.PID)
	}
	quiet := time.Since(h.Seen)
	return quiet > holderStale || quiet < -24*time.Hour // a clock that is a day ahead says nothing
}

func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil || pid <= 0 {
		return false // as Windows says it
	}
	defer p.Release()
	if runtime.GOOS == "windows" {
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}

// beat keeps saying that the holder is still there.
func (l *lock) beat() {
	defer l.done.Done()
	tick := time.NewTicker(l.every)
	defer tick.Stop()
	for {
		select {
		case <-l.stop:
			return
		case <-tick.C:
		}
		if !l.held() {
			continue // taken over: leave the other's name alone
		}
		l.mu.Lock()
		l.mine.Seen = time.Now().Truncate(time.Second)
		_ = writeHolder(l.path, l.mine) // a missed beat does no harm
		l.mu.Unlock()
	}
}

// held reports whether the workspace is still ours: a machine that slept may
// wake to find that another one took it.
func (l *lock) held() bool {
	other, ok := readHolder(l.path)
	l.mu.Lock()
	defer l.mu.Unlock()
	return !ok || other.Token == l.mine.Token
}

// release gives up the right to write and clears both files away.
func (l *lock) release() {
	close(l.stop)
	l.done.Wait()
	if l.held() {
		_ = os.Remove(l.path + holderSuffix)
	}
	l.unlock()
}

func (l *lock) unlock() {
	if runtime.GOOS == "windows" { // an open file cannot be removed there
		_ = l.file.Close()
		_ = os.Remove(l.path + lockSuffix) // fails when the next one has it, as it should
		return
	}
	_ = os.Remove(l.path + lockSuffix) // while locked, so that nobody locks a file without a name
	_ = l.file.Close()
}

func readHolder(path string) (Holder, bool) {
	var h Holder
	data, err := os.ReadFile(path + holderSuffix)
	if err != nil || len(data) > 4096 || json.Unmarshal(data, &h) != nil || h.Token == "" {
		return Holder{}, false
	}
	return h, true
}

func writeHolder(path string, h Holder) error {
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if err := replaceFile(path+holderSuffix, data, 0o666); err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return err
		}
		return os.WriteFile(path+holderSuffix, data, 0o666) // a sync client may hold the old one open
	}
	return nil
}
