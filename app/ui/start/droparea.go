package start

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"eenkeer/app/ui/kit"
)

// dropArea is a large panel with a dashed border, an icon, a sentence and the
// buttons that do the same as dropping.
type dropArea struct {
	widget.BaseWidget
	inside *fyne.Container
	icon   *canvas.Image
}

func newDropArea(title, text string, buttons []fyne.CanvasObject) *dropArea {
	d := &dropArea{icon: canvas.NewImageFromResource(nil)}
	d.icon.FillMode = canvas.ImageFillContain
	d.icon.SetMinSize(fyne.NewSquareSize(34))
	d.inside = kit.Pad(24, 26, kit.VBox(12,
		container.NewCenter(d.icon),
		container.NewCenter(kit.NewText(title, kit.RoleHeading)),
		container.NewCenter(kit.NewText(text, kit.RoleMuted)),
		container.NewCenter(kit.HBox(kit.GapSmall, buttons...))))
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is called by Fyne.
func (d *dropArea) CreateRenderer() fyne.WidgetRenderer {
	r := &dropRenderer{d: d}
	r.border = canvas.NewRaster(dashedPanel)
	r.Refresh()
	return r
}

type dropRenderer struct {
	d      *dropArea
	border *canvas.Raster
}

func (r *dropRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.border, r.d.inside}
}

func (r *dropRenderer) MinSize() fyne.Size { return r.d.inside.MinSize() }
func (r *dropRenderer) Destroy()           {}

func (r *dropRenderer) Layout(s fyne.Size) {
	r.border.Resize(s)
	r.d.inside.Resize(s)
}

func (r *dropRenderer) Refresh() {
	r.d.icon.Resource = theme.NewPrimaryThemedResource(theme.DownloadIcon())
	r.d.icon.Refresh()
	r.border.Refresh()
	r.d.inside.Refresh()
}

// dashedPanel draws a rounded panel with a dashed border in the colours of the
// moment, for exactly w by h pixels.
func dashedPanel(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	fill, edge := nrgba(kit.Color(kit.ColorSurface)), nrgba(kit.Color(kit.ColorAccent))
	const radius, thick, dash = 12.0, 1.6, 14.0
	inner := image.Rect(0, 0, w, h).Inset(16)
	draw.Draw(img, inner, image.NewUniform(fill), image.Point{}, draw.Src)
	for y := range h {
		for x := 0; x < w; x++ {
			if x == inner.Min.X && y >= inner.Min.Y && y < inner.Max.Y {
				x = inner.Max.X
			}
			px, py := float64(x)+0.5, float64(y)+0.5
			// Distance to the edge of a rounded rectangle, negative inside.
			qx, qy := math.Abs(px-float64(w)/2)-float64(w)/2+radius, math.Abs(py-float64(h)/2)-float64(h)/2+radius
			d := math.Hypot(max(qx, 0), max(qy, 0)) + min(max(qx, qy), 0) - radius
			c, a := fill, clamp(0.5-d)
			along := px
			if math.Abs(px-float64(w)/2)-float64(w)/2 > math.Abs(py-float64(h)/2)-float64(h)/2 {
				along = py
			}
			if line := clamp(d + thick + 0.5); line > 0 && math.Mod(along, dash) < dash*0.6 {
				c = blend(fill, edge, line)
			}
			c.A = uint8(a * 255)
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func clamp(x float64) float64 { return min(max(x, 0), 1) }

func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

func blend(a, b color.NRGBA, f float64) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*f) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
