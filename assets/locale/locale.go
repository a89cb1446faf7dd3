// Package locale holds every word, number and date a person sees, in Dutch and
// English. The texts lie beside it, a file per part of the program in nl/ and
// en/, in the JSON of go-i18n: an id, a text with {{.name}} places, and "one"
// and "other" where a count changes the words.
//
// It decides nothing about what is said, only how.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	golocale "github.com/jeandeaual/go-locale"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed nl/*.json en/*.json
var files embed.FS

// Languages lists the languages the program speaks.
var Languages = []string{"nl", "en"}

// Locale speaks one language. It is safe for concurrent use.
type Locale struct {
	Language  string // "nl" or "en"
	localizer *i18n.Localizer
	printer   *message.Printer
}

var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		lang, _, _ := strings.Cut(path, "/")
		// go-i18n reads the language from the file name's next to last part.
		_, err = b.ParseMessageFileBytes(data, path+"."+lang+".json")
		return err
	})
	if err != nil {
		panic("locale: embedded texts: " + err.Error()) // a broken build, not a user's mistake
	}
	return b
})

// New gives the locale of a language: Dutch for "nl" and its variants, English
// for anything else.
func New(lang string) *Locale {
	tag := language.English
	l := &Locale{Language: "en"}
	if lang = strings.ToLower(lang); lang == "nl" || strings.HasPrefix(lang, "nl-") || strings.HasPrefix(lang, "nl_") {
		l.Language, tag = "nl", language.Dutch
	}
	l.localizer = i18n.NewLocalizer(bundle(), l.Language)
	l.printer = message.NewPrinter(tag)
	return l
}

// System gives the language of the machine: "nl" or "en".
func System() string {
	tag, err := golocale.GetLanguage()
	if err == nil && strings.HasPrefix(strings.ToLower(tag), "nl") {
		return "nl"
	}
	return "en"
}

// T gives a text. What follows the id are pairs of a place's name and its value,
// as in T("import.done", "n", 12, "file", name). The value of "n" is a count: it
// chooses between one and other, and is written with the language's separators.
// An id without a text gives the id itself, which a test of the texts forbids.
func (l *Locale) T(id string, pairs ...any) string {
	config := i18n.LocalizeConfig{MessageID: id}
	if len(pairs) > 0 {
		data := make(map[string]any, len(pairs)/2)
		for i := 0; i+1 < len(pairs); i += 2 {
			name, value := fmt.Sprint(pairs[i]), pairs[i+1]
			if n, ok := value.(int); ok {
				if name == "n" {
					config.PluralCount = n
				}
				value = l.Int(n)
			}
			data[name] = value
		}
		config.TemplateData = data
	}
	text, err := l.localizer.Localize(&config)
	if err != nil && config.PluralCount != nil { // a text that has one form for every count
		config.PluralCount = nil
		text, err = l.localizer.Localize(&config)
	}
	if err != nil {
		return id
	}
	return text
}

// Has reports whether there is a text under the id.
func (l *Locale) Has(id string) bool {
	_, err := l.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: 2})
	return err == nil
}
