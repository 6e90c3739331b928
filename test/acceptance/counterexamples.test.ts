import { describe, expect, test } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { config, median, simulate } from './lab.ts'
import { drifts } from './periodic.ts'

const last = (values: readonly number[] | undefined): number => values?.at(-1) ?? Number.NaN

describe('Reddi, Kale, Kumar 2018, Theorem 1 (C = 3, beta1 = 0, beta2 = 1/(1 + C^2))', () => {
  const { text, folder } = config('quickstart')
  const byName = Object.fromEntries(simulate(text, folder).map((result) => [result.optimizer, result]))

  test("Adam is at x = 1 at every period's end, bit for bit, and its average regret tends to 2/3", () => {
    const adam = byName['adam@no-bias-correction']
    expect(last(adam?.values['away-from-worst']?.[0])).toBe(0)
    const regret = last(adam?.values['average-regret']?.[0])
    expect(regret).toBeGreaterThan(2 / 3)
    expect(regret).toBeCloseTo(0.66813, 2)
  })
  test('AMSGrad and ADOPT go to -1', () => {
    expect(last(byName.amsgrad?.values.x1?.[0])).toBeLessThan(-0.99)
    expect(last(byName['adopt@original']?.values.x1?.[0])).toBeLessThan(-0.99)
    expect(last(byName.amsgrad?.values['average-regret']?.[0])).toBeLessThan(0.05)
  })
})

describe("ADOPT's toy, k = 10", () => {
  const page = (use: string, label: string) => `name: toy
problem: {use: adopt-toy, k: 10}
optimizers: {use: "${use}", label: ${label}, lr: 0.01/sqrt(1 + 0.01*t), eps: 0, beta1: 0.9, beta2: [0.1, 0.5, 0.999]}
steps: 200000
seeds: 32
record: 1
measures: {x1: "x[1]"}
`
  const finals = (use: string) =>
    simulate(page(use, 'rule')).map((result) => median((result.values.x1 ?? []).map((seed) => last(seed))))

  test('Adam ends near +1 for beta2 = 0.1 and 0.5, near -1 for 0.999', () => {
    const [low, middle, high] = finals('adam@no-bias-correction')
    expect(low).toBeGreaterThan(0.95)
    expect(middle).toBeGreaterThan(0.95)
    expect(high).toBeLessThan(-0.95)
  })
  test('ADOPT ends near -1 for all three', () => {
    for (const x of finals('adopt@original')) expect(x).toBeLessThan(-0.95)
  })
  test('the same rule with v_t in place of v_{t-1} ends near +1 for 0.1 and 0.5', () => {
    const [low, middle] = finals('adopt@v_t')
    expect(low).toBeGreaterThan(0.95)
    expect(middle).toBeGreaterThan(0.95)
  })
})

describe('problem (1) of Zhuang et al. 2021, P = 10', () => {
  const P = 10
  const uses: Record<string, string> = {
    sgd: 'sgd',
    momentum: 'momentum@ema',
    adamw: 'adamw',
    rmsprop: 'rmsprop',
    adam: 'adam@no-bias-correction',
    amsgrad: 'amsgrad',
    adabelief: 'adabelief',
    adamomentum: 'adamomentum',
    adopt: 'adopt@original',
    acprop: 'acprop@waiting',
  }
  const pageOf = (name: string) => (uses[name] ?? '').split('@') as [string, string?]
  const cells = [
    [0.5, 0.5],
    [0.9, 0.9],
    [0.9, 0.99],
    [0.9, 0.3],
  ] as const
  const cases = Object.keys(uses).flatMap((name) => cells.map(([beta1, beta2]) => ({ name, beta1, beta2 })))

  // Measured far from the walls, over the last ten periods of a run that is long past its transient.
  test.each(cases)('the drift of $name at ($beta1, $beta2) equals its closed form', ({ name, beta1, beta2 }) => {
    const steps = 10_000
    const given = { lr: 1, eps: 0, wd: 0, beta1, beta2 }
    const settings = Object.entries(given).filter(
      ([key]) => key in fileCatalog().page('optimizer', ...pageOf(name)).hyper,
    )
    const [result] = simulate(`name: drift
problem: {use: acprop-1, P: ${P}, domain: none, start: 0}
optimizers: {use: "${uses[name]}", ${settings.map(([key, value]) => `${key}: ${value}`).join(', ')}}
steps: ${steps}
record: {points: ${steps}, scale: linear}
measures: {x1: "x[1]"}
`)
    const x = result?.values.x1?.[0] ?? []
    const periods = 10
    const measured = -((x[steps - 1] as number) - (x[steps - 1 - periods * P] as number)) / periods
    const predicted = drifts({ P, beta1, beta2 })[name] as number
    expect(Math.sign(measured)).toBe(Math.sign(predicted))
    expect(Math.abs(measured - predicted)).toBeLessThan(1e-9 * Math.max(1, Math.abs(predicted)))
  })

  test('the closed forms are the published ones', () => {
    const at = drifts({ P, beta1: 0.9, beta2: 0.9 })
    expect(at.rmsprop).toBeCloseTo(-0.38150869, 8)
    expect(at.adam).toBeCloseTo(0.17404293, 8)
    expect(at.adabelief).toBeCloseTo(0.18629378, 8)
    expect(at.adamomentum).toBeCloseTo(2.16929542, 8)
    expect(at.adopt).toBeCloseTo(1.07655768, 8)
    expect(at.acprop).toBeCloseTo(1.15833811, 8)
    expect(at.amsgrad).toBeCloseTo(0.24845303, 8)
  })

  test.each(['adam', 'adopt'])('in the box, %s ends at the wall that its drift points to', (name) => {
    const [result] = simulate(`name: walls
problem: {use: acprop-1, P: ${P}}
optimizers: {use: "${uses[name]}", lr: 0.1/sqrt(t), eps: 0, beta1: 0.5, beta2: 0.5}
steps: 100000
record: 1
measures: {x1: "x[1]"}
`)
    const predicted = drifts({ P, beta1: 0.5, beta2: 0.5 })[name] as number
    expect(last(result?.values.x1?.[0])).toBeCloseTo(-Math.sign(predicted), 1)
  })
})

describe("Adam's update on g_j = (beta2/beta1)^j (Gould and Tanaka 2024, discrete form)", () => {
  test.each([
    [0.9, 0.999],
    [0.8, 0.9],
    [0.5, 0.9],
    [0.95, 0.9],
  ])('is the exact supremum at every n <= 300, (%f, %f)', (beta1, beta2) => {
    const [result] = simulate(`name: supremum
problem: {name: worst, hyper: {ratio: ${beta2 / beta1}}, loss: "ratio^t * x[1]", start: 0}
optimizers: {use: adam, lr: 1, eps: 0, beta1: ${beta1}, beta2: ${beta2}}
steps: 300
record: {points: 300, scale: linear}
measures: {u: "m[1] / (1 - beta1^t) / sqrt(v[1] / (1 - beta2^t))"}
`)
    const r = (beta1 * beta1) / beta2
    ;(result?.values.u?.[0] ?? []).forEach((u, k) => {
      const n = k + 1
      const plain = ((1 - beta1) / Math.sqrt(1 - beta2)) * Math.sqrt((1 - r ** n) / (1 - r))
      const supremum = (Math.sqrt(1 - beta2 ** n) / (1 - beta1 ** n)) * plain
      expect(Math.abs(u / supremum - 1)).toBeLessThanOrEqual(1e-12)
    })
    expect(result?.values.u?.[0]).toHaveLength(300)
  })
})
