package contact

import "runtime"

// Workers is how many goroutines share the work on a large log.
var Workers = runtime.GOMAXPROCS(0)
