import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { candidates } from '../../src/conform/candidates.ts'
import { treatsEachAlone } from '../../src/conform/coordinatewise.ts'
import { Deviation, nearer, yardstick } from '../../src/conform/deviation.ts'
import { readHeader } from '../../src/conform/header.ts'
import { byRank } from '../../src/conform/rank.ts'
import { conformanceRecord } from '../../src/conform/record.ts'
import { pageRules, type Rule } from '../../src/conform/rules.ts'
import { type Match, search, searchOn } from '../../src/conform/search.ts'
import { searchAll } from '../../src/conform/search-all.ts'
import { trials } from '../../src/conform/settings.ts'
import { partView, SIZES, wholeView } from '../../src/conform/view.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { catalog, conformance, family, lines, names, traceOf } from './support.ts'

/** A page of a user. */
function mine(text: string): Rule[] {
  const { rules, diagnostics } = pageRules(text, {
    file: 'mine.yaml',
    catalog,
    readFile: () => {
      throw new Error('none')
    },
  })
  if (!rules) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return rules
}

const one = (name: string): Rule => {
  const found = family(name).find((rule) => rule.name === name)
  if (!found) throw new Error(name)
  return found
}

/** A trace of gradients, with what a step makes of them. */
function recorded(
  gradients: readonly (readonly number[])[],
  x0: readonly number[],
  step: (x: readonly number[], g: readonly number[], t: number) => number[],
  hyper?: Record<string, unknown>,
) {
  let x = x0
  const steps = gradients.map((g, k) => {
    x = step(x, g, k + 1)
    return { t: k + 1, g: [...g], x: [...x] }
  })
  return { header: { format: 'optimizer-trace/1', ...(hyper ? { hyper } : {}), x0: [...x0] }, steps }
}

const wave = (rows: number, dimension: number): number[][] =>
  Array.from({ length: rows }, (_, t) => Array.from({ length: dimension }, (_, k) => Math.sin(3 * t + 5 * k + 1)))
const descent = (lr: number) => (x: readonly number[], g: readonly number[]) =>
  x.map((value, k) => value - lr * (g[k] as number))

/** Adam as the paper prints it, for one coordinate. */
const adam = (gradients: readonly number[], { lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8 }) => {
  let [m, v] = [0, 0]
  return recorded(
    gradients.map((g) => [g]),
    [0],
    ([x = 0], [g = 0], t) => {
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      return [x - (lr * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + eps)]
    },
  )
}

describe('what is tried', () => {
  const all = 1e9
  const sorted = (values: readonly unknown[]) => [...values].sort((a, b) => (a as number) - (b as number))

  test('are the values of the table in docs/conform.md, the default first', () => {
    const page = readFileSync(new URL('../../docs/conform.md', import.meta.url), 'utf8')
    const rows = [...page.matchAll(/^\| (\w+) \| ([-\d., e]+) \|$/gm)]
    expect(rows.map(([, name]) => name)).toEqual(['lr', 'beta1', 'beta2', 'eps', 'wd'])
    const found = trials(one('adamw'), readHeader(null), all)
    for (const [, name, list = ''] of rows) {
      const trial = found.find((each) => each.name === name)
      expect(sorted(trial?.choices ?? []), name).toEqual(sorted(list.split(', ').map(Number)))
      expect(trial?.origin).toBe('searched')
    }
    expect(found.map(({ choices: [first] }) => first)).toEqual([1e-3, 0.9, 0.999, 1e-8, 0.01])
  })

  test('the header before the page, the page before what is customary, and 0 where a header says nothing', () => {
    const [rule] = mine(
      'name: mine\nproblem: ill-scaled-quadratic\noptimizers:\n  - {use: adamw, lr: 2, beta1: [0.5, 0.6], eps: 1/t}\nsteps: 10\nmeasures: {a: "x[1]"}\n',
    ) as [Rule]
    const tried = (rules: Rule, header: Record<string, unknown> | null) =>
      Object.fromEntries(
        trials(rules, readHeader(header), all).map(({ name, origin, choices }) => [name, [origin, choices.length]]),
      )
    expect(tried(rule, { beta1: 0.7 })).toMatchObject({ beta1: ['header', 1], lr: ['page', 1] })
    expect(tried(rule, null)).toEqual({
      lr: ['page', 1],
      beta1: ['searched', 2],
      beta2: ['searched', 4],
      eps: ['page', 1],
      wd: ['searched', 3],
    })
    const [bare] = mine('name: bare\nhyper: {lr: 1, c: 3, n: 0}\nstep: x = x - c * lr * g * n\n') as [Rule]
    expect(tried(bare, null)).toEqual({ lr: ['searched', 8], c: ['default', 1], n: ['default', 1] })
    expect(tried(bare, {})).toEqual({ lr: ['searched', 8], c: ['searched', 2], n: ['default', 1] })
  })

  test('the longest list loses its last values first, and each keeps one', () => {
    const counts = (most: number) => trials(one('adamw'), readHeader(null), most).map(({ choices }) => choices.length)
    // lr 7, beta1 3, beta2 4, eps 6, wd 3 are 1512 combinations.
    expect(counts(1512)).toEqual([7, 3, 4, 6, 3])
    expect(counts(1511)).toEqual([6, 3, 4, 6, 3])
    expect(counts(1295)).toEqual([5, 3, 4, 6, 3])
    expect(counts(1)).toEqual([1, 1, 1, 1, 1])
    expect(counts(0)).toEqual([1, 1, 1, 1, 1])
  })
})

describe('candidates', () => {
  const view = wholeView(traceOf(recorded(wave(5, 2), [1, 2], descent(0.1))), 'trace.jsonl')

  test('have every combination once, with how many of its values are not the first', () => {
    const rule = one('momentum')
    const tried = trials(rule, readHeader(null), 1e9)
    const found = candidates(rule, tried, view, new Diagnostics())
    expect(found).toHaveLength(tried.reduce((product, { choices }) => product * choices.length, 1))
    expect(new Set(found.map(({ values }) => JSON.stringify(values))).size).toBe(found.length)
    expect(new Set(found.map(({ program }) => program)).size).toBe(1)
    for (const { values, changed, params, program } of found) {
      expect(changed).toBe(tried.filter(({ name, choices }) => values[name] !== choices[0]).length)
      expect(params).toHaveLength(program.params.length)
      program.params.forEach((name, k) => {
        expect(params[k]).toBe(name === 'T' ? view.horizon : values[name.replace(/^.*\./, '')])
      })
    }
  })

  test('have a program for each value that a program is made from, which counts as a change as well', () => {
    const [rule] = mine(
      'name: mine\nproblem: ill-scaled-quadratic\noptimizers:\n  - {name: a, hyper: {n: [2, 0, 1, 3], lr: [1, 2, 3]}, step: "x = x - lr * past(g, n)"}\nsteps: 10\nmeasures: {a: "x[1]"}\n',
    ) as [Rule]
    const tried = trials(rule, readHeader(null), 1e9)
    const found = candidates(rule, tried, view, new Diagnostics())
    expect(found.map(({ values: { n, lr }, changed }) => [n, lr, changed])).toEqual(
      [2, 0, 1, 3].flatMap((n) => [1, 2, 3].map((lr) => [n, lr, Number(n !== 2) + Number(lr !== 1)])),
    )
    expect(new Set(found.map(({ program }) => program)).size).toBe(4)
  })
})

describe('the order of outcomes', () => {
  const at = (t: number | null, worst: number) => ({
    worst,
    departure: t === null ? null : { t, coordinate: 1, mine: 0, recorded: 0, error: worst },
  })
  // From the best to the worst, over 10 steps; those of a row are alike.
  const order = [
    [at(null, 0), at(null, 1e-13)],
    [at(10, 5)],
    [at(9, 1e-9)],
    [at(6, 3)],
    [at(5, 1e-6), at(1, 1e-6)],
    [at(1, 1e-5)],
    [at(5, 2)],
  ]
  test('what conforms, what departs late by when, the rest by how far', () => {
    order.forEach((row, i) => {
      order.forEach((other, j) => {
        for (const a of row) for (const b of other) expect(Math.sign(nearer(a, b, 10)) + 0).toBe(Math.sign(i - j))
      })
    })
  })
})

test('rules that conform alike: no mutants, then what assumes least, the simplest, the nearest, the first by name', () => {
  const match = (name: string, mutant: boolean, searched: number, given: number, error: number) =>
    ({
      rule: { name, mutant },
      error,
      departure: null,
      settings: [...Array(searched).fill({ from: 'searched' }), ...Array(given).fill({ from: 'header' })],
    }) as unknown as Match
  const order = [
    match('z', false, 0, 2, 9),
    match('y', false, 0, 3, 1),
    match('a', false, 0, 3, 2),
    match('b', false, 0, 3, 2),
    match('x', false, 1, 0, 0),
    match('c', false, 1, 1, 0),
    match('w', false, 2, 0, 0),
    match('0', true, 0, 0, 0),
  ]
  order.forEach((a, i) => {
    order.forEach((b, j) => {
      if (i !== j) expect(Math.sign(byRank(10)(a, b)), `${a.rule.name} ${b.rule.name}`).toBe(Math.sign(i - j))
    })
  })
})

test('a deviation keeps its first departure and its worst error', () => {
  const stick = yardstick(traceOf(recorded([[0], [0], [0]], [4], () => [2])))
  const deviation = new Deviation(stick, 0.1)
  deviation.add(1, Float64Array.of(2.4))
  expect(deviation).toMatchObject({ worst: expect.closeTo(0.1, 12), departure: null })
  deviation.add(2, Float64Array.of(1))
  deviation.add(3, Float64Array.of(2.2))
  expect(deviation).toMatchObject({
    worst: 0.25,
    departure: { t: 2, coordinate: 1, mine: 1, recorded: 2, error: 0.25 },
  })
})

describe('of settings that conform alike', () => {
  const best = (trace: ReturnType<typeof adam>, tolerance?: number) => {
    const [match] = conformance(trace, [one('adam')], tolerance).conforming
    return Object.fromEntries((match?.settings ?? []).map((setting) => [setting.name, setting]))
  }

  test('all are told, with the defaults before them', () => {
    // With constant gradients beta1 and beta2 have no effect; eps has little, and lr all.
    const found = best(adam(Array(40).fill(1e5), { beta1: 0.5, beta2: 0.7, eps: 0, lr: 0.03 }), 1e-11)
    expect(found.lr).toEqual({ name: 'lr', value: 0.03, from: 'searched', also: [] })
    expect(found.beta1).toMatchObject({ value: 0.9, also: expect.arrayContaining([0, 0.95]) })
    expect(found.beta2?.also).toHaveLength(3)
    expect(found.eps).toMatchObject({ value: 1e-8, also: expect.arrayContaining([1e-10, 1e-16]) })
    expect(found.eps?.also).not.toContain(1e-3)
  })

  test.each([1e-10, 1e-16])('and as many changes, the one with the least error: eps %d', (eps) => {
    // At 1e-6 both 1e-10 and 1e-16 conform, and 1e-8, the default, does not.
    const gradients = Array.from({ length: 20 }, (_, t) => 1e-3 * (1 + (t % 3)))
    expect(best(adam(gradients, { eps }), 1e-6).eps).toMatchObject({ value: eps })
  })

  test('those with fewer changes go first, whatever their errors', () => {
    const gradients = Array.from({ length: 20 }, (_, t) => 1e-3 * (1 + (t % 3)))
    expect(best(adam(gradients, { eps: 1e-16 }), 1e-3).eps).toMatchObject({ value: 1e-8 })
  })
})

describe("values of a user's page that cannot be run", () => {
  const page = (n: string) => mine(`name: late\nhyper: {lr: 1e-2, n: ${n}}\nstep: x = x - lr * past(g, n)\n`)
  const trace = recorded(wave(6, 2), [1, 2], descent(0.01), { lr: 0.01 })
  test('are told where others were tried beside them, which follow the trace', () => {
    const [match] = conformance(trace, page('-1')).conforming
    expect(match?.settings.find(({ name }) => name === 'n')).toMatchObject({ value: 0, from: 'searched' })
    expect(match?.missed).toEqual({
      at: 'n=-1',
      reason: expect.stringMatching(/^mine\.yaml, line 3: the delay of `past` has to lie in 0 \.\.\. \d+, this is -1$/),
    })
  })
  test('and nothing is told where the own ones can be', () => {
    const [match] = conformance(trace, page('3')).conforming
    expect(match?.settings.find(({ name }) => name === 'n')?.value).toBe(0)
    expect(match?.missed).toBeNull()
  })
})

describe('a large trace', () => {
  const rules = family('sgd', 'momentum', 'adam', 'normalized-sgd')
  const sizes = { large: 100, part: 24, coordinates: 2 }
  const trace = (changed?: (x: number[], t: number) => number[]) => {
    const made = recorded(wave(40, 6), [1, -2, 3, -4, 5, -6], descent(0.03), { lr: 0.03 })
    if (changed) for (const step of made.steps) step.x = changed(step.x, step.t)
    return made
  }
  const summary = (found: ReturnType<typeof conformance>) => ({
    conforming: names(found.conforming),
    first: { ...found.ranking[0], rule: found.ranking[0]?.rule.name },
  })

  test.each([
    ['that conforms', undefined],
    ['that departs late', (x: number[], t: number) => (t > 37 ? x.with(4, 9) : x)],
    ['that departs in the middle', (x: number[], t: number) => (t === 15 ? x.with(3, 9) : x)],
    ['that departs in a coordinate of no part', (x: number[], t: number) => (t > 30 ? x.with(1, 9) : x)],
    ['that departs at once', (x: number[]) => x.map((value) => value + 1)],
  ])('%s: its best rule is that of the whole', (_, change) => {
    const whole = conformance(trace(change), rules)
    const parted = conformance(trace(change), rules, 1e-12, sizes)
    expect(summary(parted)).toEqual(summary(whole))
    expect(parted.ranking[0]?.whole).toBe(true)
    expect(whole.ranking.every((match) => match.whole)).toBe(true)
    expect(parted.ranking.some((match) => !match.whole)).toBe(true)
    const made = traceOf(trace(change))
    for (const { departure } of parted.ranking) {
      if (departure === null) continue
      const { t, coordinate, recorded: told } = departure
      expect(told).toBe(made.iterates?.[(t - 1) * 6 + coordinate - 1])
    }
  })

  test('progress counts the rules on a part, then those that go on', () => {
    const told: [number, number][] = []
    const options = { trace: traceOf(trace()), file: 'trace.jsonl', tolerance: 1e-12, sizes }
    const header = readHeader({ lr: 0.03 })
    const onProgress = ({ done, total }: { done: number; total: number }) => {
      told.push([done, total])
    }
    const { ranking } = searchAll(rules, header, { ...options, onProgress })
    const n = rules.length
    const conforming = ranking.filter(({ departure }) => departure === null).length
    expect(told).toEqual([
      ...Array.from({ length: n }, (_, k) => [k + 1, 2 * n]),
      ...Array.from({ length: conforming }, (_, k) => [conforming + k + 1, 2 * conforming]),
    ])
    // 40 steps of 6 coordinates are as many numbers as are not yet large.
    told.length = 0
    searchAll(rules, header, { ...options, sizes: { ...sizes, large: 239 }, onProgress })
    expect(told[0]).toEqual([1, 2 * n])
    told.length = 0
    searchAll(rules, header, { ...options, sizes: { ...sizes, large: 240 }, onProgress })
    expect(told).toEqual(Array.from({ length: n }, (_, k) => [k + 1, n]))
    told.length = 0
    searchAll(rules, header, { ...options, sizes: SIZES, onProgress })
    expect(told).toEqual(Array.from({ length: n }, (_, k) => [k + 1, n]))
  })

  test('goes on with the settings that conformed, and the count of their changes', () => {
    const made = traceOf(trace())
    const view = partView(made, 'trace.jsonl', sizes, true)
    expect([view.rows, view.coordinates, view.whole, view.horizon]).toEqual([12, [0, 3], false, 40])
    const searched = search(one('sgd'), readHeader(null), view, 1e-12)
    if (typeof searched === 'string') throw new Error(searched)
    expect(searched.match.departure).toBeNull()
    expect(searched.finalists.map(({ values, changed }) => [values.lr, changed])).toEqual([[0.03, 1]])
    const on = searchOn(searched, wholeView(made, 'trace.jsonl'), 1e-12)
    expect(on.match).toMatchObject({ departure: null, whole: true })
    expect(on.finalists.map(({ values, changed }) => [values.lr, changed])).toEqual([[0.03, 1]])
    const hopeless = searchOn(searched, wholeView(made, 'trace.jsonl'), 1e-12, () => true)
    expect(hopeless.match.whole).toBe(false)
  })
})

describe('a rule that treats each coordinate alone', () => {
  test.each<[string, boolean]>([
    ['hyper: {lr: 1}\nstep: x = x - lr * g', true],
    ['hyper: {lr: 1}\nstate: {m: 0}\ninit: m = g\nstep: "m = g + m\\nx = x - m"', true],
    ['hyper: {lr: 1}\nstep: x = x - lr * g / norm(g)', false],
    ['hyper: {lr: 1/d}\nstep: x = x - lr * g', false],
    ['hyper: {lr: i}\nstep: x = x - lr * g', false],
    ['hyper: {lr: 1}\nstate: {m: i}\nstep: x = x - m * g', false],
    ['hyper: {lr: 1}\nstate: {m: 0}\ninit: m = norm(g)\nstep: x = x - m', false],
    ['hyper: {lr: 1}\nstate: {n: 0}\nstep: "n = n + sum(g)\\nx = x - n * g"', false],
    ['hyper: {lr: 1}\ndraw: {u: uniform}\nstep: x = x - u * g', false],
    ['hyper: {lr: 1}\nstep: x = x - loss * g', false],
    ['hyper: {lr: 1}\nstep: x = x - g[1]', false],
    ['hyper: {lr: 1}\nstep: x = x - lr * past(g, 1)', true],
  ])('%s: %s', (text, alone) => {
    const [rule] = mine(
      `name: mine\n${text.replace('g[1]', '"g[1]"').replace('x = x - "g[1]"', '"x = x - g[1]"')}\n`,
    ) as [Rule]
    expect(treatsEachAlone(rule, readHeader(null))).toBe(alone)
  })
  test('is none where its settings bring the dimension in', () => {
    const sgd = one('sgd')
    expect(treatsEachAlone(sgd, readHeader({ lr: 0.1 }))).toBe(true)
    expect(treatsEachAlone(sgd, readHeader({ lr: '0.1 / t' }))).toBe(true)
    expect(treatsEachAlone(sgd, readHeader({ lr: '0.1 / d' }))).toBe(false)
    const [given] = mine(
      'name: mine\nproblem: ill-scaled-quadratic\noptimizers:\n  - {use: sgd, lr: [0.1, 1/d]}\nsteps: 10\nmeasures: {a: "x[1]"}\n',
    ) as [Rule]
    expect(treatsEachAlone(given, readHeader(null))).toBe(false)
  })
})

test.each([
  [0.9e-6, true],
  [1.1e-6, false],
])('an error of %d is one of single precision: %s', (error, single) => {
  const trace = recorded(wave(4, 1), [1], descent(0.1), { lr: 0.1 })
  const last = trace.steps.at(-1)
  const size = Math.max(1, ...trace.steps.map(({ x: [x = 0] }) => Math.abs(x)))
  if (last) last.x = [(last.x[0] as number) + error * size]
  expect(conformance(trace, [one('sgd')])).toMatchObject({ conforming: [], single })
})

test('what is not finite is null in the record', () => {
  const [rule] = mine('name: wild\nhyper: {lr: 1}\nstep: x = x / (x - x)\n') as [Rule]
  const found = conformance(recorded(wave(3, 1), [1], descent(1), { lr: 1 }), [rule])
  const { ranking } = conformanceRecord('trace.jsonl', found)
  expect(ranking[0]).toMatchObject({ conforms: false, error: null, departure: { t: 1, mine: null, error: null } })
  expect(ranking[0]?.departure?.recorded).toBe(found.trace.iterates?.[0])
})

test('a rule is told from its mistakes over the whole of a recorded trace', () => {
  const { conforming } = conformance(lines('torch.adam.default.gauss-scales.jsonl'), family('adam', 'rmsprop'))
  expect(names(conforming)[0]).toBe('adam')
})
