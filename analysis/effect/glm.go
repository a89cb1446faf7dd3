package effect

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Family is how the outcomes of a [Model] are distributed, up to a dispersion that is estimated.
type Family int

// The families, each with its natural link.
const (
	Poisson  Family = iota // counts, on the logarithm; Offset is the logarithm of what they are counted out of
	Binomial               // shares of Weights, on the logit
)

// Model is a generalised linear model: Outcome of a row is distributed about the mean that Design × coefficients + Offset
// gives through the link.
type Model struct {
	Family  Family
	Design  *mat.Dense // a row an observation, a column a coefficient
	Outcome []float64  // counts; for Binomial shares
	Offset  []float64  // nil: none
	Weights []float64  // Binomial: what the shares are of; Poisson: nil
}

// Fitted is a model with its coefficients.
type Fitted struct {
	Coefficients []float64
	// Dispersion is Pearson's X² ÷ (observations − coefficients): 1 where chance alone is at work. NaN without a degree of
	// freedom.
	Dispersion float64
	Free       int // degrees of freedom
	// covariance is that of a dispersion of 1.
	covariance *mat.SymDense
}

// Errors of [Fit].
var (
	ErrSingular  = errors.New("effect: the columns of the design are not independent")
	ErrDiverging = errors.New("effect: the fit does not settle")
)

// Fit gives the coefficients of greatest likelihood by iteratively reweighted least squares (McCullagh and Nelder 1989,
// 2.5), each step by a QR decomposition.
func Fit(m Model) (Fitted, error) {
	n, k := m.Design.Dims()
	if n < k {
		return Fitted{}, ErrSingular
	}
	mean, eta := make([]float64, n), make([]float64, n)
	for i, y := range m.Outcome {
		mean[i] = m.first(y, i)
		eta[i] = m.link(mean[i])
	}
	weighted, target := mat.NewDense(n, k, nil), mat.NewVecDense(n, nil)
	beta, last := mat.NewVecDense(k, nil), mat.NewVecDense(k, nil)
	var qr mat.QR
	for range 50 {
		for i := range n {
			v := m.variance(mean[i]) // also the derivative of the mean, the link being the natural one
			root := math.Sqrt(v * m.weight(i))
			for j := range k {
				weighted.Set(i, j, root*m.Design.At(i, j))
			}
			target.SetVec(i, root*(eta[i]-m.offset(i)+(m.Outcome[i]-mean[i])/v))
		}
		qr.Factorize(weighted)
		if qr.Cond() > 1e10 {
			return Fitted{}, ErrSingular
		}
		if err := qr.SolveVecTo(beta, false, target); err != nil {
			return Fitted{}, ErrSingular
		}
		for i := range n {
			eta[i] = mat.Dot(m.Design.RowView(i), beta) + m.offset(i)
			mean[i] = m.mean(eta[i])
		}
		last.SubVec(beta, last)
		moved := mat.Norm(last, math.Inf(1))
		if math.IsNaN(moved) {
			return Fitted{}, ErrDiverging
		}
		if moved < 1e-9*(1+mat.Norm(beta, math.Inf(1))) {
			return m.done(beta, mean, weighted)
		}
		last.CopyVec(beta)
	}
	return Fitted{}, ErrDiverging
}

// done works out what the coefficients are worth.
func (m Model) done(beta *mat.VecDense, mean []float64, weighted *mat.Dense) (Fitted, error) {
	n, k := m.Design.Dims()
	f := Fitted{Coefficients: append([]float64(nil), beta.RawVector().Data...), Free: n - k, Dispersion: math.NaN()}
	x2 := 0.0
	for i, y := range m.Outcome {
		v := m.variance(mean[i])
		x2 += m.weight(i) * (y - mean[i]) * (y - mean[i]) / v
		root := math.Sqrt(v * m.weight(i))
		for j := range k {
			weighted.Set(i, j, root*m.Design.At(i, j))
		}
	}
	if f.Free > 0 {
		f.Dispersion = x2 / float64(f.Free)
	}
	information := mat.NewSymDense(k, nil)
	information.SymOuterK(1, weighted.T())
	var root mat.Cholesky
	if !root.Factorize(information) {
		return f, ErrSingular
	}
	f.covariance = mat.NewSymDense(k, nil)
	return f, root.InverseTo(f.covariance)
}

// Error gives the standard error of coefficient j at a dispersion; 1 is pure chance.
func (f Fitted) Error(j int, dispersion float64) float64 {
	return math.Sqrt(dispersion * f.covariance.At(j, j))
}

// along gives Σ a_j β_j and its variance at a dispersion of 1.
func (f Fitted) along(a []float64) (value, variance float64) {
	v := mat.NewVecDense(len(a), a)
	return mat.Dot(v, mat.NewVecDense(len(a), f.Coefficients)), mat.Inner(v, f.covariance, v)
}

// first is a mean to begin with.
func (m Model) first(y float64, i int) float64 {
	if m.Family == Binomial {
		return (m.weight(i)*y + 0.5) / (m.weight(i) + 1)
	}
	return y + 0.1
}

func (m Model) link(mean float64) float64 {
	if m.Family == Binomial {
		return math.Log(mean / (1 - mean))
	}
	return math.Log(mean)
}

// edge keeps means off the ends of their range, where variances are 0.
const edge = 1e-12

func (m Model) mean(eta float64) float64 {
	if m.Family == Binomial {
		return min(max(logistic(eta), edge), 1-edge)
	}
	return max(math.Exp(eta), edge)
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func (m Model) variance(mean float64) float64 {
	if m.Family == Binomial {
		return mean * (1 - mean)
	}
	return mean
}

func (m Model) weight(i int) float64 {
	if m.Weights == nil {
		return 1
	}
	return m.Weights[i]
}

func (m Model) offset(i int) float64 {
	if m.Offset == nil {
		return 0
	}
	return m.Offset[i]
}
