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

/** Whether a pixel of the picture of some marks in a cut group, at twice the size, is not white. */
async function inked(content: string, x: number, y: number): Promise<boolean> {
  const { Resvg } = await import('@resvg/resvg-js')
  const svg = rasterSvg(picture(`<g clip-path="url(#c)">${content}</g>`))
  const { pixels, width } = new Resvg(svg, { background: '#ffffff' }).render()
  return (pixels[4 * (y * width + x)] ?? 255) < 128
}

const DOT = '<path transform="translate(20,20)" d="M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0" fill="#000"/>'

test.each([
  ['a dot', `${DOT}<path transform="translate(1e200,20)" d="M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0" fill="#000"/>`, 20, 20],
  ['a rule', `${DOT}<line transform="translate(32200000000000,50)" x2="1e15" y2="0" stroke="#000"/>`, 20, 20],
  [
    'a rule that passes',
    '<line transform="translate(-1e15,50)" x2="2e15" y2="0" stroke="#000" stroke-width="4"/>',
    40,
    50,
  ],
  ['a line', '<path d="M0,0L1e12,1e12L10,70" fill="none" stroke="#000" stroke-width="4"/>', 30, 30],
  ['an area', '<path d="M0,0L1e12,1e12L-1e12,1e12Z" fill="#000"/>', 10, 40],
  ['a bar', '<path d="M10,10h1e12v20h-1e12Z" fill="#000"/>', 60, 20],
])(
  'one mark far out of the picture leaves the others, and its own part, where they are: %s',
  async (_, marks, x, y) => {
    expect(await inked(marks, x, y)).toBe(true)
    expect(await inked(marks, 70, 5)).toBe(false)
  },
)

test('a line keeps its slope inside of the picture', () => {
  const [, ...ends] = /M0,0L([\d.]+),([\d.]+)/.exec(rasterSvg('<path d="M0,0L2e12,1e12"/>')) ?? []
  expect(ends.map(Number)).toEqual([1e5, 5e4])
})
