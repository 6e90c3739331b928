import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/budget/limits.ts'
import { buildValue, type Environment, runBlock } from '../../src/lang/build.ts'
import { parseBlock, parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import { environmentOf } from './support.ts'

const messages = (text: string): string[] => {
  const sink = new Diagnostics()
  const formula = parseFormula(plainSource(text), sink)
  expect(formula === null).toBe(sink.failed)
  return sink.list.map(({ message }) => message)
}

describe('the last that is allowed, and the first that is not', () => {
  test('characters of a formula', () => {
    expect(messages(`a+${' '.repeat(LIMITS.formula - 3)}b`)).toEqual([])
    expect(messages(`a+${' '.repeat(LIMITS.formula - 2)}b`)).toEqual(['this is longer than 10000 characters'])
  })

  test('characters of a block, and of each statement of it', () => {
    const told = (text: string) => {
      const sink = new Diagnostics()
      parseBlock(plainSource(text), sink)
      return sink.list.map(({ message }) => message)
    }
    expect(told(`x = 1${' '.repeat(LIMITS.block - 5)}`)).toEqual([])
    expect(told(`x = 1${' '.repeat(LIMITS.block - 4)}`)).toEqual(['this is longer than 100000 characters'])
    // The limit of a statement is that of its formula: from its first token to its last.
    expect(told(`x = a+${' '.repeat(LIMITS.formula - 3)}b`)).toEqual([])
    expect(told(`x = a+${' '.repeat(LIMITS.formula - 2)}b`)).toEqual(['this is longer than 10000 characters'])
  })

  const n = LIMITS.nesting
  test.each<[string, (levels: number) => string]>([
    ['brackets', (k) => `${'('.repeat(k)}x${')'.repeat(k)}`],
    ['calls', (k) => `${'abs('.repeat(k)}x${')'.repeat(k)}`],
    ['indices', (k) => `${'a['.repeat(k)}1${']'.repeat(k)}`],
    ['signs', (k) => `${'-'.repeat(k)}x`],
    ['plus signs', (k) => `${'+'.repeat(k)}x`],
    ['not', (k) => `${'not '.repeat(k)}x`],
    ['powers', (k) => `${'a^'.repeat(k)}x`],
    ['powers of negatives', (k) => `${'a^-'.repeat(k / 2)}x${k % 2 === 1 ? '^b' : ''}`],
    ['brackets and signs in turn', (k) => `${'-('.repeat(k / 2)}${k % 2 === 1 ? '-' : ''}x${')'.repeat(k / 2)}`],
  ])('levels of %s', (_, text) => {
    expect(messages(text(n))).toEqual([])
    expect(messages(text(n + 1))).toEqual(['this is nested more than 200 levels deep'])
  })

  test('what stands beside each other is not nested', () => {
    const beside: [string, string][] = [
      ['-x', ' + '],
      ['x^2', ' * '],
      ['-x^-2', ' - '],
      ['not x', ' and '],
      ['(-x)', ' / '],
      ['abs(-x)', ' < '],
      ['(x^2 ? -1 : -2)', ' + '],
    ]
    for (const [piece, between] of beside) {
      const many = Array(150).fill(piece).join(between)
      expect(messages(many), piece).toEqual([])
    }
    expect(messages(`max(${Array(300).fill('-x').join(', ')})`)).toEqual([])
    expect(messages(`[${Array(300).fill('-1').join(', ')}]`)).toEqual([])
  })

  test('signs within brackets are left with the brackets', () => {
    const text = (k: number) => `(${'-'.repeat(150)}x) + ${'-'.repeat(k)}x`
    expect(messages(text(150))).toEqual([])
    expect(messages(text(n))).toEqual([])
    expect(messages(text(n + 1))).toEqual(['this is nested more than 200 levels deep'])
    expect(messages(`${'-'.repeat(150)}(${'-'.repeat(49)}x)`)).toEqual([])
    expect(messages(`${'-'.repeat(150)}(${'-'.repeat(50)}x)`)).toEqual(['this is nested more than 200 levels deep'])
  })

  test('conditionals count each, those in the last branch too', () => {
    const chain = (k: number) => `${'a ? b : '.repeat(k)}c`
    expect(messages(chain(n))).toEqual([])
    expect(messages(chain(n + 1))).toEqual(['this is nested more than 200 levels deep'])
    expect(messages(`max(${Array(3).fill(chain(150)).join(', ')})`)).toEqual([])
  })

  test('depth of the tree', () => {
    // Each term of a sum is a level below the one before; the first and the last share the lowest.
    const sum = (terms: number) => Array(terms).fill('a').join('+')
    expect(messages(sum(LIMITS.depth + 1))).toEqual([])
    expect(messages(sum(LIMITS.depth + 2))).toEqual(['this is nested too deep'])
  })

  test('comparisons of a chain', () => {
    const chain = (links: number) =>
      Array(links + 1)
        .fill('a')
        .join(' < ')
    expect(messages(chain(n))).toEqual([])
    expect(messages(chain(n + 1))).toEqual(['this chain of comparisons is nested too deep'])
  })

  test('open repeats', () => {
    const told = (k: number) => {
      const sink = new Diagnostics()
      const open = Array.from({ length: k }, (_, j) => `repeat j${j} = 1:1\n`).join('')
      parseBlock(plainSource(`${open}x = 1\n${'end\n'.repeat(k)}`), sink)
      return sink.list.map(({ message }) => message)
    }
    expect(told(n - 1)).toEqual([])
    expect(told(n)).toEqual(['too many `repeat`s are open here'])
    expect(told(n + 2)).toEqual(['too many `repeat`s are open here'])
  })
})

describe('what is written out', () => {
  const built = (text: string, env: Environment = environmentOf({ a: 1, x: [1, 2] }, 2)): string[] => {
    const formula = parseFormula(plainSource(text), env.sink)
    const node = formula && buildValue(formula, env)
    expect(node === null).toBe(env.sink.failed)
    return env.sink.list.map(({ message }) => message)
  }

  test('terms of one series', () => {
    expect(built('sum(j = 1:10000, 0 * j)')).toEqual([])
    expect(built('sum(j = 1:10001, a)')).toEqual(['the end of `sum` has to lie in -10000 ... 10000, this is 10001'])
    expect(built('sum(j = -10000:-9999, a)')).toEqual([])
    expect(built('sum(j = -10001:1, a)')).toEqual(['the start of `sum` has to lie in -10000 ... 10000, this is -10001'])
  })

  test('terms of series inside each other are counted before any is written out', () => {
    const text = (n: number, m: number) => `sum(j = 1:${n}, sum(k = 1:${m}, a))`
    expect(built('sum(j = 1:10, sum(k = 1:10000, 0 * k))')).toEqual([])
    const refused = 'is written out as 100,100 terms, at most 100,000'
    expect(built(text(1001, 100))).toEqual([`\`${text(1001, 100)}\` ${refused}`])
    // A triangle of 446 has 446 * 447 / 2 = 99,681 terms, one of 447 has 100,128.
    expect(built('sum(j = 1:446, sum(k = 1:j, 0 * k))')).toEqual([])
    const triangle = 'sum(j = 1:447, sum(k = 1:j, a))'
    expect(built(triangle)).toEqual([`\`${triangle}\` is written out as 100,128 terms, at most 100,000`])
    // Two series in the body: both count. An empty one counts for the term that it is.
    const both = 'sum(j = 1:1000, sum(k = 1:50, a) + sum(k = 1:51, a))'
    expect(built(both)).toEqual([expect.stringContaining('is written out as 101,000 terms')])
    expect(built('sum(j = 1:10000, sum(k = 2:1, 0))')).toEqual([])
    // The bound of the innermost moves with the outermost: 300 * (1 + 2 + ... + 40); counting is given up on the way.
    const third = 'sum(j = 1:40, sum(l = 1:300, sum(k = 1:j, a)))'
    expect(built(third)).toEqual([expect.stringContaining('terms, at most 100,000')])
  })

  test('series that are written out count together, folded terms too', () => {
    const told = (before: number) => {
      const env = environmentOf({ a: 1 }, 1)
      env.graph.terms = before
      return built('sum(j = 1:3, 0 * j)', env)
    }
    const most = 10 * LIMITS.nested
    expect(told(most - 3)).toEqual([])
    expect(told(most - 2)).toEqual(['`sum(j = 1:3, 0 * j)`, written out, has more than 300,000 parts'])
  })

  test('what was written out is told with its place, its parts and the nodes that it made', () => {
    const env = environmentOf({ a: 1 }, 1)
    const text = 'z = sum(j = 1:3, sum(k = 1:2, a^j * k))\nrepeat l = 1:4\nz = exp(z)\nend'
    const block = parseBlock(plainSource(text), env.sink)
    expect(block && runBlock(block, env)).toBe(true)
    expect(env.graph.writtenOut.map(({ at, ...part }) => [text.slice(at.start, at.end), part])).toMatchObject([
      ['sum(j = 1:3, sum(k = 1:2, a^j * k))', { parts: 3, what: 'terms' }],
      ['repeat l = 1:4\nz = exp(z)\nend', { parts: 4, what: 'turns', nodes: 4 }],
    ])
  })

  test('statements of a block', () => {
    const told = (n: number) => {
      const env = environmentOf({ a: 1 }, 1)
      const block = parseBlock(plainSource(`repeat l = 1:${n}\nz = l\nend`), env.sink)
      expect(block && runBlock(block, env)).toBe(!env.sink.failed)
      return env.sink.list.map(({ message }) => message)
    }
    // The `repeat` itself is one of the 10,000.
    expect(told(9999)).toEqual([])
    expect(told(10_000)).toEqual(['this block runs more than 10000 statements'])
  })
})
