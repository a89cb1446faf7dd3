package shell

import "testing"

// Every screen fits a small laptop's window of 1000 by 700.
func TestFitsASmallWindow(t *testing.T) {
	w := sampleWindow(t)
	for _, panel := range []bool{false, true} {
		if panel {
			w.Run("definition")
		}
		for _, id := range allScreens {
			w.Go(id)
			w.pump.drain()
			if m := w.win.Content().MinSize(); m.Width > 1000 || m.Height > 700 {
				t.Errorf("%s, panel %v: at least %.0f × %.0f", id, panel, m.Width, m.Height)
			}
		}
	}
}
