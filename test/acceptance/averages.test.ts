import { describe, expect, test } from 'vitest'
import { type Result, simulate } from './lab.ts'

const STEPS = 50
const DECAY = 0.9
const SEEDS = 8000

/** A noisy run in two dimensions, all steps recorded: the iterates and the average. */
function run(average: string, steps = STEPS): { x: number[][]; xbar: number[][] } {
  const [result] = simulate(`name: averages
problem: {name: bowl, d: 2, objective: 0.5 * sum(i * x^2), start: "[3, -2]", noise: gaussian}
optimizers: {use: sgd, lr: 0.1}
steps: ${steps}
seeds: [7]
record: {points: ${steps}, scale: linear}
average: ${average}
measures: {x1: "x[1]", x2: "x[2]", a1: "xbar[1]", a2: "xbar[2]"}
`) as [Result]
  const pairs = (a = '', b = '') =>
    (result.values[a]?.[0] ?? []).map((value, k) => [value, result.values[b]?.[0]?.[k] as number])
  expect(result.times).toHaveLength(steps)
  return { x: pairs('x1', 'x2'), xbar: pairs('a1', 'a2') }
}

/** The weighted mean of the points, by its definition. */
function mean(points: readonly number[][], weight: (k: number) => number): number[] {
  const total = points.reduce((sum, _, k) => sum + weight(k), 0)
  return [0, 1].map((j) => points.reduce((sum, point, k) => sum + (weight(k) / total) * (point[j] as number), 0))
}

function expectEqual(actual: readonly number[][], expected: readonly number[][]): void {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((point, k) => {
    point.forEach((value, j) => {
      expect(Math.abs(value - (expected[k]?.[j] as number)), `step ${k + 1}`).toBeLessThan(1e-13)
    })
  })
}

describe('averages are what their titles say, at every step', () => {
  test('model-ema: decay^t on the start, decay^(t-k) (1 - decay) on iterate k', () => {
    const { x, xbar } = run(`{use: model-ema, decay: ${DECAY}}`)
    const expected = x.map((_, k) => {
      const points = [[3, -2], ...x.slice(0, k + 1)]
      return mean(points, (j) => (j === 0 ? DECAY ** (k + 1) : (1 - DECAY) * DECAY ** (k + 1 - j)))
    })
    expectEqual(xbar, expected)
  })
  test('corrected-ema: decay^(t-k) on iterate k, divided by the sum', () => {
    const { x, xbar } = run(`{use: corrected-ema, decay: ${DECAY}}`)
    expectEqual(
      xbar,
      x.map((_, k) => mean(x.slice(0, k + 1), (j) => DECAY ** (k - j))),
    )
  })
  test('corrected-ema follows the recursion of the conversion', () => {
    const { x, xbar } = run(`{use: corrected-ema, decay: ${DECAY}}`)
    let last = [Number.NaN, Number.NaN]
    const expected = x.map((point, k) => {
      const p = DECAY ** (k + 1)
      const keep = (DECAY - p) / (1 - p)
      last = point.map((value, j) => (keep === 0 ? 0 : keep * (last[j] as number)) + ((1 - DECAY) / (1 - p)) * value)
      return last
    })
    expectEqual(xbar, expected)
  })
  test('polyak: the mean of the iterates so far', () => {
    const { x, xbar } = run('polyak')
    expectEqual(
      xbar,
      x.map((_, k) => mean(x.slice(0, k + 1), () => 1)),
    )
  })
  test.each([
    [0.5, 25],
    [0.1, 5],
    [0.25, 13],
    [0.001, 1],
    [1, 50],
  ])(
    'tail-average of the fraction %f: the mean over the last %i steps, before them the iterate',
    (fraction, window) => {
      const { x, xbar } = run(`{use: tail-average, fraction: ${fraction}}`)
      const first = STEPS - window
      expectEqual(
        xbar,
        x.map((point, k) => (k < first ? point : mean(x.slice(first, k + 1), () => 1))),
      )
    },
  )
  test('random-index and weighted-random-index choose one of the iterates', () => {
    for (const average of ['random-index', '{use: weighted-random-index, weight: 1/t}']) {
      const { x, xbar } = run(average)
      xbar.forEach((point, k) => {
        expect(x.slice(0, k + 1)).toContainEqual(point)
      })
    }
  })
})

/**
 * Chi-square statistic of the step that is chosen, over many seeds; chosen[k] is where `xbar` stands if it is that of
 * step k + 1. The iterate after step t is t, without noise.
 */
function chiSquare(average: string, chosen: readonly number[], weights: readonly number[]): number {
  const steps = weights.length
  const counts = weights.map(() => 0)
  for (let batch = 0; batch < SEEDS; batch += 1000) {
    const seeds = Array.from({ length: 1000 }, (_, k) => batch + k)
    const [result] = simulate(`name: indices
problem: {name: line, objective: "-x[1]"}
optimizers: {use: sgd, lr: 1}
steps: ${steps}
seeds: [${seeds.join(', ')}]
record: 1
average: ${average}
measures: {chosen: "xbar[1]"}
`) as [Result]
    for (const [value] of result.values.chosen ?? []) {
      const k = chosen.findIndex((candidate) => Math.abs(candidate - (value as number)) < 1e-9)
      expect(k, `${value} is one of the candidates`).not.toBe(-1)
      counts[k] = (counts[k] as number) + 1
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return counts.reduce((sum, count, k) => {
    const expected = (SEEDS * (weights[k] as number)) / total
    return sum + (count - expected) ** 2 / expected
  }, 0)
}

describe('random indices have their distribution (chi-square, 8000 seeds)', () => {
  // 19 degrees of freedom: 43.8 is exceeded with probability 0.001 by a correct law; the seeds are fixed.
  const LIMIT = 43.8
  const steps = Array.from({ length: 20 }, (_, k) => k + 1)
  const uniform = steps.map(() => 1)
  const emas = steps.map((t) => {
    const weights = steps.slice(0, t).map((s) => DECAY ** (t - s))
    return weights.reduce((sum, w, k) => sum + w * (k + 1), 0) / weights.reduce((sum, w) => sum + w, 0)
  })
  const conversion = steps.map((t) =>
    t < 20 ? 1 - DECAY ** t : 20 - steps.slice(0, 19).reduce((sum, s) => sum + 1 - DECAY ** s, 0),
  )

  test('random-index: uniform', () => {
    expect(chiSquare('random-index', steps, uniform)).toBeLessThan(LIMIT)
  })
  test('weighted-random-index: uniform unless said, else in proportion to the weight', () => {
    const average = (weight: string) => `{use: weighted-random-index, weight: ${weight}}`
    expect(chiSquare('weighted-random-index', steps, uniform)).toBeLessThan(LIMIT)
    expect(
      chiSquare(
        average('1/sqrt(t)'),
        steps,
        steps.map((t) => 1 / Math.sqrt(t)),
      ),
    ).toBeLessThan(LIMIT)
    expect(chiSquare(average('t/T'), steps, steps)).toBeLessThan(LIMIT)
  })
  test('random-ema: 1 - decay^t, and what remains on the last step', () => {
    expect(chiSquare(`{use: random-ema, decay: ${DECAY}}`, emas, conversion)).toBeLessThan(LIMIT)
    expect(chiSquare(`{use: random-ema, decay: ${DECAY}, weight: 1}`, emas, uniform)).toBeLessThan(LIMIT)
  })
  test('weights that are slightly different are told apart', () => {
    expect(
      chiSquare(
        'random-index',
        steps,
        steps.map((t) => 1 + t / 40),
      ),
    ).toBeGreaterThan(LIMIT)
    expect(chiSquare(`{use: random-ema, decay: ${DECAY}}`, emas, uniform)).toBeGreaterThan(LIMIT)
  })
})
