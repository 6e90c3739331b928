import { describe, expect, test } from 'vitest'
import type { Plot } from '../../src/config/plot.ts'
import { colourScale } from '../../src/plots/colours.ts'
import { robustRange } from '../../src/plots/range.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { cellAxis, pointAxis } from '../../src/plots/spacing.ts'
import * as claims from '../theory/synthetic.ts'
import { fakeTraces, grid, linspace, rate, region, seeds, trajectory } from './fixture.ts'
import { bound, distribution, draw, growth, heterogeneity, of, phase } from './kinds.ts'

const text = (spec: unknown) => JSON.stringify(spec)
const domainOf = (spec: unknown): number[] =>
  JSON.parse(/"y":\{[^}]*?"domain":(\[[^\]]*\])/.exec(text(spec))?.[1] ?? '[]')

describe('numbers that no axis carries', () => {
  const huge = fakeTraces(seeds(2, {}, (t) => (t > 500 ? 1e304 : t > 300 ? 1e-305 : 1e-12 * 1.5 ** t)))
  test.each<[string, Plot]>([
    ['trajectory', trajectory()],
    ['trajectory, linear', trajectory({ y: 'linear' })],
    ['rate', rate()],
    ['growth', growth()],
    ['distribution', distribution({ scale: 'log' })],
    ['heterogeneity', heterogeneity({ x: 'T' })],
    ['bound', bound()],
  ])('are left out and counted: %s', async (_, plot) => {
    const { spec, notes } = draw(plot, huge, [claims.boundClaim(() => 1e306, 1, of('adam'))])
    expect(notes.join(' ')).toMatch(
      /\d of \d+ (points?|runs?|medians?) are (not between 1e-300 and 1e300|beyond 1e300)/,
    )
    expect(await renderSvg(spec)).not.toMatch(/NaN|Infinity/)
  })
  test('no end of an axis is one, room included', () => {
    expect(robustRange('log', [[1e-300, 1e300]])).toEqual([1e-300, 1e300])
    expect(
      robustRange('log', [
        [5e-324, 1],
        [1, 1e308],
      ]),
    ).toEqual([0.5, 2])
  })
})

describe('an axis is that of what was measured', () => {
  const hump = (t: number) => 10 ** (t < 10 ? 2 * t : 20 - 4 * Math.log10(t))
  test.each<[string, Plot]>([
    ['rate', rate()],
    ['growth', growth()],
  ])('%s: neither a fit nor a claim takes it away', (_, plot) => {
    const traces = fakeTraces(seeds(8, {}, (t, seed) => hump(t) * (1 + seed / 100)))
    const [made] = [claims.rateClaim(30, { ...of('adam'), over: 't' }), claims.growthClaim(1, 0.1, of('adam'))]
    const [low = 0, high = 0] = domainOf(draw(plot, traces, made ? [made] : []).spec)
    expect(low).toBeGreaterThan(0.1)
    expect(high).toBeLessThan(1e24)
  })
  test('what is far from others that are far themselves is left out too', () => {
    const ends = [[0], [0.1], [0.2], [0.3], [0.4], [1e280], [1e291], [1e297]]
    expect(robustRange('linear', ends, 0, 1)).toEqual([0, 0.4])
  })
  test('what is near stays, of a line that is left out', () => {
    const lines = [
      [1, 1e-4],
      [1, 1e-4],
      [1, 1e-4],
      [1e60, 1e-5],
    ]
    expect(robustRange('log', lines, 0)).toEqual([1e-5, 1])
  })
  test('a note says how far out to both sides', () => {
    const { notes } = draw(trajectory({ yDomain: [0.01, 10] }), fakeTraces(seeds(1, {}, (t) => 1e4 / t ** 3)))
    expect(notes.join()).toMatch(/outside of the frame, up to 10000 and down to 1e-5\./)
  })
  test('two settings have no half cells beside them', () => {
    const { values, edges } = pointAxis(cellAxis('beta2', [0.1, 0.999]))
    expect(values).toEqual([0.1, 0.999])
    expect(edges[0]).toBeGreaterThan(0.05)
    expect(edges[1]).toBeLessThan(1.05)
  })
})

describe('more series than colours', () => {
  const names = Array.from({ length: 12 }, (_, k) => `rule ${k}`)
  const along = fakeTraces(
    names.map((optimizer, k) => ({
      optimizer,
      values: { gap: (t: number) => (k + 1) / t, x1: (t: number) => t + k, x2: (t: number) => 1 / t },
    })),
  )
  const over = fakeTraces(
    names.flatMap((optimizer) =>
      [10, 100].map((horizon) => ({ optimizer, horizon, values: { gap: (t: number) => 1 / t } })),
    ),
  )
  test.each<[string, Plot, typeof along]>([
    ['trajectory', trajectory(), along],
    ['rate in t', rate(), along],
    ['rate in T', rate(), over],
    ['growth', growth(), along],
    ['bound', bound(), along],
    ['phase', phase(), along],
  ])('%s: no two look the same', async (_, plot, traces) => {
    const { spec } = draw(plot, traces, [claims.boundClaim(({ t = 1 }) => 20 / t, 1, of(names))])
    const scale = (key: string) =>
      new RegExp(`"${key}":\\{"field":"series".*?"scale":\\{"domain":\\[.*?\\],"range":(\\[.*?\\])\\}`).exec(
        text(spec),
      )?.[1] ?? '[]'
    const second = JSON.parse(scale(plot.kind === 'rate' && traces === over ? 'shape' : 'strokeDash')) as unknown[]
    const colours = JSON.parse(scale('color')) as unknown[]
    expect(new Set(colours.map((colour, k) => JSON.stringify([colour, second[k]]))).size).toBe(12)
    expect(await renderSvg(spec)).toMatch(/^<svg /)
  })
})

describe('what a rate chart says is what it draws', () => {
  const ladder = (horizons: readonly number[]) =>
    fakeTraces(
      ['adam', 'sgd'].flatMap((optimizer) =>
        horizons.flatMap((horizon) => seeds(8, { optimizer, horizon }, (t, k) => (1 + k / 100) / t)),
      ),
      3,
    )
  const subtitle = (spec: { title?: unknown }) => (spec.title as { subtitle: string[] }).subtitle.join(' ')
  const long = [10, 32, 100, 316, 1000]
  test('whose fit it is', () => {
    const { spec } = draw(rate(), ladder(long), [claims.rateClaim(-1, of('adam'))])
    expect(subtitle(spec)).toContain(
      "dashed: the fit of the claim's judge; where no judge fits, least squares on the logarithms over all horizons",
    )
  })
  test('that nothing is fitted; the claimed slope is drawn', () => {
    const burnIn = claims.formula('500', 500)
    const { spec } = draw(rate(), ladder(long), [claims.rateClaim(-0.5, { ...of(['adam', 'sgd']), burnIn })])
    expect(subtitle(spec)).toContain('no fit for 2 of 2 series, of which too few points are left')
    expect(subtitle(spec)).not.toContain('dashed')
    expect(text(spec)).toContain('claimed: exponent at most -0.5')
  })
  test('the burn-in of one series is none of the others', () => {
    const burnIn = claims.formula('20', 20)
    const shaded = (optimizers: string[]) =>
      text(draw(rate(), ladder(long), [claims.rateClaim(-1, { ...of(optimizers), burnIn })]).spec).includes(
        'burn-in of all',
      )
    expect([shaded(['adam']), shaded(['adam', 'sgd'])]).toEqual([false, true])
  })
})

describe('region', () => {
  test('colours resolve small values, however large the largest', () => {
    const values = [0, ...linspace(-12, 0, 49).map((power) => 10 ** power), 1e280, 1e290]
    const scale = colourScale(values, null)
    expect(scale.constant).toBeLessThan(1e-10)
    expect(scale.fraction(1) - scale.fraction(1e-6)).toBeGreaterThan(0.01)
  })
  test('all numbers there are have colours', () => {
    const scale = colourScale([0, ...linspace(-306, 306, 103).map((power) => 10 ** power)], null)
    expect([...scale.domain, scale.constant, scale.fraction(1e306)].every(Number.isFinite)).toBe(true)
    expect(scale.constant).toBeLessThanOrEqual(1)
  })
  test('cells are named for why they have no value', () => {
    const cells = (finished: boolean) =>
      fakeTraces(
        grid([0, 1], [0, 1], (x) => (x > 0 ? null : 1)).map((run) =>
          finished ? { ...run, status: 'finished' as const, steps: 1000 } : run,
        ),
      )
    expect(text(draw(region(), cells(true)).spec)).toContain('"status":"not finite"')
    expect(text(draw(region(), cells(false)).spec)).toContain('"status":"diverged"')
  })
})
