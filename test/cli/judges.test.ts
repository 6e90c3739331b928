import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'

const folder = scratch()

interface Row {
  readonly claim: string
  readonly status: string
  readonly strength: string | null
  readonly measured: number
  readonly reason: string
  readonly mutants: Readonly<Record<string, string>>
}

/** Runs a page through the command line; its exit code, its verdicts as stored, and its report. */
async function verdictsOf(name: string, text: string) {
  const { code, out, err } = await adamLab(['run', page(folder, `${name}.yaml`, text), '--out', folder])
  expect(err).not.toMatch(/\n\s+at /)
  const summary = JSON.parse(readFileSync(join(folder, name, 'summary.json'), 'utf8')) as { verdicts: Row[] }
  const report = readFileSync(join(folder, name, 'report.md'), 'utf8')
  return { code, out, verdicts: summary.verdicts, report }
}

it('judges a rate: SGD with steps 1/t on a noisy quadratic has a gap of 1/(2 T)', async () => {
  const text = `name: rate
problem: {use: ill-scaled-quadratic, d: 1, kappa: 1, noise: {use: gaussian, sigma: 1}}
optimizers: [{use: sgd, lr: 1/t}, {use: sgd, lr: 1/sqrt(T), label: tuned}]
horizons: [100, 400, 1600, 6400, 25600]
seeds: 200
record: 60
measures: {gap: {use: objective-gap}}
claims:
  - {id: rate/tight, optimizer: sgd, judge: rate, measure: gap, exponent: -1, form: tight, margin: 0.3, burn-in: 5, strength: tight rate}
  - {id: rate/too-fast, optimizer: sgd, judge: rate, measure: gap, exponent: -1.7, expect: violated}
  - {id: rate/along, optimizer: sgd, judge: rate, measure: gap, exponent: -1, margin: 0.3, over: t, burn-in: 10}
  - {id: rate/tuned-along, optimizer: tuned, judge: rate, measure: gap, exponent: 0, over: t, expect: hypotheses-not-met}
  - {id: rate/too-late, optimizer: sgd, judge: rate, measure: gap, exponent: -1, burn-in: 1e5, expect: hypotheses-not-met}
`
  const { code, out, verdicts, report } = await verdictsOf('rate', text)
  expect(out).toMatch(/rate\/tight +sgd +holds +-1 +-(0\.9|1\.0)\d+/)
  expect(code).toBe(0)
  expect(verdicts.map(({ status }) => status)).toEqual([
    'holds',
    'violated',
    'holds',
    'hypotheses-not-met',
    'hypotheses-not-met',
  ])
  expect(verdicts[0]).toMatchObject({
    strength: 'tight rate',
    reason: expect.stringContaining('5 horizons, T = 100 ... 25600'),
  })
  expect(verdicts[2]?.reason).toContain('dependent recorded steps')
  expect(verdicts[3]?.reason).toContain('lr depends on T')
  expect(report).toContain('Judge: rate \\(tight rate\\)')
})

it('judges an order: ADOPT ends below Adam on the toy, and its mutant does not', async () => {
  const text = `name: order
problem: {use: adopt-toy, k: 10}
optimizers:
  - {use: adopt@original, label: adopt, lr: 0.01/sqrt(1 + 0.01*t), beta2: 0.5, eps: 0}
  - {use: adam@no-bias-correction, label: adam, lr: 0.01/sqrt(1 + 0.01*t), beta2: 0.5, eps: 0}
  - {use: sgd, lr: 0}
steps: 50000
seeds: 24
record: 1
measures: {x1: "x[1]"}
claims:
  - {id: adopt/lower, optimizer: adopt, judge: order, measure: x1, against: [adam, sgd], better: lower, by: 0.5, statistic: median, mutants: [adopt@v_t]}
  - {id: adam/lower, optimizer: adam, judge: order, measure: x1, against: adopt, better: lower, statistic: median, expect: violated}
`
  const { code, out, verdicts } = await verdictsOf('order', text)
  expect(out).toMatch(/adopt\/lower +adopt +holds/)
  expect(verdicts[0]?.mutants).toEqual({ 'adopt@v_t (mutant of adopt/lower)': 'caught' })
  expect(verdicts[0]?.reason).toContain('better than all 2')
  expect(verdicts[1]?.status).toBe('violated')
  expect(code).toBe(0)
})

it("judges a growth: Adam's update on the worst gradients grows by ln(beta1/sqrt(beta2))", async () => {
  const text = `name: growth
problem: {name: worst, hyper: {ratio: 0.75/0.9}, loss: "ratio^t * x[1]", start: 0}
optimizers: {use: adam, lr: 1, eps: 0, beta1: 0.9, beta2: 0.75}
steps: 300
record: {points: 300, scale: linear}
measures: {u: "m[1] / (1 - beta1^t) / sqrt(v[1] / (1 - beta2^t))"}
claims:
  - {id: gould/growth, judge: growth, measure: u, rate: log(beta1 / sqrt(beta2)), within: 1e-4, from: 200}
  - {id: gould/published, judge: growth, measure: u, rate: log(beta1 / sqrt(beta2)) * 1.3, within: 0.15, from: 200, expect: violated}
`.replace('', '')
  const { code, verdicts } = await verdictsOf('growth', text)
  expect(verdicts.map(({ status }) => status)).toEqual(['holds', 'violated'])
  expect(verdicts[0]?.measured).toBeCloseTo(Math.log(0.9 / Math.sqrt(0.75)), 5)
  expect(code).toBe(0)
})

it('judges a region: heavy-ball momentum is stable where lr L < 2 (1 + beta1)', async () => {
  const text = `name: region
problem: {use: ill-scaled-quadratic, d: 1, kappa: 1}
optimizers: {use: momentum, lr: {from: 0.25, to: 4, count: 16}, beta1: [0, 0.3, 0.6, 0.9]}
steps: 400
record: 1
measures: {size: "abs(x[1])"}
claims:
  - {id: momentum/stable, judge: region, measure: size, x: lr, y: beta1, inside: 2 * (1 + beta1) - lr, outcome: value < 1, exempt: abs(2 * (1 + beta1) - lr) < 1e-9, strength: region boundary}
  - {id: momentum/stable-as-sgd, judge: region, measure: size, x: lr, y: beta1, inside: 2 - lr, outcome: value < 1, expect: violated}
  - {id: momentum/by-row, judge: region, measure: size, x: lr, inside: 2 * (1 + beta1) - lr, outcome: value < 1, exempt: abs(2 * (1 + beta1) - lr) < 1e-9}
`
  const { code, out, verdicts, report } = await verdictsOf('region', text)
  expect(verdicts.map(({ status }) => status)).toEqual(['holds', 'violated', 'holds', 'holds', 'holds', 'holds'])
  expect(verdicts[0]?.reason).toContain('cells agree')
  expect(verdicts[1]?.reason).toMatch(/\(lr=3\.5, beta1=0\.9\) \d from the boundary/)
  expect(report).toContain('region \\(region boundary\\)')
  expect(out).toMatch(/momentum\/stable +momentum +holds +1 +1 +exact/)
  expect(code).toBe(0)
})
