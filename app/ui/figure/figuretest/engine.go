package figuretest

import (
	"sync"

	"eenkeer/analysis/repeat"
)

// Sample is an engine over a log like that of the sample workspace.
var Sample = sync.OnceValue(func() *repeat.Engine { return repeat.New(Log(60_000)) })

// Small is an engine over a log with a few contacts a week.
var Small = sync.OnceValue(func() *repeat.Engine { return repeat.New(Log(2_000)) })
