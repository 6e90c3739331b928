import { expect, test } from 'vitest'
import { pngRenderer } from '../../src/drawing/png.ts'
import { rasterSvg } from '../../src/plots/raster-svg.ts'

const picture = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100"><defs><clipPath id="c"><rect x="0" y="0" width="80" height="80"/></clipPath></defs>${content}</svg>`

test('transparency is that of fill and stroke, whatever these had', () => {
  expect(rasterSvg('<path d="M0,0" opacity="0.5" fill-opacity="0.5"/>')).toBe(
    '<path fill-opacity="0.25" stroke-opacity="0.5" d="M0,0"/>',
  )
  expect(rasterSvg('<text>opacity="0.5" &lt;path opacity="0.5"/></text>')).toBe(
    '<text>opacity="0.5" &lt;path opacity="0.5"/></text>',
  )
})

test.each([
  '<g clip-path="url(#c)"><path d="M500,500h10v10h-10Z" fill="red"/></g>',
  '<g clip-path="url(#c)"><path d="M500,500h10v10h-10Z" fill="red" opacity="0.5"/></g>',
  '<g clip-path="url(#c)"></g>',
])('what lies outside of a picture does not end the process: %s', async (content) => {
  const png = await pngRenderer()
  if (png) expect(png(picture(content)).length).toBeGreaterThan(100)
})
