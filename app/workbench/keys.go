package workbench

import (
	"context"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
	"eenkeer/app/workspace"
)

// keyRules gives what a person decided about customer keys, as [contact.Rules] take it.
func keyRules(ctx context.Context, ws *workspace.Workspace) (map[string]bool, error) {
	rules, err := ws.KeyRules(ctx)
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	shared := map[string]bool{}
	for _, r := range rules {
		shared[r.Key] = r.Shared
	}
	return shared, nil
}

// SetKeyRule decides whether a customer key is shared, and so joins nobody, or joins
// all who have it; nil leaves that to the data. The note lets it be undone.
func (w *Workbench) SetKeyRule(key string, shared *bool) {
	w.onOpen("task.customers", func(ctx context.Context) error { return w.setKeyRule(ctx, key, shared, true) })
}

func (w *Workbench) setKeyRule(ctx context.Context, key string, shared *bool, told bool) error {
	rules, err := keyRules(ctx, w.ws)
	if err != nil {
		return err
	}
	was, decided := rules[key]
	if decided == (shared != nil) && (shared == nil || was == *shared) {
		return nil
	}
	if err := DecideKey(ctx, w.ws, key, shared); err != nil {
		return err
	}
	if told {
		id := "note.key_auto"
		switch {
		case shared != nil && *shared:
			id = "note.key_shared"
		case shared != nil:
			id = "note.key_joins"
		}
		before := &was
		if !decided {
			before = nil
		}
		w.note(Note{ID: id}, w.undo("task.customers", func(ctx context.Context) error { return w.setKeyRule(ctx, key, before, false) }))
	}
	return w.reload(context.WithoutCancel(ctx))
}

// DecideKey keeps in a workspace whether a customer key is shared; nil leaves that to
// the data.
func DecideKey(ctx context.Context, ws *workspace.Workspace, key string, shared *bool) error {
	if shared == nil {
		return ws.DeleteKeyRule(ctx, key)
	}
	return ws.SetKeyRule(ctx, key, *shared)
}

// FindKey gives the customer key that a person means: one of the workspace's as it is
// listed, or written in another way.
func FindKey(ctx context.Context, ws *workspace.Workspace, text string) (string, error) {
	batches, _, err := ws.Load(ctx, nil)
	if err != nil {
		return "", err
	}
	text = strings.TrimSpace(text)
	for _, form := range []string{text, key.Normalise(key.ID, "", text), key.Normalise(key.Phone, "", text), key.Normalise(key.Email, "", text)} {
		if form != "" && slices.ContainsFunc(batches, func(b *contact.Batch) bool { return hasKey(b, form) }) {
			return form, nil
		}
	}
	rules, err := keyRules(ctx, ws)
	if err != nil {
		return "", err
	}
	if _, decided := rules[text]; decided { // of contacts that were taken back
		return text, nil
	}
	return "", &Message{ID: "keys.error.no_key"}
}

func hasKey(b *contact.Batch, key string) bool {
	for k := range b.Keys {
		d := &b.Keys[k].Dict
		for c := uint32(1); int(c) < d.Len(); c++ {
			if string(d.Bytes(c)) == key {
				return true
			}
		}
	}
	return false
}
