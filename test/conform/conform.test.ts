import { describe, expect, test } from 'vitest'
import { conformanceLines } from '../../src/cli/conformance.ts'
import { conformanceRecord } from '../../src/conform/record.ts'
import { conformance, family, lines, names } from './support.ts'

const adam = () => lines('torch.adam.default.gauss-scales.jsonl')

test('a trace whose last step was altered departs exactly there', () => {
  const trace = adam()
  const last = trace.steps.at(-1)
  if (last) last.x[2] = (last.x[2] as number) * (1 + 1e-9)
  const { conforming, ranking } = conformance(trace)
  expect(conforming).toEqual([])
  const best = ranking[0]
  expect(best?.rule.name).toBe('adam')
  expect(best?.departure).toMatchObject({ t: trace.steps.length, coordinate: 3, recorded: last?.x[2] })
  expect(best?.error).toBeGreaterThan(1e-10)
  expect(best?.error).toBeLessThan(1.01e-9)
})

test('a trace that leaves its rule late is nearest to it, however far it goes', () => {
  const trace = adam()
  for (const step of trace.steps.slice(40)) step.x = step.x.map((x) => x + 5)
  const [best, next] = conformance(trace).ranking
  expect([best?.rule.name, best?.departure?.t]).toEqual(['adam', 41])
  expect(next?.departure?.t).toBe(41)
  expect(best?.error).toBeGreaterThan(0.5)
})

test('the error of a coordinate is relative to the largest it has had', () => {
  const trace = lines('torch.sgd.default.periodic-10.jsonl')
  const row = trace.steps[6]
  const scale = Math.max(
    ...(trace.header.x0 as number[]).map(Math.abs),
    ...trace.steps.slice(0, 7).map(({ x }) => Math.abs(x[0] as number)),
  )
  if (row) row.x[0] = (row.x[0] as number) + 1e-5 * scale
  const match = conformance(trace, family('sgd')).ranking.find(({ rule }) => rule.name === 'sgd')
  expect(match?.departure?.t).toBe(7)
  expect(match?.error).toBeCloseTo(1e-5, 12)
})

test('without hyperparameters in the header they are found by search', () => {
  const trace = lines('torch.adamw.default.gauss-scales.jsonl')
  delete trace.header.hyper
  const { conforming } = conformance(trace, family('adam', 'adamw', 'sgd'))
  const best = conforming[0]
  expect(best?.rule.name).toBe('adamw')
  const found = Object.fromEntries((best?.settings ?? []).map(({ name, value }) => [name, value]))
  expect(found).toMatchObject({ lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, wd: 0.01 })
  expect(best?.settings.every(({ from }) => from === 'searched')).toBe(true)
})

test('values away from the defaults are found too, and only they', () => {
  const trace = lines('torch.sgd.default.gauss-scales.jsonl')
  const lr = 3e-4
  let x = trace.header.x0 as number[]
  for (const step of trace.steps) {
    x = x.map((value, k) => value - lr * (step.g[k] as number))
    step.x = x
  }
  delete trace.header.hyper
  const [best] = conformance(trace, family('sgd')).conforming
  expect(best?.settings).toEqual([{ name: 'lr', value: lr, from: 'searched', also: [] }])
})

test('what the trace cannot tell apart is said', () => {
  const trace = adam()
  // A gradient of this size hides every eps.
  const hyper = trace.header.hyper as Record<string, number>
  delete hyper.eps
  const only = (k: number) => {
    trace.header.x0 = [(trace.header.x0 as number[])[k] as number]
    for (const step of trace.steps) {
      step.g = [step.g[k] as number]
      step.x = [step.x[k] as number]
    }
  }
  only(3)
  const [best] = conformance(trace, family('adam')).conforming
  const eps = best?.settings.find(({ name }) => name === 'eps')
  expect(eps?.value).toBe(1e-8)
  expect(eps?.also).toEqual(expect.arrayContaining([1e-10, 1e-16]))
  expect(eps?.also).not.toContain(1e-3)
})

test('of values that conform alike the default is taken, not the one with the luckiest rounding', () => {
  const trace = adam()
  trace.header = { format: trace.header.format, hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999 }, x0: [1] }
  let [m, v, x] = [0, 0, 1]
  trace.steps.forEach((step, k) => {
    const g = 1e4 + k
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    x -= (1e-3 * m) / (1 - 0.9 ** (k + 1)) / (Math.sqrt(v / (1 - 0.999 ** (k + 1))) + 1e-10)
    Object.assign(step, { g: [g], x: [x] })
  })
  const eps = conformance(trace, family('adam')).conforming[0]?.settings.find(({ name }) => name === 'eps')
  expect(eps).toMatchObject({ value: 1e-8, from: 'searched' })
  expect(eps?.also).toContain(1e-10)
})

test('several rules that conform are all listed, the one that assumes least first', () => {
  const { conforming } = conformance(adam(), family('adam', 'adamw', 'amsgrad', 'sgd'))
  expect(names(conforming)[0]).toBe('adam')
  expect(names(conforming)).toContain('adamw')
  expect(names(conforming)).not.toContain('amsgrad')
})

test('a trace in single precision conforms to 1e-6, and that is said', () => {
  const trace = adam()
  for (const step of trace.steps) step.x = step.x.map(Math.fround)
  const strict = conformance(trace, family('adam'))
  expect(strict.conforming).toEqual([])
  expect(strict.single).toBe(true)
  expect(strict.ranking[0]?.rule.name).toBe('adam')
  expect(names(conformance(trace, family('adam'), 1e-6).conforming)).toContain('adam')
  expect(conformance(adam(), family('sgd')).single).toBe(false)
})

test('a formula in the header is a schedule, and what is none is told', () => {
  const trace = lines('torch.sgd.default.gauss-scales.jsonl')
  let x = trace.header.x0 as number[]
  trace.steps.forEach((step, k) => {
    x = x.map((value, i) => value - 0.01 * Math.min(1, (k + 1) / 20) * (step.g[i] as number))
    step.x = x
  })
  trace.header.hyper = { learning_rate: '0.01 * min(1, t / 20)' }
  const { conforming, unknown } = conformance(trace, family('sgd'))
  expect(names(conforming)[0]).toBe('sgd')
  expect(conforming[0]?.settings).toEqual([{ name: 'lr', value: '0.01 * min(1, t / 20)', from: 'header', also: [] }])
  expect(unknown).toEqual({})
  trace.header.hyper = { learning_rate: '0.01 * min(1, step / 20)' }
  const other = conformance(trace, family('sgd'))
  expect(other.misread).toEqual({ learning_rate: "unknown name 'step'" })
  expect(conformanceLines('trace.jsonl', other, false)).toContain(
    "The header's learning_rate = \"0.01 * min(1, step / 20)\" is no number, and no formula in t, T and d: unknown name 'step'. It was searched instead.",
  )
})

test('a mutant is no rule to follow', () => {
  const { conforming, mutants } = conformance(
    lines('kozistr.adopt.default.gauss-scales.jsonl'),
    family('adopt').filter(({ name }) => name !== 'adopt@kozistr'),
  )
  expect(conforming).toEqual([])
  expect(names(mutants)).toEqual(['adopt@clip-ahead'])
})

test('the record is data that JSON keeps', () => {
  const trace = adam()
  trace.header.hyper = {
    learning_rate: 1e-3,
    betas: [0.9, 0.999],
    epsilon: 1e-8,
    gizmo: 3,
    clip: 't^0.25',
    decoupled: false,
  }
  const record = conformanceRecord('trace.jsonl', conformance(trace, family('adam')))
  expect(JSON.parse(JSON.stringify(record))).toEqual(record)
  expect(record).toMatchObject({
    schema: 'adam-lab/conform/1',
    trace: { file: 'trace.jsonl', steps: 60, dimension: 4 },
    tolerance: 1e-12,
    unknownSettings: { gizmo: 3, clip: 't^0.25' },
  })
  expect(record.conforming).toContain('adam')
  expect(record.ranking[0]?.settings.every(({ from }) => from === 'header')).toBe(true)
})

describe('SGD whose decay is added to the gradient', () => {
  const decayed = (hyper: Record<string, number>, x: readonly (readonly number[])[]) => ({
    header: { format: 'optimizer-trace/1', hyper, x0: [1, 2] },
    steps: [
      [1, -2],
      [0.5, 3],
      [-4, 0.25],
    ].map((g, k) => ({ t: k + 1, g, x: [...(x[k] as number[])] })),
  })
  test('is named as such, before rules that become it by a search', () => {
    const x = [
      [0.85, 2.1],
      [0.7575, 1.695],
      [1.119625, 1.58525],
    ]
    const { conforming } = conformance(decayed({ lr: 0.1, weight_decay: 0.5 }, x))
    expect(names(conforming.slice(0, 2))).toEqual(['sgd@decoupled', 'sgd@l2'])
    expect(names(conforming)).toContain('schedule-free-sgd')
  })
  test('is told from decoupled decay where there is momentum', () => {
    const x = [
      [0.85, 2.1],
      [0.6224999999999999, 1.785],
      [0.7866249999999999, 1.38725],
    ]
    const { conforming } = conformance(decayed({ lr: 0.1, momentum: 0.9, weight_decay: 0.5 }, x))
    expect(names(conforming)).toEqual(['momentum@l2', 'momentum@dampening'])
  })
})
