import { describe, expect, test } from 'vitest'
import type { Plot } from '../../src/config/plot.ts'
import { plotSpec } from '../../src/plots/plot.ts'
import { PlotWarning, renderSvg } from '../../src/plots/render.ts'
import type { Traces } from '../../src/run/traces.ts'
import * as fixture from './fixture.ts'
import { schemaErrors } from './schema.ts'

const { fakeExperiment, fakeTraces, formula, grid, linspace, log1mspace, rate, region, seeds, trajectory, wobble } =
  fixture

const draw = (plot: Plot, traces: Traces, boundary?: (names: Record<string, number>) => number | null) =>
  plotSpec(plot, fakeExperiment([plot]), traces, boundary ? { boundary } : {})

const optimizers = ['adam', 'adopt', 'amsgrad']
const gap = (t: number, seed: number) => t ** -0.5 * wobble(seed, t)
const few = fakeTraces(
  optimizers.flatMap((optimizer) =>
    [0.1, 0.9].flatMap((beta2, point) => seeds(4, { optimizer, point, hyper: { beta2 }, horizon: 100_000 }, gap)),
  ),
  2000,
)
const many = fakeTraces(
  optimizers.flatMap((optimizer) =>
    linspace(0, 0.9, 10).flatMap((beta2, point) => seeds(2, { optimizer, point, hyper: { beta2 } }, gap)),
  ),
)
const signed = fakeTraces(seeds(1, {}, (t) => (t < 10 ? 1 : -1) / t))
const horizons = fakeTraces(
  [1e3, 1e4, 1e5].flatMap((horizon) => seeds(4, { horizon, hyper: { lr: '1/sqrt(T)' } }, (t) => 3 * t ** -0.5)),
)
const beyond = (x: number, y: number) => (x > 0.95 ? null : y < x * x ? 10 : 1e-6)
const edge = ({ beta1 = 0, beta2 = 0 }: Record<string, number>) => beta2 - beta1 ** 2
const bounded = region({ boundary: formula('beta2 - beta1^2') })
const small = fakeTraces(grid(linspace(0, 0.99, 12), linspace(0, 0.99, 12), beyond))
const large = fakeTraces(grid(linspace(0, 0.99, 64), log1mspace(0, 0.999, 64), beyond), 3)
const threeMaps = fakeTraces(
  optimizers.flatMap((optimizer) =>
    grid(linspace(0, 0.9, 5), [0.1, 0.5, 0.9, 0.99, 0.999], (x, y) => x - y, { optimizer }),
  ),
)

const charts: Record<string, () => ReturnType<typeof draw>> = {
  trajectory: () => draw(trajectory(), few),
  'trajectory, linear': () => draw(trajectory({ x: 'linear', y: 'linear' }), few),
  'trajectory, facets': () => draw(trajectory(), many),
  'trajectory, both signs': () => draw(trajectory(), signed),
  'trajectory, constant': () => draw(trajectory(), fakeTraces(seeds(1, {}, () => 1))),
  'trajectory, one point': () => draw(trajectory(), fakeTraces(seeds(2, { horizon: 1 }, () => 1))),
  'trajectory, all zero': () => draw(trajectory(), fakeTraces(seeds(2, {}, () => 0))),
  'trajectory, huge': () => draw(trajectory(), fakeTraces(seeds(2, {}, (t) => t ** 90))),
  'rate in t': () => draw(rate(), few),
  'rate in T': () => draw(rate(), horizons),
  'rate, facets': () => draw(rate(), many),
  'region, rectangles': () => draw(bounded, small, edge),
  'region, picture': () => draw(bounded, large, edge),
  'region, maps': () => draw(region({ scale: 'linear' }), threeMaps),
  'region, one cell': () => draw(region(), fakeTraces(grid([0.5], [0.5], () => 1))),
  'region, all diverged': () => draw(region(), fakeTraces(grid([0, 0.5], [0, 0.5], () => null))),
  'region, all zero': () => draw(region(), fakeTraces(grid([0, 0.5], [0, 0.5], () => 0))),
  'no such measure': () => draw(region({ measure: 'nope' }), small),
  'no runs': () => draw(trajectory(), fakeTraces([])),
}

/** All objects within a chart that have this property. */
function within(value: unknown, key: string): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Object.hasOwn(value, key) ? [value as Record<string, unknown>] : []
  return [...own, ...Object.values(value).flatMap((item) => within(item, key))]
}

const rowsWith = (chart: { spec: unknown }, key: string) =>
  within(chart.spec, 'values').flatMap(({ values }) =>
    (values as Record<string, unknown>[]).filter((row) => typeof row === 'object' && key in row),
  )

describe.each(Object.entries(charts))('%s', (_, make) => {
  test('is valid Vega-Lite, plain JSON, and a function of its arguments', () => {
    const { spec } = make()
    expect(schemaErrors(spec)).toEqual([])
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    expect(JSON.stringify(make().spec)).toBe(JSON.stringify(spec))
  })
  test('is drawn without a warning, with the same bytes each time', async () => {
    const svg = await renderSvg(make().spec)
    expect(svg).toMatch(/^<svg /)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    await renderSvg(charts.trajectory?.().spec ?? make().spec)
    expect(await renderSvg(make().spec)).toBe(svg)
  })
})

test('the schema check sees a misspelt property', () => {
  expect(schemaErrors({ ...charts['rate in t']?.().spec, widht: 3 }).join()).toContain('widht')
})

test('the chart tells how many runs diverged and leaves mutants out', () => {
  const runs = seeds(4, {}, gap).map((r, k) => (k === 0 ? { ...r, status: 'diverged' as const, steps: 100 } : r))
  const chart = draw(trajectory(), fakeTraces([...runs, ...seeds(2, { optimizer: 'wrong', mutantOf: 'claim' }, gap)]))
  expect(chart.notes).toEqual([
    '1 of 4 runs diverged or failed; medians and bands are over the runs that were still finite.',
  ])
  expect(JSON.stringify(chart.spec)).not.toContain('wrong')
  expect(JSON.stringify(chart.spec.title)).toContain('1 of 4 runs diverged')
})

describe('trajectory', () => {
  test('has at most 500 points a line, the first and the last among them', () => {
    const rows = rowsWith(draw(trajectory(), few), 'median')
    const adam = rows.filter((row) => row.series === 'adam, beta2=0.1')
    expect(adam.length).toBeLessThanOrEqual(500)
    expect(adam.length).toBeGreaterThan(150)
    expect([adam[0]?.t, adam.at(-1)?.t]).toEqual([1, 100_000])
  })
  test('counts what a log axis cannot show, and shows no other value for it', () => {
    const chart = draw(trajectory(), signed)
    const rows = rowsWith(chart, 'median')
    const negative = rows.filter((row) => Number(row.t) >= 10)
    expect(negative.length).toBeGreaterThan(10)
    expect(negative.every((row) => row.median === null && row.low === null)).toBe(true)
    expect(chart.notes).toEqual([
      `${negative.length} of ${rows.length} points are not positive and have no place on a log axis.`,
    ])
    expect(JSON.stringify(chart.spec.title)).toContain(chart.notes[0])
    expect(draw(trajectory({ y: 'linear' }), signed).notes).toEqual([])
  })
  test('draws the median and the asked quantiles', () => {
    const levels = [1, 2, 3, 4, 100]
    const traces = fakeTraces(seeds(5, {}, (_, seed) => levels[seed] ?? 0))
    const [row] = rowsWith(draw(trajectory({ band: [0, 1] }), traces), 'median')
    expect(row).toMatchObject({ median: 3, low: 1, high: 100 })
  })
  test('names only what varies, and splits by optimizer where there is too much', () => {
    expect(new Set(rowsWith(draw(trajectory(), few), 'median').map((r) => r.series))).toContain('adopt, beta2=0.9')
    const split = draw(trajectory(), many)
    expect(split.spec).toHaveProperty('facet')
    expect(rowsWith(split, 'median')[0]).toMatchObject({ series: 'beta2=0', panel: 'adam' })
  })
})

describe('rate', () => {
  test('finds the exponent in T and in t', () => {
    expect(draw(rate(), horizons).notes).toEqual(['adam: slope -0.500.'])
    const traces = fakeTraces(seeds(2, {}, (t) => (t < 100 ? 5 : t ** -1.25)))
    expect(draw(rate(), traces).notes).toEqual(['adam: slope -1.250.'])
  })
})

describe('region', () => {
  test('draws the boundary where the formula is 0, in both ways of drawing', () => {
    for (const traces of [small, large]) {
      const line = rowsWith(draw(bounded, traces, edge), 'boundary')
      expect(line.length).toBeGreaterThan(50)
      // A log1m axis is drawn in 1 - value.
      const beta2 = (row: Record<string, unknown>) => (traces === large ? 1 - Number(row.y) : Number(row.y))
      for (const row of line) expect(Math.abs(beta2(row) - Number(row.x) ** 2)).toBeLessThan(1e-3)
      expect(line[0]?.boundary).toBe('beta2 - beta1^2 = 0')
    }
  })
  test('gives the formula the axes, the other numbers and T', () => {
    const seen: Record<string, number>[] = []
    const traces = fakeTraces(grid([0, 1], [0, 1], () => 1, { given: { k: 10, f: 'x^2' } }))
    draw(bounded, traces, (names) => {
      seen.push(names)
      return null
    })
    expect(seen[0]).toEqual({ k: 10, T: 1000, beta1: 0, beta2: 0 })
  })
  test('says that no boundary passes through the map', () => {
    expect(draw(bounded, small, () => 1).notes).toContain('No boundary (beta2 - beta1^2 = 0) within the map.')
  })
  test('marks and counts diverged cells', () => {
    const chart = draw(bounded, small, edge)
    expect(chart.notes).toEqual(['12 of 144 cells diverged or are not finite (grey).'])
    expect(rowsWith(chart, 'status')).toHaveLength(12)
    expect(rowsWith(chart, 'value')).toHaveLength(132)
  })
  test('counts cells that are not positive on a log scale', () => {
    const traces = fakeTraces(grid([0, 0.5], [0, 0.5], (x) => x - 0.2))
    const chart = draw(region(), traces)
    expect(chart.notes).toEqual(['2 of 4 cells are not positive and have no colour on a log scale (blank).'])
    expect(rowsWith(chart, 'value')).toHaveLength(2)
  })
  test('draws a large map as one picture, not as its 16,384 cells', async () => {
    const values = linspace(0, 0.999, 128)
    const svg = await renderSvg(draw(bounded, fakeTraces(grid(values, values, beyond), 2), edge).spec)
    expect(svg.length).toBeLessThan(120_000)
    expect(svg.match(/<image/g)).toHaveLength(1)
    expect(svg.match(/<\w/g)?.length).toBeLessThan(500)
  })
  test('draws one map for each optimizer', () => {
    expect(within(draw(region({ scale: 'linear' }), threeMaps).spec, 'concat')[0]?.concat).toHaveLength(3)
  })
})

describe('renderSvg', () => {
  test('refuses files and addresses', async () => {
    for (const url of ['/etc/hostname', 'https://example.org/a.csv'])
      await expect(
        renderSvg({ data: { url }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } }),
      ).rejects.toThrow(/may not load/)
  })
  test('fails on what Vega warns of', async () => {
    const spec = {
      data: { values: [{ a: 0 }, { a: 1 }] },
      mark: 'point' as const,
      encoding: { x: { field: 'a', type: 'quantitative' as const, scale: { type: 'log' as const, zero: true } } },
    }
    await expect(renderSvg(spec)).rejects.toThrow(PlotWarning)
  })
  test('keeps hostile names as text', async () => {
    const name = '</text><script>alert(1)</script><img onerror=x> url(#id0) \u0024{x} {{x}} | `a` "b"'
    const { spec } = draw(trajectory({ title: name }), fakeTraces(seeds(2, { optimizer: name }, gap)))
    const svg = await renderSvg(spec)
    expect(svg).not.toMatch(/<script|<img/)
    expect(svg).toContain('&lt;script&gt;')
    expect(svg).toContain('\u0024{x}')
  })
})
