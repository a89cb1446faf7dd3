package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"eenkeer/app/ui/kit"
	"eenkeer/docs"
)

// help shows the user guide in the language of the window.
func (s *Shell) help() {
	text := widget.NewRichTextFromMarkdown(docs.Text(s.locale.Language))
	text.Wrapping = fyne.TextWrapWord
	scroll := container.NewVScroll(text)
	kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{
		Title: s.t("screen.help"), Content: kit.MinSize(680, 480, scroll), Width: 740,
		Buttons: []kit.DialogButton{{Text: s.t("shell.close"), Kind: kit.ButtonPrimary, Default: true, Cancel: true}},
	})
}
