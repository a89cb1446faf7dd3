package report

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/app/figure"
)

func hello(w io.Writer) error {
	_, err := io.WriteString(w, "hello")
	return err
}

func TestSaveIsWholeOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	if err := Save(path, hello); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := Save(path, func(w io.Writer) error { hello(w); hello(w); return broken })
	var e *Error
	if !errors.As(err, &e) || e.ID != ErrWrite || !errors.Is(err, broken) {
		t.Errorf("error: %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "hello" {
		t.Errorf("the file was touched: %q", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestSaveSaysWhy(t *testing.T) {
	dir := t.TempDir()
	cases := []struct{ path, id string }{
		{filepath.Join(dir, "none", "a.csv"), ErrNoFolder},
		{dir, ErrIsFolder},
	}
	locked := filepath.Join(dir, "locked.csv")
	if err := os.WriteFile(locked, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	cases = append(cases, struct{ path, id string }{locked, ErrNoPermission})
	if _, err := os.Stat("/dev/full"); err == nil {
		cases = append(cases, struct{ path, id string }{"/dev/full", ErrDiskFull})
	}
	for _, c := range cases {
		err := Save(c.path, hello)
		var e *Error
		if !errors.As(err, &e) || e.ID != c.id {
			t.Errorf("%s: %v, want %s", c.path, err, c.id)
			continue
		}
		for _, l := range []string{e.In(nl), e.In(en)} {
			if strings.Contains(l, "{{") || strings.Contains(l, "<no value>") || strings.HasPrefix(l, "report.") {
				t.Errorf("%s: %q", c.id, l)
			}
		}
	}
}

func TestSaveKeepsLinksAndRights(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no links or modes")
	}
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a.csv"), filepath.Join(dir, "link.csv")
	if err := os.WriteFile(path, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if err := Save(link, hello); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o640 || info.Size() != 5 {
		t.Errorf("%v %d", info.Mode(), info.Size())
	}
}

func TestSaveTrend(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.png", "B.PNG", "a.svg", "a.pdf"} {
		path := filepath.Join(dir, name)
		if err := SaveTrend(path, trend(), nl); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		switch filepath.Ext(name) {
		case ".svg":
			for _, want := range []string{"dezelfde klant in de 7 dagen ervoor", "alle contacten", "2 mrt 2026 09:00", "Gemaakt met Eenkeer op"} {
				if !bytes.Contains(data, []byte(want)) {
					t.Errorf("the picture does not say %q", want)
				}
			}
		case ".pdf":
			if !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data, []byte("/MediaBox [0 0 960.00 480.00]")) {
				t.Errorf("no page of %d × %d units", PictureWidth, PictureHeight)
			}
		default:
			if img, err := png.Decode(bytes.NewReader(data)); err != nil || img.Bounds().Dx() != plainScale*PictureWidth {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if err := SaveTrend(filepath.Join(dir, "panels.svg"), trend(contact.Agent), en); err != nil {
		t.Fatal(err)
	}
	var e *Error
	if err := SaveTrend(filepath.Join(dir, "a.gif"), trend(), nl); !errors.As(err, &e) || e.ID != ErrPicture {
		t.Errorf("gif: %v", err)
	}
}

func TestPictureScales(t *testing.T) {
	c := figure.Picture(trend(), figure.HHV, nl)
	lines := len(c.Lines)
	for _, scale := range PictureScales {
		if testing.Short() && scale > 2 {
			continue
		}
		data, err := PNG(c, PictureOptions{Scale: scale, Print: scale == 1}, nl)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := img.Bounds().Size(), image.Pt(PictureWidth*scale, PictureHeight*scale); got != want {
			t.Errorf("%d×: %v, want %v", scale, got, want)
		}
		// White paper, whatever the screen shows.
		if r, g, b, _ := img.At(2, 2).RGBA(); r&g&b != 0xffff {
			t.Errorf("%d×: the corner is %v", scale, img.At(2, 2))
		}
	}
	if len(c.Lines) != lines {
		t.Error("the caption of the caller grew")
	}
}
