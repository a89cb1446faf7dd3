package contact

// Rules say how batches become a [Log], beside what is in them.
type Rules struct {
	// Covered is the time up to which the data are said to be complete; the end of the data is that or the
	// last contact, whichever is later (0: the last contact).
	Covered int64
	// Shared says by customer key what a person decided: true for a key of many customers, which joins
	// nobody; false for one that joins whatever the data propose.
	Shared map[string]bool
}
