package workspace

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
)

// AgentNames says whether agents are shown by name, and on whose word.
type AgentNames struct {
	Shown     bool
	Reference string    // of the works council's decision; empty when not shown
	Decided   string    // day of that decision, 2026-06-28
	At        time.Time // when it was switched; zero: never
	By        string    // who switched
}

// AgentNames gives whether agents are shown by name; by default they are not.
func (w *Workspace) AgentNames(ctx context.Context) (n AgentNames, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		n = AgentNames{}
		return eachRow(ctx, c, `SELECT shown, reference, decided, changed_at, changed_by FROM agent_names ORDER BY id DESC LIMIT 1`, func(scan func(...any) error) error {
			var at int64
			err := scan(&n.Shown, &n.Reference, &n.Decided, &at, &n.By)
			n.At = time.UnixMilli(at).UTC()
			return err
		})
	})
	return n, err
}

// SetAgentNames keeps that agents are from now on shown by name, or by code. What
// held before stays on record. Names are not shown without a reference and a day.
func (w *Workspace) SetAgentNames(ctx context.Context, n AgentNames) error {
	if !n.Shown {
		n.Reference, n.Decided = "", ""
	} else if _, err := time.Parse(time.DateOnly, n.Decided); err != nil || strings.TrimSpace(n.Reference) == "" {
		return mistaken("names of agents without a decision of the works council")
	}
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `INSERT INTO agent_names (changed_at, shown, reference, decided, changed_by) VALUES (?,?,?,?,?)`,
			time.Now().UnixMilli(), n.Shown, strings.TrimSpace(n.Reference), n.Decided, w.holder.User)
		return err
	})
}

// AgentCodes gives the number that stands for each of some agents. An agent keeps
// it for good: new ones get the numbers that follow, in random order, so that a
// number tells nothing of a name. Where the workspace cannot be written, agents
// without a number get one in an order that is the same at every look.
func (w *Workspace) AgentCodes(ctx context.Context, agents []string) (map[string]int, error) {
	codes, last, err := w.storedCodes(ctx)
	if err != nil {
		return nil, err
	}
	var fresh []string
	for _, a := range agents {
		if _, ok := codes[a]; !ok && a != "" && !slices.Contains(fresh, a) {
			fresh = append(fresh, a)
		}
	}
	if len(fresh) == 0 {
		return codes, nil
	}
	if w.lock != nil {
		if err := w.write(ctx, func(c *sql.Conn) error { return giveCodes(ctx, c, fresh) }); err != nil {
			return nil, err
		}
		codes, _, err = w.storedCodes(ctx)
		return codes, err
	}
	slices.SortFunc(fresh, func(a, b string) int { return strings.Compare(scrambled(a), scrambled(b)) })
	for i, a := range fresh {
		codes[a] = last + 1 + i
	}
	return codes, nil
}

func scrambled(name string) string {
	sum := sha256.Sum256([]byte("eenkeer agent\x00" + name))
	return string(sum[:])
}

func (w *Workspace) storedCodes(ctx context.Context) (codes map[string]int, last int, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		codes, last = map[string]int{}, 0
		return eachRow(ctx, c, `SELECT agent, code FROM agent_code`, func(scan func(...any) error) error {
			var agent string
			var code int
			err := scan(&agent, &code)
			codes[agent] = code
			last = max(last, code)
			return err
		})
	})
	return codes, last, err
}

// giveCodes gives agents that have none the numbers that follow, at random.
func giveCodes(ctx context.Context, c *sql.Conn, agents []string) error {
	agents = slices.Clone(agents)
	slices.Sort(agents) // so that the order they came in plays no part
	var seed [32]byte
	if _, err := rand.Read(seed[:]); err != nil {
		return err
	}
	mathrand.New(mathrand.NewChaCha8(seed)).Shuffle(len(agents), func(i, j int) { agents[i], agents[j] = agents[j], agents[i] })
	for _, a := range agents {
		_, err := c.ExecContext(ctx, `INSERT INTO agent_code (agent, code) SELECT ?, coalesce(max(code), 0) + 1 FROM agent_code WHERE true
			ON CONFLICT (agent) DO NOTHING`, a)
		if err != nil {
			return err
		}
	}
	return nil
}

// codeAgents gives the agents of imports a number.
func codeAgents(ctx context.Context, c *sql.Conn, imports []Import) error {
	var agents []string
	for _, im := range imports {
		agents = append(agents, im.Batch.Columns[contact.StoredIndex(contact.Agent)].Dict.Texts()[1:]...)
	}
	slices.Sort(agents)
	return giveCodes(ctx, c, slices.Compact(agents))
}
