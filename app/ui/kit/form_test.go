package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// dragged notes that it was dragged.
type dragged struct {
	widget.BaseWidget
	times int
}

func (d *dragged) Dragged(*fyne.DragEvent) { d.times++ }
func (d *dragged) DragEnd()                {}
func (d *dragged) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(MinSize(100, 100, Spacer()))
}

// A form scrolls to what has the focus, and its fields that are out of sight take nothing of what lies over them.
func TestFormScrolls(t *testing.T) {
	start(t, ModeLight)
	f := NewForm()
	var fields []*Field
	for i := range 30 {
		e := NewTextField("", 2, nil)
		fields = append(fields, e)
		f.Add(f.Field(fmt.Sprint(i), fmt.Sprint("veld ", i), "", e))
	}
	over := &dragged{}
	over.ExtendBaseWidget(over)
	win, _ := window(t, container.New(&columnLayout{fill: true}, over, f.Content()), 300, 400)
	win.Canvas().Focus(fields[20])
	driver := fyne.CurrentApp().Driver()
	if y := driver.AbsolutePositionForObject(fields[20]).Y; y < 100 || y+fields[20].Size().Height > 400 {
		t.Errorf("the field with the focus is at %v", y)
	}
	for y := range 24 { // wherever a field lies behind it
		test.Drag(win.Canvas(), fyne.NewPos(60, float32(2+4*y)), 5, 5)
	}
	if over.times < 20 { // one that is half in sight may still take some
		t.Errorf("of 24 drags it has %d", over.times)
	}
	win.Canvas().Focus(fields[0])
	if fields[0].away || !fields[20].away || !fields[29].away {
		t.Error("fields do not know whether they are in sight")
	}
}

// A form that gets more room has more of its fields in sight.
func TestFormThatGrows(t *testing.T) {
	start(t, ModeLight)
	f := NewForm()
	var fields []*Field
	for i := range 12 {
		fields = append(fields, NewField("", nil))
		f.Add(f.Field(fmt.Sprint(i), "veld", "", fields[i]))
	}
	win, _ := window(t, f.Content(), 300, 80)
	if !fields[11].away {
		t.Error("the last field is in sight of 80 pixels")
	}
	win.Resize(fyne.NewSize(300, 900))
	if fields[11].away {
		t.Error("the last field is out of sight of 900 pixels")
	}
}

// What is wrong with a field is said beneath it and brought into sight; it goes with the next change.
func TestFormSaysWhatIsWrong(t *testing.T) {
	start(t, ModeLight)
	f := NewForm()
	for i := range 20 {
		f.Add(f.Field(fmt.Sprint(i), "veld", "", NewField("", nil)))
	}
	window(t, f.Content(), 300, 200)
	if !f.Wrong("15", "Geef een datum.") || f.Wrong("no such field", "x") {
		t.Error("which fields there are")
	}
	if !f.wrong["15"].Visible() || f.scroll.Offset.Y == 0 {
		t.Error("it is not in sight")
	}
	f.Right()
	if f.wrong["15"].Visible() {
		t.Error("it stays")
	}
}
