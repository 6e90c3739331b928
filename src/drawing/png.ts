import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rasterSvg } from '../plots/raster-svg.ts'

/** Pixels a unit of the drawing: sharp on screens of high resolution, and in print at half the width of a page. */
const ZOOM = 2
const FAMILY = 'DejaVu Sans'

export const PNG_UNAVAILABLE =
  'figures are not written as PNG: the optional package @resvg/resvg-js, or a font of this program, is not installed'

/** Turns an SVG into a PNG with the fonts that come with this program, so that its bytes do not depend on the machine; null if it cannot. */
export async function pngRenderer(): Promise<((svg: string) => Uint8Array) | null> {
  const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
    fileURLToPath(new URL(`./fonts/${file}`, import.meta.url)),
  )
  try {
    // Without a font every letter would be left out without a word.
    await Promise.all(fonts.map((file) => access(file)))
    const { Resvg } = await import('@resvg/resvg-js')
    return (svg) => {
      const font = {
        loadSystemFonts: false,
        fontFiles: fonts,
        defaultFontFamily: FAMILY,
        sansSerifFamily: FAMILY,
        serifFamily: FAMILY,
        monospaceFamily: FAMILY,
      }
      return new Resvg(rasterSvg(svg), { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng()
    }
  } catch {
    return null
  }
}
