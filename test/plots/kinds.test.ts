import { describe, expect, test } from 'vitest'
import { bucket } from '../../src/plots/groups.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { judge } from '../../src/theory/judge.ts'
import * as claims from '../theory/synthetic.ts'
import { fakeTraces, grid, linspace, rate, region, seeds } from './fixture.ts'
import {
  bound,
  charts,
  comparison,
  distribution,
  draw,
  growth,
  heterogeneity,
  horizons,
  landscape,
  of,
  page,
  phase,
  spirals,
  vegaLite,
} from './kinds.ts'
import { schemaErrors } from './schema.ts'

type Row = Record<string, unknown>

/** Rows of data, at any depth of a chart, that have a field. */
function rowsWith(value: unknown, key: string): Row[] {
  if (typeof value !== 'object' || value === null) return []
  const { values } = value as { values?: unknown }
  const own = Array.isArray(values)
    ? values.filter((row): row is Row => typeof row === 'object' && row !== null && key in row)
    : []
  return [...own, ...Object.entries(value).flatMap(([name, item]) => (name === 'values' ? [] : rowsWith(item, key)))]
}

const chart = (name: string) => {
  const make = charts[name]
  if (!make) throw new Error(`no chart '${name}'`)
  return make()
}

describe.each(Object.entries(charts))('%s', (_, make) => {
  test('is valid Vega-Lite, plain JSON, and a function of its arguments', () => {
    const { spec } = make()
    expect(schemaErrors(spec)).toEqual([])
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    expect(JSON.stringify(make().spec)).toBe(JSON.stringify(spec))
  })
  test('is drawn without a warning, with the same bytes each time, and with every note as text', async () => {
    const { spec, notes } = make()
    const svg = await renderSvg(spec)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    expect(await renderSvg(make().spec)).toBe(svg)
    const text = svg.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    const told = notes.filter((note) => !/slope|a step/.test(note))
    for (const note of told) expect(text).toContain(note.replace(/</g, '&lt;').replace(/>/g, '&gt;').slice(0, 60))
  })
})

describe('rate', () => {
  test('draws what the judge fitted and left out, the claimed slope through it, burn-in and noise floor', () => {
    const { spec, notes } = chart('rate, claims')
    const series = [...new Set(rowsWith(spec, 'mean').map((row) => String(row.series)))]
    expect(series[0]).toMatch(/^adam: slope -0\.\d{3} in \[-0\.\d{3}, -0\.\d{3}\]$/)
    expect(notes.find((note) => note.startsWith('adam'))).toMatch(/slope -0\.[45]\d\d\.$/)
    const out = (optimizer: string) =>
      rowsWith(spec, 'mean').flatMap((row) =>
        row.used === false && String(row.series).startsWith(optimizer) ? [row.at] : [],
      )
    expect(out('adam')).toEqual([10, 32])
    // Below five times the floor.
    expect(out('adopt')).toEqual([10, 32, 3162, 10_000])
    const short = rowsWith(spec, 'mean').filter((row) => row.short)
    expect(new Set(short.map(({ at }) => at))).toEqual(new Set([10, 32]))
    const guides = bucket(rowsWith(spec, 'guide'), (row) => String(row.guide))
    expect([...guides.keys()]).toEqual([
      'claimed: exponent at most -0.5',
      'claimed: exponent -0.8',
      'noise floor: 5 times what is measured at the optimum',
    ])
    const [first, last] = guides.get('claimed: exponent -0.8') ?? []
    const slope = Math.log(Number(last?.level) / Number(first?.level)) / Math.log(Number(last?.at) / Number(first?.at))
    expect(slope).toBeCloseTo(-0.8, 10)
    const [shade] = rowsWith(spec, 'shade')
    expect(shade).toMatchObject({ to: 60, shade: 'burn-in of all series: T below three transients' })
    // From the frame on, which has room beside the first point.
    expect(Number(shade?.from)).toBeLessThan(10)
    for (const row of rowsWith(spec, 'low').filter((one) => 'mean' in one)) {
      expect(Number(row.low)).toBeLessThanOrEqual(Number(row.mean))
      expect(Number(row.high)).toBeGreaterThanOrEqual(Number(row.mean))
    }
  })
  test.each(['upper', 'tight'] as const)(
    'shows the limits of the slope that the verdict on an %s rate shows',
    (form) => {
      const claim = claims.rateClaim(-0.5, { ...of('adam'), form })
      const [verdict] = judge(page(horizons, [claim]), horizons, claims.evaluator)
      const [low, high] = (verdict?.interval ?? []).map((limit) => limit.toFixed(3))
      const [row] = rowsWith(draw(rate(), horizons, [claim]).spec, 'mean')
      expect(row?.series).toBe(`adam: slope ${verdict?.measured?.toFixed(3)} in [${low}, ${high}]`)
    },
  )
  test("has Student's intervals of the mean where no claim is made", () => {
    const traces = fakeTraces(
      [10, 100].flatMap((horizon) => seeds(4, { horizon }, (t, seed) => (seed + 1) / t)),
      2,
    )
    const [row] = rowsWith(draw(rate(), traces).spec, 'mean')
    // 1 ... 4 over 10: mean 0.25, standard error sqrt(5/3) / 20; t(0.995, 3) = 5.840909309733355 (tables).
    expect(row?.mean).toBeCloseTo(0.25, 12)
    expect(Number(row?.high) - Number(row?.mean)).toBeCloseTo((5.840909309733355 * Math.sqrt(5 / 3)) / 20, 10)
  })
  test('takes the power outside of the statistic', () => {
    const { spec } = chart('rate, outer power')
    expect(JSON.stringify(spec)).not.toContain('(gap)^')
    const only = draw(
      rate(),
      fakeTraces(
        [10, 32, 100, 316, 1000].flatMap((horizon) => seeds(1, { horizon }, (t) => t ** -1)),
        2,
      ),
      [claims.rateClaim(-0.5, { measure: 'gap', optimizers: ['adam'], outer: claims.formula('1/2', 0.5) })],
    )
    expect(JSON.stringify(only.spec)).toContain('(gap)^(1/2)')
    expect(rowsWith(only.spec, 'mean').at(-1)?.mean).toBeCloseTo(1000 ** -0.5, 12)
    expect(only.notes).toEqual(['adam: slope -0.500.'])
  })
})

describe('bound', () => {
  const traces = fakeTraces(seeds(3, {}, (t) => 2 / t))
  const claim = claims.boundClaim(({ t = 1 }) => (t < 30 ? 4 : 1) / t, 5, of('adam'))
  test('draws the bound from where the claim begins, and its slack as bound over mean', () => {
    const { spec } = draw(bound(), traces, [claim])
    const slacks = rowsWith(spec, 'slack')
    expect(Math.min(...slacks.map((row) => Number(row.at)))).toBeGreaterThanOrEqual(5)
    for (const row of slacks) expect(row.slack).toBeCloseTo(Number(row.at) < 30 ? 2 : 0.5, 12)
    for (const row of rowsWith(spec, 'guide')) expect(row.level).toBe((Number(row.at) < 30 ? 4 : 1) / Number(row.at))
    expect(rowsWith(spec, 'guide').map((row) => row.at)).toEqual(slacks.map((row) => row.at))
  })
  test('draws a bound for each where they differ', () => {
    const { spec } = chart('bound, one for each')
    expect(rowsWith(spec, 'guide')).toEqual([])
    const bounds = rowsWith(spec, 'bound').filter((row) => row.at === 1000)
    expect(new Set(bounds.map((row) => row.bound)).size).toBe(12)
  })
})

describe('growth', () => {
  test('finds the rate in the window and draws the claimed one', () => {
    const { spec, notes } = chart('growth')
    expect(notes).toContain('ln gap of adam, speed=0.02 grows by 0.02 a step.')
    const [a, b] = rowsWith(spec, 'guide')
    expect(Math.log(Number(b?.level) / Number(a?.level)) / (Number(b?.at) - Number(a?.at))).toBeCloseTo(0.04, 10)
    expect(Number(a?.at)).toBeGreaterThanOrEqual(100)
    expect(Number(b?.at)).toBeLessThanOrEqual(800)
    expect(rowsWith(spec, 'shade').map(({ from, to }) => [from, to])).toEqual([
      [1, 100],
      [800, 1000],
    ])
  })
  test('says that it has no place for 0', () => {
    const { notes } = draw(growth(), fakeTraces(seeds(1, {}, (t) => (t > 100 ? 0 : 1))))
    expect(notes[0]).toMatch(/^\d+ of \d+ points are not positive and have no place on a log axis/)
  })
})

describe('distribution', () => {
  test('draws every seed, quartiles and the predicted limit with its tolerance', () => {
    const traces = fakeTraces(seeds(5, {}, (_, seed) => seed))
    const { spec } = draw(distribution(), traces, [claims.limitClaim(2, 0.5, of('adam'))])
    expect(rowsWith(spec, 'value').map((row) => row.value)).toEqual([0, 1, 2, 3, 4])
    expect(rowsWith(spec, 'median')[0]).toMatchObject({ low: 1, median: 2, high: 3 })
    expect(rowsWith(spec, 'predicted')[0]).toMatchObject({ predicted: 2, from: 1.5, to: 2.5 })
  })
  test('counts runs without a finite end, and limits without a place', () => {
    expect(chart('distribution, diverged').notes).toEqual([
      '8 of 24 runs diverged or did not end finite, and are not in the quartiles.',
    ])
    expect(chart('distribution, both signs, log').notes).toContain('1 predicted limit cannot be drawn on this axis.')
  })
})

describe('phase', () => {
  test('follows one seed in the order of its steps, with both ends marked', () => {
    const { spec } = draw(phase(), spirals)
    const path = rowsWith(spec, 'x').filter((row) => row.series === 'adam' && !('end' in row))
    expect(path[0]).toMatchObject({ t: 1, x: 2 * Math.exp(-0.005) * Math.cos(0.02) })
    expect(path.map((row) => row.t)).toEqual([...path.map((row) => Number(row.t))].sort((a, b) => a - b))
    expect(
      rowsWith(spec, 'end')
        .filter((row) => row.series === 'adam')
        .map((row) => [row.end, row.t]),
    ).toEqual([
      ['first', 1],
      ['last', 1000],
    ])
  })
  test('leaves gaps where an axis has no place, and does not follow what diverges out of sight', () => {
    const gaps = rowsWith(chart('phase, log').spec, 'x').filter((row) => row.x === null)
    expect(gaps).toHaveLength(177)
    const { notes, spec } = chart('phase, diverged')
    expect(notes.join()).toMatch(/lie outside of the frame.*1 of 2 paths end where the run diverged/)
    const domains = [...JSON.stringify(spec).matchAll(/"domain":\[(-?[\d.]+),(-?[\d.]+)\]/g)]
    expect(domains.length).toBeGreaterThanOrEqual(2)
    for (const [, low, high] of domains) expect(Number(high) - Number(low)).toBeLessThan(10)
  })
  test('colours by a third measure', () => {
    const rows = rowsWith(chart('phase, one coloured').spec, 'colour')
    expect(rows[0]?.colour).toBeCloseTo(Math.exp(-0.004), 12)
  })
})

describe('comparison', () => {
  const fast = fakeTraces(
    [
      ...seeds(1, { optimizer: 'fast', problem: 'a' }, (t) => 10 / t),
      ...seeds(1, { optimizer: 'fast', problem: 'b' }, (t) => 1000 / t),
      ...seeds(1, { optimizer: 'slow', problem: 'a' }, (t) => 100 / t),
      ...seeds(1, { optimizer: 'slow', problem: 'b' }, (t) => 100 / t),
    ],
    2000,
  )
  const shares = (spec: unknown, series: string) =>
    rowsWith(spec, 'share').flatMap((row) => (row.series === series ? [[row.at, row.share]] : []))
  test('ecdf: the share of attempts that got there after so many steps', () => {
    const { spec, notes } = draw(comparison({ targets: [1] }), fast)
    expect(shares(spec, 'fast')).toEqual([
      [1, 0],
      [10, 0.5],
      [1000, 1],
      [1000, 1],
    ])
    expect(shares(spec, 'slow')).toEqual([
      [1, 0],
      [100, 1],
      [1000, 1],
    ])
    expect(notes).toEqual([])
  })
  test('profile: the share within a factor of the fewest steps of any rule on the same instance', () => {
    const { spec } = draw(comparison({ targets: [1], form: 'profile' }), fast)
    expect(shares(spec, 'fast').slice(0, 2)).toEqual([
      [1, 0.5],
      [10, 1],
    ])
    expect(shares(spec, 'slow').slice(0, 2)).toEqual([
      [1, 0.5],
      [10, 1],
    ])
  })
  test('what never got there stays in the denominator', () => {
    const { spec, notes } = draw(comparison({ targets: [1, 0.05] }), fast)
    expect(shares(spec, 'fast').at(-1)).toEqual([1000, 0.75])
    expect(notes[0]).toBe('3 of 8 attempts did not get there: diverged, or not within 1000 steps.')
  })
})

describe('heterogeneity', () => {
  test('has medians, and ratios of pairs with the same seed', () => {
    const { spec } = draw(heterogeneity({ ratio: ['adam', 'sgd'] }), fakeSpread())
    const medians = rowsWith(spec, 'median').filter((row) => row.series === 'sgd')
    expect(medians.map((row) => row.at)).toEqual([1, 10, 100])
    const ratios = rowsWith(spec, 'ratio')
    // Seed by seed the ratio is 1 / kappa, although the seeds themselves differ by factors of ten.
    expect(ratios.map((row) => Number(row.ratio))).toEqual([1, 0.1, 0.01].map((value) => expect.closeTo(value, 12)))
    expect(ratios[0]?.low).toBeCloseTo(1, 12)
  })
  const fakeSpread = () =>
    fakeTraces(
      ['adam', 'sgd'].flatMap((optimizer, k) =>
        [1, 10, 100].flatMap((kappa, point) =>
          seeds(9, { optimizer, point, given: { kappa } }, (_, seed) => 10 ** (seed % 3) * kappa ** k),
        ),
      ),
    )
  test('says what has no place and no ratio', () => {
    const { notes } = chart('heterogeneity, many, both signs')
    expect(notes.join()).toMatch(/medians are not positive and have no place on a log axis.*of 60 ratios do not exist/)
  })
})

describe('landscape', () => {
  test('draws level lines of the objective, and the paths', () => {
    const { spec } = chart('landscape')
    const lines = rowsWith(spec, 'level')
    expect(new Set(lines.map((row) => row.level)).size).toBeGreaterThan(10)
    for (const { x, y, level } of lines.filter((_, k) => k % 97 === 0)) {
      const value = Number(x) ** 2 + 20 * Number(y) ** 2
      // Vertices are interpolated between points of the grid, on which the objective is not linear.
      expect(Math.abs(value / Number(level) - 1)).toBeLessThan(0.02)
    }
  })
  test('says that there are none without an objective', () => {
    expect(draw(landscape(), spirals).notes[0]).toMatch(/^There are no level lines/)
  })
})

describe('region', () => {
  test('marks the cells that disagree with a claim, and draws the boundary of the claim', () => {
    const { spec, notes } = chart('region, disagreement')
    expect(notes).toEqual(['37 of 400 judged cells disagree with the claim claim (crosses).'])
    const crosses = rowsWith(spec, 'verdict')
    // Drawn twice: a white rim, then the cross.
    expect(crosses).toHaveLength(2 * 37)
    for (const { x, y } of crosses) {
      const [measured, predicted] = [Number(y) - Number(x) < 0, Number(x) - Number(y) - 0.1 > 0]
      expect(measured).not.toBe(predicted)
    }
    for (const row of rowsWith(spec, 'boundary')) expect(Number(row.x) - Number(row.y)).toBeCloseTo(0.1, 6)
    expect(rowsWith(spec, 'boundary').length).toBeGreaterThan(100)
  })
  test('is small with 256 by 256 cells and thousands that disagree', async () => {
    const values = linspace(0, 0.999, 256)
    const traces = fakeTraces(
      grid(values, values, (x, y) => y - x),
      2,
    )
    const claim = claims.regionClaim(({ beta1 = 0, beta2 = 0 }) => beta1 - beta2 - 0.1, {
      measure: 'gap',
      optimizers: ['adam'],
      x: 'beta1',
      y: 'beta2',
    })
    const boundary = (names: Record<string, number>) => (names.beta1 ?? 0) - (names.beta2 ?? 0) - 0.1
    const { spec, notes } = draw(region({ scale: 'linear' }), traces, [claim], { boundary })
    const svg = await renderSvg(spec)
    expect(svg.length).toBeLessThan(300_000)
    expect(svg.match(/<image/g)).toHaveLength(2)
    expect(svg.match(/<\w/g)?.length).toBeLessThan(500)
    expect(notes[0]).toMatch(/^\d{4} of 65536 judged cells disagree/)
  })
})

describe('vega-lite', () => {
  const spec = { mark: 'point', encoding: { x: { field: 't', type: 'quantitative' } } }
  test('has the table of traces as its data, of the measures that are wanted, thinned evenly', () => {
    const traces = fakeTraces(
      Array.from({ length: 300 }, (_, seed) => ({
        seed,
        hyper: { lr: 0.1 },
        values: { gap: (t: number) => 1 / t, other: () => 1 },
      })),
      500,
    )
    const drawn = draw(vegaLite(spec, { measures: ['gap'] }), traces)
    const rows = rowsWith(drawn.spec, 'value')
    expect(rows.length).toBeLessThanOrEqual(20_000)
    expect(rows.length).toBeGreaterThan(10_000)
    expect(rows[0]).toEqual({
      experiment: 'fixture',
      problem: 'quadratic',
      optimizer: 'adam',
      dialect: null,
      lr: 0.1,
      horizon: 1000,
      seed: 0,
      t: 1,
      measure: 'gap',
      value: 1,
    })
    expect(new Set(rows.map((row) => row.seed)).size).toBe(300)
    expect(drawn.notes[0]).toMatch(/recorded steps are in its data\.$/)
  })
  test('leaves mutants out, and has null for what is no number', () => {
    const traces = fakeTraces([
      { values: { gap: () => Number.NaN } },
      { optimizer: 'wrong', mutantOf: 'claim', values: { gap: () => 1 } },
    ])
    const rows = rowsWith(draw(vegaLite(spec), traces).spec, 'value')
    expect(new Set(rows.map((row) => row.optimizer))).toEqual(new Set(['adam']))
    expect(new Set(rows.map((row) => row.value))).toEqual(new Set([null]))
  })
  test('runs no expression as code', async () => {
    const evil = {
      ...spec,
      transform: [{ calculate: "toString.constructor('globalThis.reached = 1')()", as: 'made' }],
    }
    await expect(renderSvg(draw(vegaLite(evil), horizons).spec)).rejects.toThrow()
    expect((globalThis as { reached?: number }).reached).toBeUndefined()
  })
})
