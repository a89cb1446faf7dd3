//go:build e2e

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"eenkeer/app/kaizen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/sample"
)

// TestWindow drives the real program under a virtual display, as a process
// manager would on a Monday: an export in, figures, a definition, a drill, out and
// back in. What it asserts is read from the workspace file and by the command
// line, never from pixels; pictures are kept in the folder EENKEER_SHOTS for people.
func TestWindow(t *testing.T) {
	d := startDisplay(t)
	home := t.TempDir()
	export := filepath.Join(home, sample.CSVName)
	writeSample(t, export)

	p := d.start(home, program(t, "eenkeer"))
	p.title("Eenkeer")
	d.shot("1-empty")

	// Import through the file chooser, with the keyboard.
	p.key("ctrl+i")
	p.typeWhen("chooser", "ctrl+a", export)
	p.key("Return")
	workspacePath := filepath.Join(home, "Klantcontact.eenkeer")
	p.title("Klantcontact – Eenkeer")
	d.until("draft on screen", func() bool { p.key("ctrl+Return"); return contacts(workspacePath) > 0 })
	if got := contacts(workspacePath); got < 59_000 {
		t.Fatalf("%d contacts imported", got)
	}
	d.shot("2-imported")

	// The command line reads the file while the window has it, and says the same.
	rates := cli(t, "rates", workspacePath, "--by", "process", "--format", "json")
	if rates.Total.Contacts < 55_000 || len(rates.Rows) != 12 {
		t.Errorf("the command line sees %d contacts in %d processes", rates.Total.Contacts, len(rates.Rows))
	}

	// The definition panel: the slider has the keyboard, one step right is 8 days.
	p.key("ctrl+d")
	d.until("a window of 8 days", func() bool {
		if question(workspacePath).Definition.Window.String() == "8d" {
			return true
		}
		if question(workspacePath).Definition.Window.String() == "7d" {
			p.key("Right")
			d.until("the question kept", func() bool { return question(workspacePath).Definition.Window.String() != "7d" })
		}
		return false
	})
	d.shot("3-definition")
	p.key("ctrl+d")

	// Drill down: the table of repeat rates, its first row.
	p.key("alt+3")
	d.until("a filter", func() bool {
		p.click(420, 225)
		return len(question(workspacePath).Selection.Filter) > 0
	})
	d.shot("4-drilled")
	p.key("alt+Left")
	d.until("the way back", func() bool { return len(question(workspacePath).Selection.Filter) == 0 })
	for i, screen := range []string{"alt+1", "alt+2", "alt+4", "alt+5"} {
		p.key(screen)
		d.shot(fmt.Sprintf("5-%d", i))
	}

	// A new action by keyboard: its title, then who and when. Nothing but leaving a field keeps it.
	p.typeWhen("title", "ctrl+shift+a", "Nieuwe afwijsbrief")
	p.key("Return")
	d.until("an action", func() bool { return len(actions(workspacePath)) == 1 })
	d.settle()
	p.typed("Vera")
	p.key("Return")
	p.key("Tab") // past the helper
	p.typed("+1w")
	p.key("Tab")
	d.until("an owner and a day", func() bool {
		a := actions(workspacePath)
		return len(a) == 1 && a[0].Owner != 0 && !a[0].Due.IsZero()
	})
	d.shot("6-action")

	// Killed at any moment, all is found back.
	p.kill()
	if a := actions(workspacePath); len(a) != 1 || a[0].Title != "Nieuwe afwijsbrief" {
		t.Errorf("after a kill: %+v", a)
	}
	if got := contacts(workspacePath); got < 59_000 {
		t.Errorf("%d contacts after a kill", got)
	}
	p = d.start(home, program(t, "eenkeer"))
	p.title("Klantcontact – Eenkeer") // it opens what was open
	if w := question(workspacePath).Definition.Window.String(); w != "8d" {
		t.Errorf("the window is %s after a restart", w)
	}
	d.shot("7-reopened")
	p.quit()
}

// TestThreads runs the program as Fyne builds it by default, which looks at every
// call whether it is made on the right goroutine, and fails when one was not.
func TestThreads(t *testing.T) {
	d := startDisplay(t)
	p := d.start(t.TempDir(), program(t, "eenkeer-checked"), "--sample")
	p.title("Voorbeeld zorgverzekeraar – Eenkeer")
	for _, keys := range []string{"alt+2", "alt+3", "ctrl+d", "Right", "Right", "Left", "alt+4", "alt+5", "ctrl+shift+d", "alt+1", "ctrl+d"} {
		p.key(keys)
		d.settle()
	}
	p.quit()
	if out := p.output.String(); strings.Contains(out, "Error in Fyne call thread") {
		t.Errorf("calls on the wrong goroutine:\n%s", out)
	}
}

// program gives the path of a built program; make e2e builds them.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "bin", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%s is not built: run make e2e", name)
	}
	return path
}

func writeSample(t *testing.T, path string) {
	t.Helper()
	in, err := sample.OpenCSV()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// contacts counts the contacts in a workspace; 0 when there is none yet.
func contacts(path string) int {
	n := 0
	read(path, func(w *workspace.Workspace) error {
		batches, err := w.Batches(context.Background())
		for _, b := range batches {
			n += b.Contacts
		}
		return err
	})
	return n
}

// question reads the question that the program keeps in its workspace.
func question(path string) workbench.Question {
	q := workbench.DefaultQuestion
	read(path, func(w *workspace.Workspace) error {
		text, ok, err := w.Setting(context.Background(), "question")
		if err == nil && ok {
			err = json.Unmarshal([]byte(text), &q)
		}
		return err
	})
	return q
}

// actions gives the actions that the register of a workspace file has.
func actions(path string) (all []*kaizen.Action) {
	read(path, func(w *workspace.Workspace) error {
		r, err := w.Register(context.Background())
		if err == nil {
			all = r.Actions
		}
		return err
	})
	return all
}

func read(path string, f func(w *workspace.Workspace) error) {
	if _, err := os.Stat(path); err != nil {
		return
	}
	w, err := workspace.Open(path)
	if err != nil {
		return // being written this very moment: looked at again
	}
	defer w.Close()
	_ = f(w)
}

type ratesJSON struct {
	Total struct{ Contacts, Repeats int }
	Rows  []struct{ Key []string }
}

func cli(t *testing.T, args ...string) ratesJSON {
	t.Helper()
	out, err := exec.Command(program(t, "eenkeer-cli"), args...).Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("%v: %s", args, failed.Stderr)
		}
		t.Fatal(err)
	}
	var r ratesJSON
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// display is a virtual display with a window manager.
type display struct {
	t    *testing.T
	name string
}

func startDisplay(t *testing.T) *display {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x1000x24", "+extension", "GLX", "+render", "-noreset")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	stop(t, server)
	number := make([]byte, 16)
	n, err := read.Read(number) // the server says its number once it is ready
	if err != nil {
		t.Fatal(err)
	}
	d := &display{t, ":" + strings.TrimSpace(string(number[:n]))}
	manager := exec.Command("openbox")
	manager.Env = append(os.Environ(), "DISPLAY="+d.name)
	if err := manager.Start(); err != nil {
		t.Fatal(err)
	}
	stop(t, manager)
	return d
}

func stop(t *testing.T, c *exec.Cmd) {
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
}

// run runs a tool on the display and gives what it prints.
func (d *display) run(name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+d.name)
	out, err := c.Output()
	return strings.TrimSpace(string(out)), err
}

// until looks again and again until a state is there.
func (d *display) until(what string, ok func() bool) {
	d.t.Helper()
	for end := time.Now().Add(90 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if ok() {
			return
		}
	}
	d.shot("failed")
	d.t.Fatalf("no %s", what)
}

// settle waits until the picture of the display stays the same.
func (d *display) settle() {
	d.t.Helper()
	var last []byte
	d.until("picture that stays", func() bool {
		c := exec.Command("/usr/bin/import", "-window", "root", "-resize", "25%", "rgb:-")
		c.Env = append(os.Environ(), "DISPLAY="+d.name)
		now, err := c.Output()
		same := err == nil && bytes.Equal(now, last)
		last = now
		return same
	})
}

// shot keeps a picture of the display, if there is a folder for them.
func (d *display) shot(name string) {
	folder := os.Getenv("EENKEER_SHOTS")
	if folder == "" {
		return
	}
	d.settle()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.run("/usr/bin/import", "-window", "root", filepath.Join(folder, name+".png")); err != nil {
		d.t.Log("no picture:", err)
	}
}

// process is a running program and its window.
type process struct {
	d      *display
	cmd    *exec.Cmd
	window string
	output *bytes.Buffer
	ended  chan error
}

func (d *display) start(home, path string, args ...string) *process {
	d.t.Helper()
	p := &process{d: d, cmd: exec.Command(path, args...), output: &bytes.Buffer{}, ended: make(chan error, 1)}
	p.cmd.Env = append(os.Environ(), "DISPLAY="+d.name, "HOME="+home, "EENKEER_STATE="+filepath.Join(home, "state"),
		"XDG_CONFIG_HOME="+filepath.Join(home, "config"), "LANG=nl_NL.UTF-8", "LC_ALL=nl_NL.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1")
	p.cmd.Stdout, p.cmd.Stderr = p.output, p.output
	if err := os.MkdirAll(filepath.Join(home, ".cache"), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	go func() { p.ended <- p.cmd.Wait() }()
	d.t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		if d.t.Failed() {
			d.t.Log(p.output.String())
		}
	})
	return p
}

// title waits until the program's window has a title.
func (p *process) title(want string) {
	p.d.t.Helper()
	p.d.until("window titled "+want, func() bool {
		select {
		case err := <-p.ended:
			p.d.t.Fatalf("the program ended: %v\n%s", err, p.output)
		default:
		}
		ids, err := p.d.run("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(p.cmd.Process.Pid))
		if err != nil {
			return false
		}
		for _, id := range strings.Fields(ids) {
			if name, err := p.d.run("xdotool", "getwindowname", id); err == nil && name == want {
				p.window = id
				_, err := p.d.run("xdotool", "windowactivate", "--sync", id)
				return err == nil
			}
		}
		return false
	})
}

func (p *process) key(keys string) {
	p.d.t.Helper()
	if _, err := p.d.run("xdotool", "key", "--clearmodifiers", keys); err != nil {
		p.d.t.Fatalf("key %s: %v", keys, err)
	}
}

// typeWhen types a text once something has opened, after a key.
func (p *process) typeWhen(what, key, text string) {
	p.d.t.Helper()
	p.d.settle()
	p.key(key)
	if _, err := p.d.run("xdotool", "type", "--delay", "15", text); err != nil {
		p.d.t.Fatalf("typing into the %s: %v", what, err)
	}
}

// typed types a text where the keyboard is.
func (p *process) typed(text string) {
	p.d.t.Helper()
	if _, err := p.d.run("xdotool", "type", "--delay", "15", text); err != nil {
		p.d.t.Fatal(err)
	}
}

// click clicks at a place of the window.
func (p *process) click(x, y int) {
	p.d.t.Helper()
	if _, err := p.d.run("xdotool", "mousemove", "--window", p.window, strconv.Itoa(x), strconv.Itoa(y), "click", "1"); err != nil {
		p.d.t.Fatal(err)
	}
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// quit closes the window and waits for the program to end by itself.
func (p *process) quit() {
	p.d.t.Helper()
	p.key("alt+F4")
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		p.d.t.Error("the program does not end when its window is closed")
	}
}
