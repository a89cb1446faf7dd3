package kit

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// Field is a text that is kept when it is left: with Tab, Enter (which goes to the next field), a click elsewhere, or [Field.Keep]. Escape gives back what
// was kept. So at most the field that is being typed in can be lost.
type Field struct {
	Entry

	OnKeep func(text string)           // the text differs from what was kept
	OnKey  func(e *fyne.KeyEvent) bool // sees keys first; true: it took the key

	kept string
	most int // runes that can be typed; 0: any number
}

// NewField makes a field of one line.
func NewField(placeholder string, keep func(text string)) *Field {
	f := &Field{OnKeep: keep}
	f.init(placeholder)
	return f
}

// MostTyped is how long a text of several lines can become by typing: each key costs the square of its lines. A text that is
// longer already is shown, and stays as it is.
const MostTyped = 4000

// NewTextField makes a field of several lines, in which Enter starts a new one and Ctrl+Enter leaves.
func NewTextField(placeholder string, rows int, keep func(text string)) *Field {
	f := &Field{OnKeep: keep, most: MostTyped}
	f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	f.init(placeholder)
	f.SetMinRowsVisible(rows)
	return f
}

func (f *Field) init(placeholder string) {
	f.self = f
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	f.OnLeft = f.Keep
	f.OnChanged = func(text string) {
		if f.most > 0 && utf8.RuneCountInString(text) > f.most && text != f.kept {
			f.SetText(string([]rune(text)[:f.most]))
		}
	}
}

// Set shows what is kept. What is being typed stays until it is kept or given up.
func (f *Field) Set(text string) {
	typing := f.Text != f.kept
	f.kept = text
	if !typing && f.Text != text {
		f.SetText(text)
	}
	if f.most > 0 && utf8.RuneCountInString(text) > f.most {
		f.Disable()
	}
}

// Typing reports whether something was typed that is not kept yet.
func (f *Field) Typing() bool { return f.Text != f.kept }

// GiveUp goes back to what is kept.
func (f *Field) GiveUp() {
	if f.Typing() {
		f.SetText(f.kept)
	}
}

// Keep keeps what is typed.
func (f *Field) Keep() {
	if f.Text == f.kept {
		return
	}
	f.kept = f.Text
	if f.OnKeep != nil {
		f.OnKeep(f.Text)
	}
}

// TypedKey keeps the text on Enter and gives it up on Escape.
func (f *Field) TypedKey(k *fyne.KeyEvent) {
	switch {
	case f.OnKey != nil && f.OnKey(k):
		return
	case k.Name == fyne.KeyEscape && f.Typing():
		f.SetText(f.kept)
		return
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && !f.MultiLine:
		f.Keep()
		if c := canvasOf(f); c != nil && c.Overlays().Top() == nil {
			c.FocusNext()
		} else {
			passKey(f, k) // the dialog it stands in has a button for it
		}
		return
	}
	f.Entry.TypedKey(k)
}

// ChoiceField is a text that is kept as that of a [Field] is, and is one of some known texts or a new one. Left without a choice
// made, what begins a known text stands for that text.
type ChoiceField struct {
	*CompletionEntry // the widget to put in a window

	OnKeep func(text string)

	kept string
}

// NewChoiceField makes a field. names gives the known texts, fresh names the line that takes what is typed as it stands.
func NewChoiceField(placeholder string, names func() []string, fresh func(text string) string, keep func(text string)) *ChoiceField {
	f := &ChoiceField{OnKeep: keep}
	f.CompletionEntry = NewCompletionEntry(placeholder, names, func(text string) {
		f.keep(text)
		if c := canvasOf(f.CompletionEntry); c != nil && f.focused() {
			c.FocusNext()
		}
	})
	f.NewText = fresh
	f.OnLeft = f.Keep
	f.OnEscape = func() bool {
		if f.Text == f.kept {
			return false
		}
		f.SetText(f.kept)
		f.CloseList()
		return true
	}
	return f
}

// Set shows what is kept. What is being typed stays until it is kept or given up.
func (f *ChoiceField) Set(text string) {
	typing := f.Text != f.kept
	f.kept = text
	if !typing && f.Text != text {
		f.SetText(text)
	}
}

// GiveUp goes back to what is kept.
func (f *ChoiceField) GiveUp() {
	if f.Text != f.kept {
		f.SetText(f.kept)
	}
	f.CloseList()
}

// Keep keeps what is typed, or the known text that it begins.
func (f *ChoiceField) Keep() {
	text := strings.TrimSpace(f.Text)
	if low := strings.ToLower(text); text != "" && text != f.kept {
		if fit, known := fitting(f.Options(), low); !known && len(fit) > 0 && strings.HasPrefix(strings.ToLower(fit[0]), low) {
			text = fit[0]
		} else if known {
			for _, name := range f.Options() {
				if strings.ToLower(name) == low {
					text = name
				}
			}
		}
	}
	f.keep(text)
}

func (f *ChoiceField) keep(text string) {
	if text != f.Text {
		f.SetText(text)
	}
	if text == f.kept {
		return
	}
	f.kept = text
	if f.OnKeep != nil {
		f.OnKeep(text)
	}
}
