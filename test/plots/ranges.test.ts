import { describe, expect, test } from 'vitest'
import type { Plot } from '../../src/config/plot.ts'
import { robustRange } from '../../src/plots/range.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { PREDICTED } from '../../src/plots/theme.ts'
import * as claims from '../theory/synthetic.ts'
import { fakeTraces, grid, linspace, rate, region, seeds, trajectory, wobble } from './fixture.ts'
import { bound, comparison, distribution, draw, growth, heterogeneity, landscape, of, phase } from './kinds.ts'

type Row = Record<string, unknown>

/** Everything in a chart that has this key. */
function having(value: unknown, key: string): Row[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Object.hasOwn(value, key) ? [value as Row] : []
  return [...own, ...Object.values(value).flatMap((item) => having(item, key))]
}

/** The domains of all channels of this name. */
const domains = (spec: unknown, channel: 'x' | 'y') =>
  having(spec, channel).flatMap((encoding) => {
    const { scale } = encoding[channel] as { scale?: { domain?: number[] } }
    return scale?.domain ? [scale.domain] : []
  })
const domain = (spec: unknown, channel: 'x' | 'y') => domains(spec, channel)[0] ?? []

const rows = (spec: unknown, key: string) =>
  having(spec, key).filter((row) => typeof row[key] !== 'object' || row[key] === null)

const decay = (t: number, seed: number) => t ** -0.5 * wobble(seed, t)
const blowUp = (t: number) => 10 ** (0.288 * t)
const three = ['adam', 'adopt', 'amsgrad'].flatMap((optimizer) => seeds(3, { optimizer }, decay))

describe('one run that diverges', () => {
  const traces = fakeTraces([...three, ...seeds(1, { optimizer: 'sgd' }, blowUp)])
  const shown = (plot: Plot) => {
    const { spec, notes } = draw(plot, traces)
    return { y: domain(spec, 'y'), notes: notes.join(' '), spec }
  }
  test.each([
    ['trajectory', trajectory()],
    ['growth', growth()],
    ['rate', rate()],
  ])('%s: leaves the others their axis, and says how many points lie outside and how far', (_, plot) => {
    const { y, notes, spec } = shown(plot)
    expect(y[0]).toBeGreaterThan(1e-4)
    expect(y[1]).toBeLessThan(1e4)
    const [, n, most] = /(\d+) of \d+ points lie outside of the frame, up to (\S+)\./.exec(notes) ?? []
    const value = ['median', 'curve'].find((key) => rows(spec, key).length > 0) ?? ''
    const out = rows(spec, value).filter((row) => Number(row[value]) > (y[1] ?? 0))
    expect(Number(n)).toBe(out.length)
    expect(out.length).toBeGreaterThan(10)
    expect(Number(most)).toBeGreaterThan(1e280)
    // What is outside is cut, not drawn over the title.
    for (const { mark } of having(spec, 'mark')) expect(mark).toMatchObject({ clip: true })
  })
  test('a distribution and a final measure over a setting too', () => {
    const ends = fakeTraces([
      ...three.map((run) => ({ ...run, hyper: { kappa: 1 } })),
      ...seeds(1, { optimizer: 'sgd', hyper: { kappa: 1 } }, (t) => 1e200 * t),
    ])
    const flat = draw(distribution(), ends)
    expect(domain(flat.spec, 'x')[1]).toBeLessThan(1)
    expect(flat.notes.join()).toContain('1 of 10 points lie outside of the frame, up to 1e203.')
    const over = draw(heterogeneity(), ends)
    expect(domain(over.spec, 'y')[1]).toBeLessThan(1)
    expect(over.notes.join()).toContain('points lie outside of the frame, up to 1e203.')
  })
  test('`y-domain` shows it', () => {
    const { spec, notes } = draw(trajectory({ yDomain: [1e-6, 1e290] }), traces)
    expect(domain(spec, 'y')).toEqual([1e-6, 1e290])
    expect(notes.join()).not.toContain('outside')
  })
  test('a map keeps the colours of its other cells', () => {
    const values = linspace(0, 0.9, 10)
    const cells = grid(values, values, (x, y) => (x > 0.75 && y > 0.55 ? 1e288 : 10 ** (-4 * x)))
    const { spec, notes } = draw(region({ scale: 'log' }), fakeTraces(cells))
    const [{ fill } = {}] = having(spec, 'fill')
    const colours = (fill as { scale: { domain: number[] } }).scale.domain
    expect(colours[0]).toBeCloseTo(10 ** -3.6, 8)
    expect(colours.at(-1)).toBeCloseTo(1, 8)
    expect(notes.join()).toContain('8 of 100 cells lie beyond the colour scale')
  })
})

test('cells beyond the colour scale take the colour of its end', async () => {
  const values = linspace(0, 0.9, 10)
  const cells = grid(values, values, (x, y) => (x > 0.75 && y > 0.55 ? 1e288 : 10 ** (-4 * x)))
  const { spec } = draw(region({ scale: 'log' }), fakeTraces(cells))
  const svg = await renderSvg(spec)
  const drawn = [...svg.matchAll(/<path [^>]*d="M[\d.,]+h[\d.]+v[\d.]+[^>]*fill="(rgb[^"]*|#[^"]*)"/g)].map(
    ([, fill]) => fill,
  )
  const [{ fill } = {}] = having(spec, 'fill')
  const [red, green, blue] = [1, 3, 5].map((at) =>
    Number.parseInt(((fill as { scale: { range: string[] } }).scale.range.at(-1) ?? '').slice(at, at + 2), 16),
  )
  expect(drawn.filter((colour) => colour === `rgb(${red}, ${green}, ${blue})`)).toHaveLength(10 + 8)
})

describe('what is no outlier', () => {
  const linear = (...curves: number[][]) => robustRange('linear', curves, 0)
  const log = (...curves: number[][]) => robustRange('log', curves, 0)
  test('a rule that converges where the others stay', () => {
    expect(log([1, 1, 1], [1, 0.9, 1], [1, 1e-6, 1e-20])).toEqual([1e-20, 1])
    expect(log([470], [200], [100], [10], [4e-23])).toEqual([4e-23, 470])
    expect(log([470], [200], [100], [1e-30], [4e-32], [1e288])).toEqual([4e-32, 470])
    expect(linear([0, 0.1, 0], [0, 0.1, 0], [0, -0.5, -1])).toEqual([-1, 0.1])
  })
  test('ends in two places', () => {
    expect(linear([-1], [-0.999], [-0.998], [1], [0.999])).toEqual([-1, 1])
  })
  test('a single line, and two points', () => {
    expect(log([1, 1e100, 1e288])).toEqual([1, 1e288])
    expect(log([1], [1e288])).toEqual([1, 1e288])
  })
  test('more than half of the lines', () => {
    expect(log([1, 10, 1], [1, 1e200, 1e280], [1, 1e200, 1e288])).toEqual([1, 1e288])
  })
  test('a size that is usual for the measure', () => {
    const ends = [[1e-5], [2e-5], [3e-5], [1]]
    expect(robustRange('linear', ends, 0)).toEqual([1e-5, 3e-5])
    expect(robustRange('linear', ends, 0, 1)).toEqual([1e-5, 1])
  })
})

describe('room at the frame', () => {
  test('whole points and whole intervals: rate and heterogeneity', () => {
    const ladder = [10, 100, 1000].flatMap((horizon) =>
      seeds(4, { horizon, given: { kappa: horizon } }, (t, seed) => (seed + 1) / t),
    )
    for (const plot of [rate(), heterogeneity({ x: 'T' })]) {
      const { spec } = draw(plot, fakeTraces(ladder, 2))
      const [x, y] = [domain(spec, 'x'), domain(spec, 'y')]
      const drawn = rows(spec, 'low')
      expect(drawn.length).toBeGreaterThan(2)
      for (const { at, low, high } of drawn) {
        expect(Number(at)).toBeGreaterThan(1.05 * (x[0] ?? 0))
        expect(Number(at)).toBeLessThan((x[1] ?? 0) / 1.05)
        expect(Number(low)).toBeGreaterThan(1.05 * (y[0] ?? 0))
        expect(Number(high)).toBeLessThan((y[1] ?? 0) / 1.05)
      }
    }
  })
})

describe('along runs', () => {
  const traces = fakeTraces(['adam', 'sgd'].flatMap((optimizer) => seeds(1, { optimizer }, (t) => 1 / t)))
  const made = [claims.boundClaim(({ t = 1 }) => 2 / t, 1, of('adam'))]
  test.each<[string, Plot]>([
    ['trajectory', trajectory()],
    ['growth', growth()],
    ['bound', bound()],
  ])('%s: lines of many steps have no dots, and begin at the frame', async (_, plot) => {
    const { spec } = draw(plot, traces, made)
    expect(await renderSvg(spec)).not.toMatch(/class="mark-symbol role-mark/)
    expect(domain(spec, 'x')).toEqual([1, 1000])
  })
})

test('the ends that a page asks for are those of the axes, of every kind of plot', () => {
  const traces = fakeTraces(
    ['adam', 'sgd'].map((optimizer) => ({
      optimizer,
      hyper: { kappa: 3 },
      values: { gap: (t: number) => 1 / t, x1: (t: number) => Math.cos(t), x2: (t: number) => Math.sin(t) },
    })),
  )
  const asked = { xDomain: [0.5, 7], yDomain: [0.25, 9] } as const
  const made = [claims.boundClaim(2, 1, of(['adam', 'sgd']))]
  for (const plot of [
    trajectory(asked),
    rate(asked),
    bound(asked),
    growth(asked),
    phase(asked),
    comparison(asked),
    heterogeneity(asked),
    landscape(asked),
  ]) {
    const { spec } = draw(plot, traces, made)
    expect(domain(spec, 'x')).toEqual([0.5, 7])
    expect(domain(spec, 'y')).toEqual([0.25, 9])
  }
  expect(domain(draw(distribution({ xDomain: [0.5, 7] }), traces).spec, 'x')).toEqual([0.5, 7])
  const values = linspace(0, 1, 11)
  const map = draw(region({ xDomain: [0.2, 0.6], yDomain: [-1, 0.5] }), fakeTraces(grid(values, values, (x) => 1 + x)))
  expect([domain(map.spec, 'x'), domain(map.spec, 'y')]).toEqual([
    [0.2, 0.6],
    [-1, 0.5],
  ])
  expect(map.notes).toContain('91 of 121 cells lie outside of the frame.')
})

describe('predictions', () => {
  const many = fakeTraces(
    ['adam', 'adopt', 'sgd'].flatMap((optimizer) =>
      linspace(0, 0.9, 10).flatMap((beta2, point) => seeds(2, { optimizer, point, hyper: { beta2 } }, decay)),
    ),
  )
  test('of a split chart stand in the panels of whom they speak of', () => {
    const { spec } = draw(trajectory(), many, [
      claims.limitClaim(0.2, 0.1, of('adopt')),
      claims.boundClaim(({ t = 1 }) => 5 / t, 1, { ...of(['adam', 'sgd']), id: 'the-bound' }),
    ])
    expect(spec).toHaveProperty('facet')
    const panels = (label: string) =>
      new Set(rows(spec, 'prediction').flatMap((row) => (row.prediction === label ? [row.panel] : [])))
    expect(panels('predicted 0.2 ± 0.1')).toEqual(new Set(['adopt']))
    expect(panels('bound of the-bound')).toEqual(new Set(['adam', 'sgd']))
    // Data of a layer of its own would be drawn in every panel.
    expect(having(spec, 'data')).toHaveLength(1)
  })
  test('more than the colours can tell apart have other dashes, beside series that have dashes too', async () => {
    const series = fakeTraces(Array.from({ length: 10 }, (_, k) => seeds(2, { optimizer: `rule ${k}` }, decay)).flat())
    const made = [0.1, 0.2, 0.3, 0.4].map((level) => claims.limitClaim(level, 0, of('rule 1')))
    const { spec } = draw(trajectory(), series, made)
    const dashes = having(spec, 'strokeDash').flatMap(({ strokeDash }) =>
      Array.isArray(strokeDash) ? [strokeDash] : [],
    )
    expect(new Set(dashes.map(String)).size).toBe(2)
    // Vega warns of scales that contradict each other.
    const svg = await renderSvg(spec)
    expect(svg).toContain('predicted 0.4')
    const swatches = (svg.match(/<path [^>]*>/g) ?? []).flatMap((path) => {
      const [stroke, dash] = [/ stroke="([^"]*)"/, / stroke-dasharray="([^"]*)"/].map((one) => one.exec(path)?.[1])
      return / d="M-[\d.]+,0L/.test(path) && PREDICTED.includes(stroke ?? '') ? [`${stroke} ${dash}`] : []
    })
    expect(swatches).toHaveLength(4)
    expect(new Set(swatches).size).toBe(4)
  })
  test('so do burn-ins and windows', () => {
    const burnIn = claims.formula('20', 20)
    const shown = draw(rate(), many, [claims.rateClaim(-0.5, { ...of('adopt'), over: 't', burnIn })])
    expect(rows(shown.spec, 'shade').map(({ panel }) => panel)).toEqual(['adopt'])
    const grown = draw(growth(), many, [claims.growthClaim(0.1, 0.1, { ...of('sgd'), from: 50, to: 100 })])
    expect(rows(grown.spec, 'shade').map(({ panel }) => panel)).toEqual(['sgd', 'sgd'])
    for (const { spec } of [shown, grown]) expect(having(spec, 'data')).toHaveLength(1)
  })
})

describe('bounds on rate charts', () => {
  const claim = claims.boundClaim(({ t = 1, T = 1 }) => (8 * T) / (t * t), 20, { ...of('adam'), id: 'regret' })
  const drawn = (spec: unknown) => rows(spec, 'guide').filter((row) => row.guide === 'bound of regret')
  test('over horizons: at each T from where the claim begins', () => {
    const ladder = [10, 100, 1000].flatMap((horizon) => seeds(4, { horizon }, (t) => 1 / t))
    const { spec } = draw(rate(), fakeTraces(ladder, 2), [claim])
    const constants = drawn(spec).map((row) => [row.at, row.level])
    expect(constants).toEqual([
      [100, 8 / 100],
      [1000, 8 / 1000],
    ])
    const top = Math.max(...constants.map(([, level]) => Number(level)))
    expect(domain(spec, 'y')[1]).toBeGreaterThan(top)
  })
  test('along runs, and to the power that is drawn', () => {
    const runs = fakeTraces(seeds(4, {}, (t) => 1 / t))
    const { spec } = draw(rate(), runs, [
      claim,
      claims.rateClaim(-0.5, { ...of('adam'), over: 't', outer: claims.formula('1/2', 0.5) }),
    ])
    const levels = drawn(spec)
    expect(levels.length).toBeGreaterThan(10)
    for (const { at, level } of levels) {
      expect(Number(at)).toBeGreaterThanOrEqual(20)
      expect(level).toBeCloseTo(Math.sqrt(8000) / Number(at), 10)
    }
  })
})
