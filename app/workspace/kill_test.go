package workspace

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killVariable makes the test binary a child that changes the workspace it
// names until it is killed.
const killVariable = "EENKEER_TEST_KILL"

func TestMain(m *testing.M) {
	if path := os.Getenv(killVariable); path != "" {
		changeForEver(path)
	}
	if path := os.Getenv(killRegisterVariable); path != "" {
		typeForEver(path)
	}
	os.Exit(m.Run())
}

// changeForEver adds batches of two imports, takes some back and closes now and
// then. It says what it has finished.
func changeForEver(path string) {
	fail := func(err error) {
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
	}
	w, err := Open(path)
	fail(err)
	if w.ReadOnly() {
		fail(w.Why())
	}
	fmt.Println("open")
	for i := 0; ; i++ {
		half := madeUp(20_000+i%7, true)
		ids, err := w.Add(background, []Import{{half, Batch{Name: "links"}}, {half, Batch{Name: "rechts"}}}, nil)
		fail(err)
		fmt.Println("added", ids[0], ids[1])
		if i%2 == 1 {
			fail(w.TakeBack(background, ids[0]))
			fail(w.TakeBack(background, ids[1]))
			fmt.Println("taken", ids[0], ids[1])
		}
		if i%4 == 3 {
			fail(w.Close())
			w, err = Open(path)
			fail(err)
		}
	}
}

// A program that is killed at any moment leaves a workspace that opens for
// writing at once, in which every import is whole or absent, and every one that
// was finished is there.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	path := filepath.Join(t.TempDir(), "w.eenkeer")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, w)
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	journals := 0
	alone := map[int64]bool{} // second ones of pairs that the child was perhaps just taking back
	for round := range rounds {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), killVariable+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "open" {
			t.Fatal("the child says ", lines.Text())
		}
		go func() {
			time.Sleep(time.Duration(rand.IntN(250_000)) * time.Microsecond)
			_ = child.Process.Kill()
		}()
		var finished []int64
		var last int64
		for lines.Scan() {
			var a, b int64
			switch text := lines.Text(); {
			case strings.HasPrefix(text, "added"):
				if _, err := fmt.Sscanf(text, "added %d %d", &a, &b); err == nil {
					finished = append(finished, a, b)
					last = b
				}
			case strings.HasPrefix(text, "error"):
				t.Fatal(text)
			case strings.HasPrefix(text, "taken"):
				finished = finished[:len(finished)-2]
			}
		}
		_ = child.Wait()
		alone[last] = true
		if _, err := os.Stat(path + "-journal"); err == nil {
			journals++
		}

		w := open(t, path)
		if w.ReadOnly() {
			t.Fatal("locked out by a killed program:", w.Why())
		}
		all, err := w.Batches(background)
		if err != nil {
			t.Fatal(err)
		}
		there := map[int64]bool{}
		for _, b := range all {
			there[b.ID] = true
		}
		// Two files that came in together are both there or both away, but for the last two: the child
		// takes them back one by one.
		for i, b := range all {
			if b.Name == "links" && i+1 < len(all) && all[i+1].ID != b.ID+1 || b.Name == "rechts" && (i == 0 || all[i-1].ID != b.ID-1) && !alone[b.ID] {
				t.Errorf("round %d: half of an import of two files is there", round)
			}
		}
		for _, id := range finished {
			// The last may be under way to being taken back.
			if !there[id] && id < finished[len(finished)-1]-1 {
				t.Errorf("round %d: import %d was finished and is gone", round, id)
			}
		}
		for i, b := range load(t, w) {
			if want := withoutTexts(madeUp(b.Len(), true), len(all) > 1); same(want, b) != "" {
				t.Errorf("round %d: batch %d of %d differs", round, i, b.Len())
			}
		}
		var result string
		if err := w.db.QueryRow("PRAGMA integrity_check").Scan(&result); err != nil || result != "ok" {
			t.Error(round, result, err)
		}
		if len(all) > 6 { // keep the rounds short
			for _, b := range all {
				if err := w.TakeBack(background, b.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		closed(t, w)
	}
	t.Logf("killed %d times, %d in the middle of a change", rounds, journals)
}
