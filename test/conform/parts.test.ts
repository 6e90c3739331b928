import { describe, expect, test } from 'vitest'
import { readTrace } from '../../src/config/trace.ts'
import { Deviation, yardstick } from '../../src/conform/deviation.ts'
import { readHeader } from '../../src/conform/header.ts'
import { distinctRules, pageRules } from '../../src/conform/rules.ts'
import { trials } from '../../src/conform/settings.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { catalog, conformance, family, jsonl, lines, names } from './support.ts'

const head = '{"format":"optimizer-trace/1","x0":[1,2]}'
const step = '{"t":1,"g":[1,1],"x":[0,1]}'

describe('a trace that is not in order', () => {
  test.each([
    ['', 1, 'this file is empty'],
    [`${head}\n{"t":1,`, 2, 'this line is not JSON'],
    [`${head}\n\n${step}\n{"t":2,"g":[1,1],"x":[NaN,1]}`, 4, 'NaN is recorded here'],
    [`${head}\n{"t":1,"g":[1,-Infinity],"x":[0,1]}`, 2, '-Infinity is recorded here'],
    [`${head}\n[1]`, 2, 'an object { } is expected in every line'],
    ['{"x0":[1]}', 1, 'this is not a recorded trajectory'],
    [`{"format":"optimizer-trace/1"}\n${step}`, 1, 'the header has no start x0'],
    [`{"format":"optimizer-trace/1","x0":[1,"2"]}\n${step}`, 1, 'x0 has "2" where a finite number is expected'],
    [`{"format":"optimizer-trace/1","x0":[1,2],"hyper":[1]}\n${step}`, 1, 'hyper must be an object'],
    [head, 1, 'no gradient is recorded'],
    [`${head}\n${step}\n${step}`, 3, 'step 2 is expected here, this is 1'],
    [`${head}\n{"g":[1,1],"x":[0,1]}`, 2, 'step 1 is expected here, this is none'],
    [`${head}\n{"t":1,"g":[1],"x":[0,1]}`, 2, 'g has 1 number, but x0 has 2'],
    [`${head}\n{"t":1,"g":[1,1],"x":[0,1,2]}`, 2, 'x has 3 numbers, but x0 has 2'],
    [`${head}\n{"t":1,"g":[1,1]}`, 2, 'x is missing'],
    [`${head}\n{"t":1,"g":[1,1],"x":[1,null]}`, 2, 'x has null where a finite number is expected'],
    [`${head}\n{"t":1,"g":[1,1],"x":[1,1e999]}`, 2, 'x has Infinity where a finite number is expected'],
  ])('%j: line %d: %s', (text, line, message) => {
    const sink = new Diagnostics()
    expect(readTrace('t.jsonl', text, 'iterates', sink)).toBeNull()
    expect(sink.list[0]?.start.line).toBe(line)
    expect(sink.list[0]?.message).toContain(message)
  })
  test('x is not looked at where only gradients are asked for', () => {
    const sink = new Diagnostics()
    expect(readTrace('t.jsonl', `${head}\r\n{"t":1,"g":[3,4],"x":"?"}\r\n`, 'gradients', sink)).toMatchObject({
      rows: 1,
      gradients: Float64Array.of(3, 4),
      iterates: null,
      hyper: null,
    })
    expect(sink.list).toEqual([])
  })
})

describe('names in the header', () => {
  test.each([
    [{ alpha: 0.9 }, 'beta2', 0.9],
    [{ rho: 0.9 }, 'beta2', 0.9],
    [{ decay: 0.9 }, 'beta2', 0.9],
    [{ momentum: 0.9 }, 'beta1', 0.9],
    [{ weight_decay: 0.1 }, 'wd', 0.1],
    [{ keep_num: 3 }, 'n', 3],
    [{ b1: 0.8 }, 'beta1', 0.8],
    [{ b2: 0.8 }, 'beta2', 0.8],
    [{ beta_2: 0.8 }, 'beta2', 0.8],
    [{ betas: [0.8, 0.7, 0.6] }, 'beta2', 0.7],
    [{ betas: [0.8, 0.7, 0.6] }, 'beta3', 0.6],
    [{ learning_rate: 0.3 }, 'lr', 0.3],
    [{ epsilon: 1e-7 }, 'eps', 1e-7],
    [{ alpha: 5, beta2: 0.9 }, 'beta2', 0.9],
    [{ alpha: 5 }, 'alpha', 5],
    [{ nesterov: true }, 'nesterov', 1],
    [{ lr: 'cosine' }, 'lr', undefined],
    [{ lr: '1e-3' }, 'lr', 1e-3],
    [{ lr: '0.1 * beta1' }, 'lr', undefined],
    [{ lr: '0.1 *' }, 'lr', undefined],
    [null, 'lr', undefined],
  ])('%j has %s = %d', (hyper, name, value) => {
    expect(readHeader(hyper).value(name)).toBe(value)
  })
  test('what no rule has is told, unless it means the same as nothing', () => {
    const header = readHeader({ lr: 'cosine', gamma: 2, clip: null, foreach: false, drop: 0, rho: 0.9 })
    expect(header.unknown(new Set(['lr', 'beta2']))).toEqual({ lr: 'cosine', gamma: 2 })
    expect(header.misread(new Set(['lr', 'beta2']))).toEqual({ lr: "unknown name 'cosine'" })
  })
})

describe('what is tried', () => {
  const [adamw] = family('adamw')
  if (!adamw) throw new Error('adamw has gone')
  const sizes = (hyper: Record<string, unknown> | null, most = 1e9) =>
    Object.fromEntries(trials(adamw, readHeader(hyper), most).map(({ name, choices }) => [name, choices.length]))
  test('the number of the header alone, and customary values for the rest', () => {
    expect(sizes({ lr: 0.5, betas: [0.9, 0.95] })).toMatchObject({ lr: 1, beta1: 1, beta2: 1 })
    expect(sizes({ lr: 0.5, betas: [0.9, 0.95] }).eps).toBe(6)
    const all = trials(adamw, readHeader(null), 1e9)
    expect(all.find(({ name }) => name === 'lr')?.choices.toSorted()).toEqual([
      0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1,
    ])
  })
  test('never more combinations than allowed', () => {
    for (const most of [1, 7, 100, 1000]) {
      const size = Object.values(sizes(null, most)).reduce((a, b) => a * b)
      expect(size).toBeLessThanOrEqual(most)
      expect(size).toBeGreaterThan(most / 4)
    }
  })
})

test('what is not finite is the largest error, and 0 / 0 is none', () => {
  const sink = new Diagnostics()
  const text = '{"format":"optimizer-trace/1","x0":[0,1]}\n{"t":1,"g":[0,1],"x":[0,1]}'
  const trace = readTrace('t', text, 'iterates', sink)
  if (!trace) throw new Error('not read')
  const stick = yardstick(trace)
  const same = new Deviation(stick, 0)
  same.add(1, Float64Array.of(0, 1))
  expect(same).toMatchObject({ worst: 0, departure: null })
  const lost = new Deviation(stick, 1e300)
  lost.add(1, Float64Array.of(0, Number.NaN))
  expect(lost).toMatchObject({ worst: Number.POSITIVE_INFINITY, departure: { t: 1, coordinate: 2 } })
})

describe("a user's page", () => {
  const read = (text: string) =>
    pageRules(text, {
      file: 'mine.yaml',
      catalog,
      readFile: () => {
        throw new Error('none')
      },
    })
  const doubled =
    'name: doubled\nhyper: {lr: 1e-2}\nstep: x = x - 2 * lr * g\ndialects:\n  half:\n    note: half the step\n    step: x = x - 0.5 * lr * g\n'
  test('an optimizer with its dialects', () => {
    expect(read(doubled).rules?.map(({ name, file }) => [name, file])).toEqual([
      ['doubled', 'mine.yaml'],
      ['doubled@half', 'mine.yaml'],
    ])
  })
  test('the optimizers of an experiment, with their settings', () => {
    const page = `name: mine
problem: ill-scaled-quadratic
optimizers:
  - {name: twice, hyper: {lr: [1e-2, 5e-3]}, step: x = x - 2 * lr * g}
  - {use: sgd, lr: 5e-2}
steps: 10
measures: {a: "x[1]"}
`
    const { rules, diagnostics } = read(page)
    expect(diagnostics).toEqual([])
    const trace = lines('torch.sgd.default.gauss-scales.jsonl')
    delete trace.header.hyper
    const { conforming } = conformance(trace, rules ?? [])
    expect(names(conforming)).toEqual(['twice'])
    expect(conforming[0]?.settings).toEqual([{ name: 'lr', value: 5e-3, from: 'searched', also: [] }])
  })
  test.each([
    ['step: x = x - lr * g\nhyper: {lr: 1e-', 2],
    [doubled.replace('0.5 *', '0.5'), 7],
    ['name: a\noptimizers: []\n', 1],
  ])('%j is in error', (text, line) => {
    const { rules, diagnostics } = read(text)
    expect(rules).toBeNull()
    expect(diagnostics[0]?.start.line).toBe(line)
  })
  test('a rule with every value given goes before one with a value searched for', () => {
    const guessed = read('name: guessed\nhyper: {lr: 1, eta: 1}\nstep: x = x - eta * lr * g\n').rules ?? []
    const given = read('name: given\nhyper: {lr: 1, one: 0, two: 0}\nstep: x = x - (one + two) * lr * g\n').rules ?? []
    const trace = lines('torch.sgd.default.gauss-scales.jsonl')
    trace.header.hyper = { lr: 0.01, one: 0.5, two: 0.5 }
    expect(names(conformance(trace, [...guessed, ...given]).conforming)).toEqual(['given', 'guessed'])
  })
  test('a rule that needs a loss is not tried, with the reason', () => {
    const { rules } = read('name: polyak\nhyper: {lr: 1}\nstep: x = x - lr * loss * g / sum(g^2)\n')
    const found = conformance(lines('torch.sgd.default.gauss-scales.jsonl'), rules ?? [])
    expect(found.ranking).toEqual([])
    expect(found.skipped).toMatchObject([
      { rule: { name: 'polyak' }, reason: "mine.yaml, line 3: 'loss' is not available here" },
    ])
  })
  test('names are told apart by the file', () => {
    const sgd = family('sgd').slice(0, 1)
    const mine = { ...(sgd[0] as (typeof sgd)[0]), file: 'mine.yaml' }
    expect(distinctRules([mine, ...sgd, mine]).map(({ name }) => name)).toEqual([
      'sgd (mine.yaml)',
      'sgd',
      'sgd (mine.yaml) #2',
    ])
    const other = { ...mine, name: 'other' }
    expect(distinctRules([other, other]).map(({ name }) => name)).toEqual(['other', 'other (mine.yaml)'])
  })
})

test('fixtures survive being written again', () => {
  expect(jsonl(lines('optax.sgd.default.zero-first.jsonl')).split('\n')).toHaveLength(62)
})
