// Package textfile reads delimited text: which characters ([Charset]), which
// separators and quotes ([Dialect]), and the file cut into chunks of whole records
// and those into blocks of cells, so that several processors can read one file.
// It knows nothing of headers or contacts.
package textfile
