package figuretest

import (
	"sync"

	"eenkeer/analysis/repeat"
)

// Sample is an engine over a log like that of the sample workspace.
var Sample = sync.OnceValue(func() *repeat.Engine { return repeat.New(Log(60_000)) })
