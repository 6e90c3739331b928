import { expect, test } from 'vitest'
import { colourScale, colourTicks } from '../../src/plots/colours.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { fakeTraces, grid, linspace, region } from './fixture.ts'
import { draw } from './kinds.ts'

const decades = linspace(-8, 0, 81).map((power) => 10 ** power)

test('values over eight decades have a logarithmic scale, of which each decade has its share', () => {
  const scale = colourScale(decades, null)
  expect(scale.type).toBe('log')
  for (const power of [-8, -6, -4, -2, 0]) expect(scale.fraction(10 ** power)).toBeCloseTo((power + 8) / 8, 8)
})

test('so do signed values: the same colours to both sides of 0, and each decade apart from the next', () => {
  const scale = colourScale([...decades, 0, ...decades.map((v) => -v)], null)
  expect(scale.type).toBe('symlog')
  expect(scale.fraction(0)).toBe(0.5)
  const places = [-1, -1e-2, -1e-4, -1e-6, 0, 1e-6, 1e-4, 1e-2, 1].map(scale.fraction)
  for (const [k, place] of places.entries()) {
    if (k > 0) expect(place - (places[k - 1] ?? 0)).toBeGreaterThan(0.08)
    expect(place).toBeCloseTo(1 - (places[places.length - 1 - k] ?? 0), 10)
  }
  const { values } = colourTicks(scale) as { values: number[] }
  expect(values).toEqual([-1, -0.01, -0.0001, -0.000001, 0, 0.000001, 0.0001, 0.01, 1])
})

test('values of one size stay linear, and the page decides if it says so', () => {
  expect(colourScale(linspace(1, 30, 50), null).type).toBe('linear')
  expect(colourScale(linspace(-1, 1, 101), null).type).toBe('linear')
  expect(colourScale(decades, 'linear').type).toBe('linear')
  expect(colourScale([0, ...decades], null)).toMatchObject({ type: 'symlog', beyond: 0 })
})

test('what is smaller than rounding does not take the colours', () => {
  const scale = colourScale([...decades, ...decades.map((v) => -1e-30 * v)], null)
  expect(scale.fraction(1) - scale.fraction(1e-3)).toBeGreaterThan(0.1)
})

test.each([20, 60])(
  'a map of signed drifts over decades is drawn, with a legend that names its powers (%i)',
  async (n) => {
    const values = linspace(-0.9, 0.9, n)
    const drift = (x: number, y: number) => Math.sign(x) * 10 ** (-8 * Math.abs(y))
    const { spec } = draw(region({ scale: null }), fakeTraces(grid(values, values, drift), 2))
    const svg = await renderSvg(spec)
    for (const label of ['0.1', '0', '-0.1'.replace('-', '\u2212')]) expect(svg).toContain(`>${label}<`)
    expect(svg).toContain('colours by the logarithm of its size')
  },
)
