import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/budget/limits.ts'
import { spend } from '../../src/budget/meter.ts'
import { buildValue, type Environment, structuralNames } from '../../src/lang/build.ts'
import { NoValue, rangeText } from '../../src/lang/definition.ts'
import { evaluate } from '../../src/lang/evaluate.ts'
import { parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import type { Definition, Formula, IndexRange } from '../../src/lang/syntax.ts'
import { noOrbit } from '../../src/messages/predictions.ts'
import { bindingsOf, environmentOf, marked } from './support.ts'

const table = new Map<string, Definition>()
const definitions = { names: () => table.keys(), find: (name: string) => table.get(name) }

function parsed(text: string): Formula {
  const sink = new Diagnostics()
  const formula = parseFormula(plainSource(text, 'definitions.yaml'), sink, new Set(), definitions)
  if (!formula) throw new Error(sink.list.map(({ message }) => message).join())
  return formula
}

const ANY: IndexRange = {
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  openLow: false,
  openHigh: false,
  whole: false,
}
const parameter = (name: string, range: Partial<IndexRange> = {}, fallback: number | null = null) => ({
  name,
  range: { ...ANY, ...range },
  fallback,
  note: '',
})

const formula = (
  name: string,
  parameters: readonly ReturnType<typeof parameter>[],
  value: string,
  { require = [], names = {} }: { require?: readonly string[]; names?: Record<string, string> } = {},
) => {
  const body = {
    kind: 'formula' as const,
    let: Object.fromEntries(Object.entries(names).map(([key, text]) => [key, parsed(text)])),
    value: parsed(value),
  }
  table.set(name, { name, parameters, require: require.map(parsed), body })
}
const code = (
  name: string,
  parameters: readonly ReturnType<typeof parameter>[],
  run: (...args: number[]) => number,
  require: readonly string[] = [],
) => {
  table.set(name, { name, parameters, require: require.map(parsed), body: { kind: 'code', evaluate: run } })
}

formula('double', [parameter('a')], '2 * a')
formula('odds', [parameter('p', { low: 0, high: 1, openHigh: true })], 'q / (1 - q)', { names: { q: 'p + 0', r: 'q' } })
formula('power', [parameter('a'), parameter('k', { low: 0, whole: true }, 2)], 'a^k')
formula('apart', [parameter('a'), parameter('b')], '1 / (a - b)', { require: ['a != b', 'a > 0'] })
formula('picked', [parameter('n', { whole: true })], 'sum(j = 1:n, j)')
code('total', [parameter('n', { low: 1, whole: true }), parameter('c', {}, 10)], (n, c) => n * c, ['n < 100'])
code('costly', [parameter('n')], (n) => {
  spend(n)
  return n
})
code('none', [parameter('n')], (n) => {
  throw new NoValue(noOrbit(`there is none for ${n}`, 'another n'))
})
code('broken', [parameter('n')], () => {
  throw new Error('internal')
})

const scope = { a: 3, p: 0.25, x: [1, 2, 3] }

function told(text: string, more: Partial<Environment> = {}): string[] {
  const env = environmentOf(scope, 3, more)
  const source = parseFormula(plainSource(text), env.sink, new Set(), definitions)
  const node = source && buildValue(source, env)
  expect(node === null).toBe(env.sink.failed)
  return marked(text, env.sink.list)
}

function valueAt(text: string, at: Readonly<Record<string, number | number[]>> = scope): number | number[] {
  const env = environmentOf(at, 3)
  const source = parseFormula(plainSource(text), env.sink, new Set(), definitions)
  const node = source && buildValue(source, env)
  if (!node) throw new Error(env.sink.list.map(({ message }) => message).join())
  const [value = Number.NaN] = evaluate([node], bindingsOf(at, 3))
  return typeof value === 'number' ? value : [...value]
}

describe('a call of a definition', () => {
  test.each<[string, number | number[]]>([
    ['double(a) + 1', 7],
    ['double(double(x))', [4, 8, 12]],
    ['odds(0.5)', 1],
    ['odds(p)', 1 / 3],
    ['power(a)', 9],
    ['power(a, 3)', 27],
    ['apart(a, 1)', 0.5],
    ['picked(4)', 10],
    ['total(5)', 50],
    ['total(5, 3)', 15],
    ['total(2 + 3, 3) * a', 45],
    ['costly(7)', 7],
  ])('%s', (text, value) => expect(valueAt(text)).toEqual(value))

  test.each([
    ['odds(2 - 1)', {}],
    ['odds(p)', { p: 1 }],
    ['odds(p)', { p: -0.01 }],
    ['odds(0 - 1)', {}],
    ['power(a, 1 + 0.5)', {}],
    ['power(a, 0 - 1)', {}],
    ['apart(a, 3)', {}],
    ['apart(1, 2 - 1)', {}],
    ['apart(a, 1)', { a: -3 }],
    ['total(1 + 99)', {}],
    ['total(1 - 1)', {}],
  ])('%s at %j is outside, so it has no value', (text, at) => {
    expect(valueAt(text, { ...scope, ...at })).toBeNaN()
  })
  test('and each coordinate is looked at alone', () => {
    expect(valueAt('odds(x)', { x: [0.5, 1, 0] })).toEqual([1, Number.NaN, 0])
  })

  test.each<[string, string[]]>([
    ['1 + odds(1)', ["1 <- 'odds' takes p in [0, 1), here is 1"]],
    ['odds(2 - 1)', []],
    ['power(a, 1.5)', ["1.5 <- 'power' takes k in whole numbers in [0, inf], here is 1.5"]],
    ['double(1, 2)', ["double <- 'double' takes 1 argument, here are 2"]],
    ['power(a, 1, 2)', ["power <- 'power' takes 1 to 2 arguments, here are 3"]],
    ['dobule(1)', ["dobule <- unknown function 'dobule' | did you mean 'double'?"]],
    ['double(nix)', ["nix <- unknown name 'nix'"]],
    [
      'total(a)',
      [
        "total(a) <- the arguments of 'total' have to be known before the run | they may use numbers, hyperparameters and facts, not the step, a state or a vector",
      ],
    ],
    [
      'total(i)',
      [
        "total(i) <- the arguments of 'total' have to be known before the run | they may use numbers, hyperparameters and facts, not the step, a state or a vector",
      ],
    ],
    ['2 * none(4)', ['none(4) <- `none(4)` has no value: there is none for 4 | another n']],
    ['costly(2e8)', []],
    [
      'costly(2e8 + 1)',
      [
        'costly(2e8 + 1) <- `costly(200000001)` takes at least 200,000,001 operations, at most 200,000,000 | smaller arguments',
      ],
    ],
  ])('%s', (text, messages) => expect(told(text)).toEqual(messages))

  test('the step is not known before the run', () => {
    const env = environmentOf(scope, 3)
    env.names.set('t', { kind: 'value', node: env.graph.step() })
    expect(told('total(t)', env)).toEqual([expect.stringContaining("the arguments of 'total' have to be known")])
  })

  test('an argument that is known to be outside is a mistake where ranges are strict', () => {
    const ranges = { ranges: 'strict' } as const
    expect(told('odds(2 - 1)', ranges)).toEqual(["2 - 1 <- 'odds' takes p in [0, 1), here is 1"])
    expect(told('odds(p)', ranges)).toEqual([])
    expect(told('total(0)', ranges)).toEqual(["0 <- 'total' takes n in whole numbers in [1, inf], here is 0"])
  })

  test('definitions may stand in each other, 200 deep and no deeper', () => {
    const within = (depth: number) => told('double(a)', { within: depth })
    expect(within(LIMITS.nesting - 1)).toEqual([])
    expect(within(LIMITS.nesting)).toEqual(["double(a) <- 'double' is nested too deep in other definitions"])
  })

  test('a call counts as ten terms of what is written out', () => {
    const env = environmentOf(scope, 3)
    const source = parseFormula(plainSource('double(a) + double(p)'), env.sink, new Set(), definitions)
    expect(source && buildValue(source, env)).not.toBeNull()
    expect(env.graph.terms).toBe(20)
  })

  test('what is wrong in code that is no lack of a value is not hidden', () => {
    expect(() => told('broken(1)')).toThrow('internal')
  })

  test('parameters on which the form depends have to be known before the run', () => {
    const names = (text: string) => [...structuralNames(parsed(text))].sort()
    expect(names('picked(n) + double(m)')).toEqual(['n'])
    expect(names('total(n + k, c) + odds(p)')).toEqual(['c', 'k', 'n'])
  })
})

test.each<[Partial<IndexRange>, string]>([
  [{}, 'any number'],
  [{ whole: true }, 'a whole number'],
  [{ low: 0 }, '[0, inf]'],
  [{ low: 0, high: 1, openLow: true, openHigh: true }, '(0, 1)'],
  [{ high: 2, whole: true, openLow: true }, 'whole numbers in (-inf, 2]'],
])('%j reads %s', (range, text) => {
  expect(rangeText({ ...ANY, ...range })).toBe(text)
})
