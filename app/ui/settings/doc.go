// Package settings is the screen of what holds for every workspace (language,
// theme, zoom), of what the open workspace keeps (definitions, mappings), of the
// shortcuts, and of what the program is made of.
//
// Each of its pages lies in a file of its own. Preferences are kept by the shell,
// the rest by the workbench; nothing is stored here.
package settings
