package figuretest

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// Sizes are those of a page in a small and in a large window, and in a small one
// with a panel open beside it.
var Sizes = map[string]fyne.Size{"narrow": fyne.NewSize(740, 700), "small": fyne.NewSize(1040, 740), "large": fyne.NewSize(1680, 1000)}

// Wanted skips a test that only writes pictures, unless the environment names a
// folder for them in EENKEER_SCREENS.
func Wanted(t testing.TB) {
	t.Helper()
	if os.Getenv("EENKEER_SCREENS") == "" {
		t.Skip("EENKEER_SCREENS names no folder to write pictures to")
	}
}

// Save writes what the window shows as a picture; see [Wanted].
func (s *Shell) Save(t testing.TB, name string) {
	t.Helper()
	folder := os.Getenv("EENKEER_SCREENS")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	s.window.Canvas().Capture() // asks the charts for their pictures
	write(t, filepath.Join(folder, name+".png"), s.window.Canvas().Capture())
}

func write(t testing.TB, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// Eventually waits for something that happens on another goroutine. A busy
// machine may take long; only a test that would fail waits to the end.
func Eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); {
		if ok() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never: " + what)
}

// Find gives the first object of type T in o, depth first, that fits.
func Find[T fyne.CanvasObject](o fyne.CanvasObject, fits func(T) bool) (found T, ok bool) {
	walk(o, func(x fyne.CanvasObject) bool {
		if w, is := x.(T); is && (fits == nil || fits(w)) {
			found, ok = w, true
		}
		return ok
	})
	return found, ok
}
