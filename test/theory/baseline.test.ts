import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../src/run/verdict.ts'
import { baselineOf, compareWithBaseline, readBaseline, writeBaseline } from '../../src/theory/baseline.ts'
import { rowOf, verdict } from './rows.ts'

const FILE = 'experiments/paper/page.yaml'

/** What is worse after `now` where `old` was the baseline, as sentences. */
function worse(old: Partial<Verdict>, now: Partial<Verdict>): string[] {
  const baseline = baselineOf([rowOf([verdict(old)])], null, [FILE])
  return compareWithBaseline([rowOf([verdict(now)])], baseline, [FILE]).worse.map(({ sentence }) => sentence)
}

describe('verdicts', () => {
  it('are not worse when nothing changed, whatever they were', () => {
    for (const status of ['holds', 'violated', 'inconclusive', 'error'] as const)
      expect(worse({ status }, { status })).toEqual([])
  })

  it.each([
    ['holds', 'violated'],
    ['holds', 'inconclusive'],
    ['holds', 'hypotheses-not-met'],
    ['holds', 'not-measured'],
    ['holds', 'error'],
    ['inconclusive', 'violated'],
  ] as const)('are worse from %s to %s', (old, now) => {
    expect(worse({ status: old }, { status: now })).toEqual([`adam: was ${old}, is ${now}: because`])
  })

  it.each([
    ['violated', 'inconclusive'],
    ['violated', 'holds'],
    ['inconclusive', 'holds'],
    ['error', 'inconclusive'],
  ] as const)('are not worse from %s to %s', (old, now) => {
    expect(worse({ status: old }, { status: now })).toEqual([])
  })

  it('are worse where a claim holds no longer and its page was made to expect that', () => {
    const [sentence] = worse({}, { status: 'violated', expect: 'violated' })
    expect(sentence).toContain('was holds, is violated (as the page expects now)')
  })

  it('are worse where a failure that was expected is one no more', () => {
    expect(worse({ status: 'violated', expect: 'violated' }, { status: 'holds', expect: 'violated' })).toHaveLength(1)
  })
})

describe('numbers', () => {
  it('may move inside the interval, not outside', () => {
    for (const measured of [0.4, 0.45, 0.6]) expect(worse({}, { measured })).toEqual([])
    for (const measured of [0.39, 0.61, Number.NaN, null]) {
      expect(worse({}, { measured })).toEqual([
        `adam: measured ${measured}, outside the interval [0.4, 0.6] of the baseline`,
      ])
    }
  })

  it('keep the sign of a slope', () => {
    const slope = { judge: 'rate', measured: -0.5, interval: [-0.55, -0.45] } as const
    expect(worse(slope, { ...slope, measured: 0.5 })).toHaveLength(1)
  })

  it('are equal, up to rounding, where nothing was left to chance', () => {
    const exact = { measured: 3, interval: [3, 3] } as const
    expect(worse(exact, { ...exact, measured: 3 * (1 + 1e-12) })).toEqual([])
    expect(worse(exact, { ...exact, measured: 3 * (1 + 1e-8) })).toHaveLength(1)
  })

  it('may be infinite, and then stay so', () => {
    const infinite = { measured: Infinity, interval: [Infinity, Infinity] } as const
    expect(worse(infinite, infinite)).toEqual([])
    expect(worse(infinite, { ...infinite, measured: 1e300 })).toHaveLength(1)
    expect(worse({ measured: 0, interval: [0, 0] }, { measured: Infinity })).toHaveLength(1)
  })

  it('of a bound have a slack whose interval is that of the mean', () => {
    const bound = { judge: 'bound', predicted: 1, measured: 0.5, interval: [0.4, 0.6], slack: 2 } as const
    for (const slack of [1.7, 2.4]) expect(worse(bound, { ...bound, slack })).toEqual([])
    for (const slack of [1.6, 2.6, null]) expect(worse(bound, { ...bound, slack })).toHaveLength(1)
    expect(worse({ ...bound, judge: 'limit' }, { ...bound, judge: 'limit', slack: 1.6 })).toEqual([])
    // The least slack may be at another step than the numbers.
    const elsewhere = { ...bound, interval: [0.5, 0.5], slack: 1e-9 } as const
    expect(worse(elsewhere, elsewhere)).toEqual([])
    expect(worse(elsewhere, { ...elsewhere, slack: 2e-9 })).toHaveLength(1)
  })
})

describe('claims', () => {
  const before = baselineOf([rowOf([verdict()])], null, [FILE])
  const other = rowOf([verdict({ claim: 'paper/new' })])

  it('that are gone from a page that was checked are missed, those of other pages are not', () => {
    expect(compareWithBaseline([other], before, [FILE])).toEqual({
      worse: [{ claim: 'paper/claim', file: null, line: 1, sentence: `was in ${FILE} and is gone` }],
      better: [],
      added: ['paper/new'],
    })
    expect(compareWithBaseline([], before, ['experiments/paper/other.yaml']).worse).toEqual([])
  })

  it('are found on another page', () => {
    expect(compareWithBaseline([rowOf([verdict()], 'experiments/paper/moved.yaml')], before, [FILE]).worse).toEqual([])
  })

  it('keep all points of their grid, whatever the order of the axes', () => {
    const at = (beta1: number, beta2: number) => verdict({ at: { beta1, beta2 } })
    const grid = baselineOf([rowOf([at(0, 1), at(1, 1)])], null, [FILE])
    const turned = verdict({ at: { beta2: 1, beta1: 0 } })
    const { worse: found } = compareWithBaseline([rowOf([turned])], grid, [FILE])
    expect(found.map(({ sentence }) => sentence)).toEqual(['adam (beta1=1, beta2=1): was judged and is not any more'])
  })

  it('that are as expected again are told, and with one point that is not they are not', () => {
    const open = baselineOf([rowOf([verdict({ status: 'inconclusive' })])], null, [FILE])
    expect(compareWithBaseline([rowOf([verdict()])], open, [FILE]).better).toEqual(['paper/claim'])
    const half = rowOf([verdict(), verdict({ optimizer: 'b', status: 'inconclusive' })])
    expect(compareWithBaseline([half], open, [FILE]).better).toEqual([])
  })

  it('may have names that objects have', () => {
    const row = rowOf([verdict({ claim: 'constructor' })])
    expect(compareWithBaseline([row], before, []).added).toEqual(['constructor'])
  })

  it('of pages that were not checked stay in a baseline that is updated, those of pages that were do not', () => {
    expect(Object.keys(baselineOf([other], before, ['experiments/paper/other.yaml']).claims)).toEqual([
      'paper/claim',
      'paper/new',
    ])
    expect(Object.keys(baselineOf([other], before, [FILE]).claims)).toEqual(['paper/new'])
  })
})

describe('the file', () => {
  it('gives back the same baseline, whatever the numbers', () => {
    const number = fc.option(fc.double(), { nil: null })
    fc.assert(
      fc.property(number, number, fc.double(), fc.double(), number, (predicted, measured, low, high, slack) => {
        const baseline = baselineOf([rowOf([verdict({ predicted, measured, interval: [low, high], slack })])], null, [
          FILE,
        ])
        expect(readBaseline(writeBaseline(baseline))).toEqual(baseline)
      }),
    )
  })

  it('has its claims in one order and one line a point, for diffs', () => {
    const rows = ['b', 'a'].map((claim) => rowOf([verdict({ claim }), verdict({ claim, optimizer: 'b' })]))
    const text = writeBaseline(baselineOf(rows, null, [FILE]))
    expect(writeBaseline(baselineOf([...rows].reverse(), null, [FILE]))).toBe(text)
    expect(text.split('\n').filter((line) => line.includes('"optimizer"'))).toHaveLength(4)
    expect(writeBaseline(baselineOf([], null, []))).toContain('"claims"')
    expect(readBaseline(writeBaseline(baselineOf([], null, [])))).toEqual({ schema: 'adam-lab/baseline/1', claims: {} })
  })

  it.each([
    '',
    '[]',
    '{}',
    '{"schema": "adam-lab/baseline/2", "claims": {}}',
    '{"schema": "adam-lab/baseline/1", "claims": {"a": 1}}',
    '{"schema": "adam-lab/baseline/1", "claims": {"a": {"file": "f", "points": [{}]}}}',
  ])('is refused if it is none: %s', (text) => {
    expect(readBaseline(text)).toBeNull()
  })
})
