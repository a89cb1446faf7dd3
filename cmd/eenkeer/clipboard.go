package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"time"

	"golang.design/x/clipboard"
)

// errNoClipboard says that no picture can be copied on this machine.
var errNoClipboard = errors.New("no clipboard for pictures")

// copyPicture puts a PNG on the clipboard of the desktop. On Linux the library
// finds X11 only where its development files are installed; where it does not,
// the programs wl-copy and xclip do the same if they are there. They also keep
// the picture when the program ends.
func copyPicture(png []byte) error {
	if runtime.GOOS == "linux" && copyByProgram(png) {
		return nil
	}
	// Without Init a Write may end the program.
	if err := clipboard.Init(); err != nil {
		return errors.Join(errNoClipboard, err)
	}
	if clipboard.Write(clipboard.FmtImage, png) == nil {
		return errNoClipboard
	}
	return nil
}

// copyByProgram hands a PNG to the clipboard program of the desktop, if there is
// one. The program goes on in the background for as long as it has the picture.
func copyByProgram(png []byte) bool {
	for _, p := range []struct {
		display string
		command []string
	}{
		{"WAYLAND_DISPLAY", []string{"wl-copy", "--type", "image/png"}},
		{"DISPLAY", []string{"xclip", "-selection", "clipboard", "-target", "image/png"}},
	} {
		if os.Getenv(p.display) == "" {
			continue
		}
		path, err := exec.LookPath(p.command[0])
		if err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second) // it takes over at once, or hangs
		cmd := exec.CommandContext(ctx, path, p.command[1:]...)
		cmd.Stdin = bytes.NewReader(png)
		err = cmd.Run()
		cancel()
		if err == nil {
			return true
		}
	}
	return false
}
