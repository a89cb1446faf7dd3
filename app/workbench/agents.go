package workbench

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
)

// AgentCode writes the number that stands for an agent: "A007".
func AgentCode(n int) string { return fmt.Sprintf("A%03d", n) }

// AgentCodes gives for the agents of a workspace the code that stands for each.
func AgentCodes(ctx context.Context, ws *workspace.Workspace, agents []string) (map[string]string, error) {
	numbers, err := ws.AgentCodes(ctx, agents)
	if err != nil {
		return nil, err
	}
	codes := make(map[string]string, len(numbers))
	for name, n := range numbers {
		codes[name] = AgentCode(n)
	}
	return codes, nil
}

// guarded gives the log of a workspace as it may be shown: its agents by code
// unless names were switched on or the export has codes itself. Every screen, export and command line asks a log
// that went through here, so that none can forget; figures are the same.
func guarded(ctx context.Context, ws *workspace.Workspace, log *contact.Log) (*contact.Log, error) {
	names, err := ws.AgentNames(ctx)
	if err != nil || names.Shown {
		return log, err
	}
	agents := log.Column(contact.Agent).Dict.Texts()
	if !slices.ContainsFunc(agents, namesSomebody) {
		return log, nil // the export goes by code already
	}
	codes, err := AgentCodes(ctx, ws, agents)
	if err != nil {
		return nil, err
	}
	return log.Relabelled(contact.Agent, func(name string) string { return codes[name] }), nil
}

// namesSomebody reports whether a text for an agent is anything but a code: at most
// three letters and then digits, such as M014 or 10023.
func namesSomebody(agent string) bool {
	digits := strings.TrimLeft(strings.ToLower(agent), "abcdefghijklmnopqrstuvwxyz")
	return agent != "" && (len(agent)-len(digits) > 3 || digits == "" || strings.Trim(digits, "0123456789") != "")
}

// SetAgentNames shows agents by name on a decision of the works council: its
// reference and its day. Both are kept in the workspace. The note lets it be undone.
func (w *Workbench) SetAgentNames(reference string, decided time.Time) {
	w.onOpen("task.agents", func(ctx context.Context) error {
		return w.setAgentNames(ctx, workspace.AgentNames{Shown: true, Reference: reference, Decided: decided.Format(time.DateOnly)}, true)
	})
}

// HideAgentNames shows agents by code again.
func (w *Workbench) HideAgentNames() {
	w.onOpen("task.agents", func(ctx context.Context) error { return w.setAgentNames(ctx, workspace.AgentNames{}, true) })
}

func (w *Workbench) setAgentNames(ctx context.Context, n workspace.AgentNames, told bool) error {
	before := w.Snapshot().Agents
	if !n.Shown && !before.Shown {
		return nil
	}
	if err := w.ws.SetAgentNames(ctx, n); err != nil {
		return err
	}
	if told {
		note := Note{ID: "note.agents_hidden"}
		if n.Shown {
			note.ID = "note.agents_shown"
		}
		w.note(note, w.undo("task.agents", func(ctx context.Context) error { return w.setAgentNames(ctx, before, false) }))
	}
	w.change(func(s *Snapshot) { // they hold names that may no longer be shown
		s.Figures, s.Looked, s.Contacts, s.Pair, s.Story, s.PairsView = nil, nil, nil, nil, nil, PairsView{}
	})
	return w.reload(context.WithoutCancel(ctx))
}

// shownAs says how the agents of a workspace are shown, and for each text that an
// agent may have gone by before, such as in a question that was kept, the present one.
type shownAs struct {
	names workspace.AgentNames
	texts map[string]string
}

func readShownAs(ctx context.Context, ws *workspace.Workspace) (a shownAs, err error) {
	if a.names, err = ws.AgentNames(ctx); err != nil {
		return a, err
	}
	codes, err := AgentCodes(ctx, ws, nil)
	if err != nil {
		return a, err
	}
	if !a.names.Shown {
		a.texts = codes
		return a, nil
	}
	a.texts = make(map[string]string, len(codes))
	for name, code := range codes {
		a.texts[code] = name
	}
	return a, nil
}

// in writes the agents that a question names as they are shown.
func (a shownAs) in(q Question) Question {
	q.Selection.Filter = recoded(q.Selection.Filter, a.texts)
	q.Definition.Eligible = recoded(q.Definition.Eligible, a.texts)
	return q
}

// recoded gives a filter with other texts for the agents that to has one for.
func recoded(f repeat.Filter, to map[string]string) repeat.Filter {
	if !slices.ContainsFunc(f, func(c repeat.Condition) bool { return c.By == contact.Agent }) {
		return f
	}
	out := slices.Clone(f)
	for i, c := range out {
		if c.By != contact.Agent {
			continue
		}
		out[i].Values = slices.Clone(c.Values)
		for k, value := range c.Values {
			if text, ok := to[value]; ok {
				out[i].Values[k] = text
			}
		}
	}
	return out
}
