// Package coding holds the rules of reading a sample of pairs and saying of each what caused the repeat and who could
// have prevented it: the code book, what one person says of one pair, and what a sample adds up to, with how far two
// people agree. It stores nothing and knows nothing of a log: a sample is what was drawn, frozen.
package coding
