package data

import (
	"eenkeer/analysis/ingest"
)

// bench is what the screen asks of the workbench.
type bench interface {
	SetMapping(i int, m ingest.Mapping)
	ChoosePreset(i int, id string)
	SavePreset(i int, name string)
	LeaveOut(i int)
	ForgetDraft()
	ImportDraft()
	Cancel()
	TakeBack(ids ...int64)
	PutBack(ids ...int64)
	SetKeyRule(key string, shared *bool)
	Export(path string, write func(path string) error)
}
