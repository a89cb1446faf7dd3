package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// A cancelled import leaves the file as it was, to the byte but for what SQLite
// counts in its header, and a workspace that goes on working.
func TestCancelledImportLeavesNothing(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(2000, "A"))
	size := len(bytesOf(t, w.Path()))
	for _, stopAt := range []int64{0, 1, 5, 20} {
		ctx, cancel := context.WithCancel(background)
		calls := int64(0)
		_, err := w.Add(ctx, []Import{{Batch: madeUp(300_000, true)}, {Batch: small(10, "B")}}, func(int64, int64) {
			if calls == stopAt {
				cancel()
			}
			calls++
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if all, err := w.Batches(background); err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		if now := len(bytesOf(t, w.Path())); now != size {
			t.Errorf("the file went from %d to %d bytes", size, now)
		}
	}
	cancelled, cancel := context.WithCancel(background)
	cancel()
	if _, _, err := w.Load(cancelled, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	add(t, w, "b.csv", small(5, "B"))
	if got := load(t, open(t, closed(t, w))); len(got) != 2 {
		t.Error(len(got))
	}
}

func TestDiskFull(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(2000, "A"))
	w.db.SetMaxOpenConns(1) // the limit below is of one connection
	if _, err := w.db.Exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	before := len(bytesOf(t, w.Path()))
	if _, err := w.Add(background, []Import{{Batch: madeUp(300_000, true)}}, nil); !errors.Is(err, &Error{ID: ErrDiskFull}) {
		t.Fatal(err)
	}
	if now := len(bytesOf(t, w.Path())); now != before {
		t.Errorf("the file went from %d to %d bytes", before, now)
	}
	if got := load(t, open(t, closed(t, w))); len(got) != 1 || same(got[0], withoutTexts(small(2000, "A"), false)) != "" {
		t.Error("what was there is not as it was")
	}
}

// Readers and changes at the same time, for the race detector.
func TestTogether(t *testing.T) {
	w := create(t)
	id := add(t, w, "a.csv", small(3000, "A"))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 5 {
				if all, _, err := w.Load(background, nil); err != nil || len(all) == 0 {
					t.Error(len(all), err)
				}
				if notes, err := w.Texts(background, id, "note", []int{7, 2999}); err != nil || notes[0] != "notitie 7 over A" {
					t.Error(notes, err)
				}
			}
		})
	}
	group.Go(func() {
		for range 5 {
			add(t, w, "b.csv", small(1000, "B"))
		}
	})
	group.Wait()
}

// A change waits for the reader no longer than its context lasts.
func TestWaitingEnds(t *testing.T) {
	w := create(t)
	if err := w.gate.Acquire(background, 1); err != nil {
		t.Fatal(err)
	}
	defer w.gate.Release(1)
	ctx, cancel := context.WithTimeout(background, 10*time.Millisecond)
	defer cancel()
	if err := w.SetSetting(ctx, "a", "b"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// A change that was broken off is rolled back by the next who may write, and
// said to be there by one who may not.
func TestBrokenOffChange(t *testing.T) {
	w := create(t)
	batch := madeUp(1_000_000, false) // more than the caches of all connections hold
	add(t, w, "a.csv", batch)
	c, err := w.db.Conn(background)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.ExecContext(background, "PRAGMA cache_size = 5; BEGIN; UPDATE column_chunk SET data = zeroblob(length(data))"); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "w.eenkeer")
	for _, suffix := range []string{"", "-journal"} {
		if err := os.WriteFile(path+suffix, bytesOf(t, w.Path()+suffix), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if journal := bytesOf(t, path+"-journal"); len(journal) < 512 || journal[0] != 0xd9 {
		t.Fatal("nothing was written yet: this test proves nothing")
	}
	if _, err := c.ExecContext(background, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path+lockSuffix, 0o755); err != nil { // cannot be locked, so cannot be written
		t.Fatal(err)
	}
	before := bytesOf(t, path)
	if r, err := Open(path); !errors.Is(err, &Error{ID: ErrUnfinished}) {
		t.Error(r, err)
	}
	if string(before) != string(bytesOf(t, path)) {
		t.Error("a reader changed the file")
	}
	if err := os.Remove(path + lockSuffix); err != nil {
		t.Fatal(err)
	}
	if got := load(t, open(t, path)); len(got) != 1 || same(got[0], batch) != "" {
		t.Error("not rolled back")
	}
}
